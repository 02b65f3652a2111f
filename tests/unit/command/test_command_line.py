"""The command line as it is used: by name, in a process of its own, with its exit status and its two streams."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from casereviews.commands import COMMANDS
from records.library import Library

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "samples" / "pdf"
COMMAND = [sys.executable, "-m", "casereviews.cli"]


def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", **environment},
        check=False,
    )


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """The command in the background, ended with the block whatever happens in it."""
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three of the samples, in a folder with a space in its name."""
    root = tmp_path_factory.mktemp("command line") / "my library"
    done = run("ingest", *(SAMPLES / f"{name}.pdf" for name in ("a03", "b01", "e05")), "--library", root)
    assert done.returncode == 0, done.stderr
    assert "3 read" in done.stdout
    return root


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_explains_itself(verb: str) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert len(done.stdout.split("Options:")[0].split()) > 10


def test_search_shows_the_passage_and_its_page(library: Path) -> None:
    done = run("search", '"should have looked in the cupboards"', "--library", library)
    assert done.returncode == 0
    assert "1 review" in done.stdout
    assert "p. 8: " in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_recommendations_are_searched_for_themselves(library: Path) -> None:
    done = run("search", "--recommendations", "supervision", "--kind", "recommendation", "--library", library)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Recommendation \d+ \(.+\),\s+p\. \d+: ", done.stdout)
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    asked = ("search", "--recommendations", "supervision", "--json", "--library", library)
    points = json.loads(run(*asked).stdout)
    assert points["results"]
    assert all("supervis" in f"{point['title']} {point['text']}".lower() for point in points["results"])
    groups = json.loads(run(*asked, "--group", "review").stdout)
    assert sum(len(group["points"]) for group in groups["results"]) == points["total"]


def test_a_passage_of_one_of_several_documents_names_it(library: Path, tmp_path: Path) -> None:
    root = tmp_path / "library"
    assert run("ingest", SAMPLES / "e05.pdf", SAMPLES / "e06.pdf", "--library", root).returncode == 0
    assert "1 review" in (found := run("search", "girls neglect", "--library", root).stdout)
    assert re.search(r"e0[56]\.pdf, p\. \d+: ", found)


def test_json_is_all_that_stdout_holds(library: Path) -> None:
    found = json.loads(run("search", "neglect", "--library", library, "--json").stdout)
    assert found["total"] == len(found["results"]) > 0
    shown = json.loads(run("show", found["results"][0]["id"], "--library", library, "--json").stdout)
    assert shown["id"] == found["results"][0]["id"]
    again = run("ingest", SAMPLES / "e05.pdf", "--library", library, "--json")
    assert json.loads(again.stdout)["unchanged"] == 1


def test_filters_are_those_of_the_api(library: Path) -> None:
    done = run("search", "--abuse-type", "neglect", "--sort", "oldest", "--json", "--library", library)
    results = json.loads(done.stdout)["results"]
    assert results
    assert all("neglect" in result["abuse_types"] for result in results)


def test_a_word_that_is_not_wanted_is_no_option(library: Path) -> None:
    def found(*query: str) -> set[str]:
        done = run("search", *query, "--json", "--library", library)
        assert done.returncode == 0, done.stderr
        return {result["id"] for result in json.loads(done.stdout)["results"]}

    title = json.loads(run("search", "--json", "--library", library).stdout)["results"][0]["title"].split()[0]
    assert found("child", f"-title:{title}") == found(f"child -title:{title}") < found("child")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["search", "neglect", "--library", "/nowhere"], "no library at /nowhere"),
        (["ingest", "/no/such/file.pdf"], "/no/such/file.pdf"),
        (["search", "--published-from", "yesterday"], "yesterday"),
        (["search", "--sort", "loudest"], "loudest"),
        (["evacuate"], "evacuate"),
        (["tag", "/no/such/file.txt"], "/no/such/file.txt"),
        (["amend", "2019-northmoor-child-q", "title"], "'title=VALUE'"),
        (["search", "--year", "20"], "four digits, such as 2019"),
        (["search", "--outcome", "deth"], "did you mean death?"),
        (["search", "neglect", "--authorty", "Leeds"], "did you mean --authority?"),
        (["search", "neglect", "--group", "review"], "goes with --recommendations"),
        (["search", "--recommendations", "--kind", "advice"], "recommendation or learning-point"),
    ],
)
def test_wrong_use_is_told_in_a_line_and_ends_with_2(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_review_is_told_in_a_line(library: Path) -> None:
    done = run("show", "1999-nowhere-child-x", "--library", library)
    assert done.returncode == 1
    assert "There is no review '1999-nowhere-child-x'" in done.stderr


def test_text_is_tagged_with_the_sentence_that_shows_it() -> None:
    text = "The children were left alone without food. Neglect was never named by the health visitor."
    tags = json.loads(run("tag", "-", "--json", stdin=text).stdout)["tags"]
    assert {"neglect", "health-visiting"} <= {tag["concept"] for tag in tags}
    for tag in tags:
        assert all(evidence["quote"] in text for evidence in tag["evidence"])


def test_doctor_says_whether_readers_can_reach_anybody(library: Path) -> None:
    assert "set CASEREVIEWS_CONTACT" in run("doctor", "--library", library).stdout
    asked = run("doctor", "--library", library, CASEREVIEWS_CONTACT="reviews@example.org")
    assert "Contact for readers: reviews@example.org" in asked.stdout


def test_the_readmes_examples_work_on_the_samples(library: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^ {4}\.venv/bin/casereviews ((?:search|show) .*)$", text, re.MULTILINE)
    assert len(examples) >= 2
    for example in examples:
        done = run(*shlex.split(example), "--library", library)
        assert done.returncode == 0, done.stderr
        assert "0 reviews" not in done.stdout


def test_doctor_names_a_damaged_record_and_the_rest_is_served(library: Path, tmp_path: Path) -> None:
    root = tmp_path / "copied"
    subprocess.run(["cp", "-r", library, root], check=True)
    assert run("doctor", "--library", root).returncode == 0
    damaged = next(Library.open(root).reviews()).id
    (root / "reviews" / damaged / "record.json").write_text('{"id": ')
    examined = run("doctor", "--library", root)
    assert examined.returncode == 1
    assert damaged in examined.stdout
    reindexed = run("reindex", "--library", root)
    assert reindexed.returncode == 1
    assert damaged in reindexed.stderr
    assert json.loads(run("search", "--json", "--library", root).stdout)["total"] == 2


def test_an_index_that_was_dropped_is_made_again(library: Path, tmp_path: Path) -> None:
    root = tmp_path / "copied"
    subprocess.run(["cp", "-r", library, root], check=True)
    subprocess.run(["rm", "-r", root / "index"], check=True)
    assert run("reindex", "--library", root).returncode == 0
    assert json.loads(run("search", "--json", "--library", root).stdout)["total"] == 3


@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_an_ingest_that_is_ended_leaves_a_library_and_the_next_one_ends_the_job(
    tmp_path: Path, deadly: signal.Signals
) -> None:
    root = tmp_path / "library"
    scan = SAMPLES / "c06.pdf"  # takes long enough to recognise for the end to come in the middle
    files = [scan, *sorted(SAMPLES.glob("e0[1-4].pdf"))]
    with started("ingest", *files, "--library", root) as process:
        while not (root / "reviews").is_dir():
            time.sleep(0.05)
        time.sleep(4)
        process.send_signal(deadly)
        process.communicate(timeout=30)  # which ends when no worker holds the pipe any more
    assert process.returncode == (130 if deadly is not signal.SIGKILL else -signal.SIGKILL)
    assert not list(root.rglob("*.tmp"))
    list(Library.open(root).reviews(on_damaged=lambda damage: pytest.fail(str(damage))))
    done = run("ingest", *files, "--library", root, "--ocr", "never", "--json")
    report = json.loads(done.stdout)
    assert (report["failed"], report["waiting_to_index"], done.returncode) == ([], 0, 0)
    assert report["files"] == report["documents"] + report["unchanged"] + report["without_text"]
    assert run("doctor", "--library", root).returncode == 0


def test_the_server_answers_says_where_it_is_and_needs_no_spacy(library: Path) -> None:
    check = (
        "import sys; from casereviews import cli, application; from casereviews.commands import serve; "
        "sys.exit(','.join({'spacy', 'pdfplumber', 'tesserocr', 'pypdfium2'} & sys.modules.keys()) or 0)"
    )
    loaded = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr
    with started("serve", "--library", library, "--port", 0) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split(" at ")[1].split()[0]
        with urllib.request.urlopen(f"{address}api/v1/reviews?q=neglect") as answer:
            assert json.load(answer)["total"] > 0
        with urllib.request.urlopen(f"{address}api/v1/reviews?q={'neglect+' * 125_000}") as answer:  # a megabyte
            assert json.load(answer)["notice"]
        with urllib.request.urlopen(address) as page:
            assert "<h1" in page.read().decode()


def test_under_a_path_the_address_that_answers_is_printed_and_what_the_proxy_does(library: Path) -> None:
    with started("serve", "--library", library, "--port", 0, "--root-path", "/heed") as server:
        assert server.stdout is not None
        address = server.stdout.readline().split(" at ")[1].split()[0]
        assert "take /heed off the path" in server.stdout.readline()
        with urllib.request.urlopen(address) as page:
            assert 'href="/heed/' in page.read().decode()


def test_a_port_in_use_is_told_in_a_line(library: Path) -> None:
    import socket  # noqa: PLC0415

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--library", library, "--port", port)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr


def _exported(library: Path, file_format: str, *more: str) -> str:
    done = run("export", "--format", file_format, "--library", library, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_format_is_read_by_a_program_of_others(library: Path) -> None:
    lines = _exported(library, "jsonl").splitlines()
    assert [json.loads(line)["address"] for line in lines] == [None] * 3
    rows = list(csv.DictReader(io.StringIO(_exported(library, "csv", "--address", "https://reviews.example/"))))
    assert sorted(row["address"] for row in rows) == sorted(
        f"https://reviews.example/reviews/{json.loads(line)['id']}" for line in lines
    )
    entries = rispy.loads(_exported(library, "ris", "--address", "https://reviews.example"))
    assert all(entry["urls"][0].startswith("https://reviews.example/reviews/") for entry in entries)
    assert "Halloway, Priya" in {author for entry in entries for author in entry["authors"]}
    bibliography = parse_string(_exported(library, "bib"))
    assert (len(bibliography.entries), bibliography.failed_blocks) == (3, [])
    feed = feedparser.parse(_exported(library, "atom"))
    assert (feed.bozo, feed.version, len(feed.entries)) == (False, "atom10", 3)


def test_evaluating_a_library_without_the_sources_says_so(library: Path, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "zz9.md").write_text("---\nid: zz9\ntitle: Nobody\n---\nText.\n")
    done = run("evaluate", tmp_path / "src", "--library", library)
    assert done.returncode == 1
    assert "None of the documents of 1 source" in done.stderr
    assert "zz9.pdf" in done.stderr


def test_pages_of_evidence_are_shown_in_order_and_once(library: Path) -> None:
    for review in Library.open(library).reviews():
        shown = run("show", review.id, "--library", library, COLUMNS="300").stdout
        listed = [match.group(1) for match in re.finditer(r"\(\d\.\d\d, p\. ([\d, ]+)\)", shown)]
        assert listed
        for pages in listed:
            numbers = [int(number) for number in pages.split(", ")]
            assert numbers == sorted(set(numbers))


def test_one_is_told_as_one_and_two_as_two(library: Path, tmp_path: Path) -> None:
    root = tmp_path / "copied"
    subprocess.run(["cp", "-r", library, root], check=True)
    first, second, _ = sorted(Library.open(root).review_ids())
    joined = run("group", first, second, "--library", root)
    assert "now has 2 documents; " in joined.stdout
    kept = joined.stdout.split()[0]
    document = Library.open(root).review(kept).documents[1]
    assert f"{len(document.pages)} pages" in run("show", kept, "--library", root).stdout
    parted = run("ungroup", kept, document.id, "--library", root)
    assert " keeps 1 document; " in parted.stdout


def test_what_a_manifest_says_that_cannot_be_is_named(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("filename,child_age,authority\ne05.pdf,banana,Leedz\n")
    done = run("ingest", SAMPLES / "e05.pdf", "--manifest", manifest, "--library", tmp_path / "library")
    assert done.returncode == 1
    assert "line 2, column child_age: 'banana' is not an age" in done.stderr
    assert "did you mean Leeds?" in done.stderr
    (review,) = Library.open(tmp_path / "library").reviews()
    assert review.authority == ["Leedz"]
    assert review.child_age != "banana"
