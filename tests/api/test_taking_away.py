"""Exports hold every row, and programs that we did not write can read them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import feedparser
import httpx
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

TITLE = 'Hazel: "quoted", <b>bold</b> & {braced}'


def test_csv_is_read_back_and_formulas_are_defused(client: httpx.Client) -> None:
    answer = client.get("/api/v1/reviews.csv", params={"sort": "oldest"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 4
    assert (rows[0]["title"], rows[0]["abuse_types"], rows[0]["recommendations"]) == (TITLE, "neglect", "1")
    assert rows[0]["summary"].startswith("'=HYPERLINK")
    assert list(rows[0])[-1] == "address"
    assert rows[0]["address"] == f"{client.base_url}/reviews/2014-marlbrook-hazel"
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_ris_is_read_by_rispy(client: httpx.Client) -> None:
    entries = rispy.loads(client.get("/api/v1/reviews.ris").text)
    hazel = next(entry for entry in entries if entry["id"] == "2014-marlbrook-hazel")
    assert len(entries) == 4
    assert hazel["type_of_reference"] == "RPRT"
    assert hazel["title"] == TITLE
    assert hazel["authors"] == ["Halloway, Priya"]
    assert (hazel["year"], hazel["date"]) == ("2014", "2014/06//")
    assert set(hazel["keywords"]) == {"Neglect", "Thresholds"}
    assert hazel["urls"][0].endswith("/reviews/2014-marlbrook-hazel")


def test_bibtex_is_read_by_bibtexparser(client: httpx.Client) -> None:
    library = parse_string(client.get("/api/v1/reviews.bib").text)
    assert library.failed_blocks == []
    entries = {entry.key: entry for entry in library.entries}
    assert len(entries) == 4
    hazel = entries["2014-marlbrook-hazel"]
    assert hazel.entry_type == "techreport"
    assert hazel["year"] == "2014"
    assert hazel["institution"] == "{Marlbrook Partnership}"
    assert r"\& \{braced\}" in hazel["title"]


def test_json_lines(client: httpx.Client) -> None:
    lines = client.get("/api/v1/reviews.jsonl", params={"q": "window"}).text.splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    assert rows.keys() == {"2014-marlbrook-hazel", "2020-northmoor-rowan", "expired"}
    assert rows["expired"]["address"] == f"{client.base_url}/reviews/expired"


def test_atom_is_read_by_feedparser(client: httpx.Client) -> None:
    answer = client.get("/api/v1/reviews.atom", params={"abuse_type": "neglect"})
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [entry.link.rsplit("/", 1)[1] for entry in feed.entries] == ["2020-northmoor-rowan", "2014-marlbrook-hazel"]
    assert feed.entries[1].authors[0].name == "Marlbrook Partnership"


def test_atom_has_what_the_specification_requires(client: httpx.Client) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(client.get("/api/v1/reviews.atom").content)
    for element in (feed, *feed.findall(f"{atom}entry")):
        for required in ("id", "title", "updated"):
            assert len(element.findall(f"{atom}{required}")) == 1
        assert element.find(f"{atom}id").text.startswith("urn:uuid:")  # type: ignore[union-attr]
    for entry in feed.findall(f"{atom}entry"):
        assert len(entry.findall(f"{atom}author")) == 1
        assert len(entry.findall(f"{atom}link[@rel='alternate']")) == 1
    assert len(feed.findall(f"{atom}link[@rel='self']")) == 1


def test_ids_of_a_feed_do_not_depend_on_the_order_of_parameters(client: httpx.Client) -> None:
    one = feedparser.parse(client.get("/api/v1/reviews.atom?q=window&abuse_type=neglect").content)
    two = feedparser.parse(client.get("/api/v1/reviews.atom?abuse_type=neglect&q=window&size=1&page=7").content)
    other = feedparser.parse(client.get("/api/v1/reviews.atom?q=door").content)
    assert one.feed.id == two.feed.id != other.feed.id
    assert [entry.id for entry in one.entries] == [entry.id for entry in two.entries]


@pytest.mark.parametrize("extension", ["csv", "ris", "bib", "jsonl", "atom"])
def test_all_rows_and_never_what_was_withdrawn(client: httpx.Client, extension: str) -> None:
    text = client.get(f"/api/v1/reviews.{extension}", params={"size": 1, "page": 3}).raise_for_status().text
    assert text.count("Hazel: ") >= 1
    assert text.count("Rowan") >= 1
    assert "family's wish" not in text
    assert "withdrawn" not in text


def test_recommendations_are_taken_away_with_their_pages(client: httpx.Client) -> None:
    found = client.get("/api/v1/recommendations").json()
    answer = client.get("/api/v1/recommendations.csv", params={"size": 1})
    assert answer.headers["content-disposition"] == 'attachment; filename="recommendations.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == found["total"] > 0
    first = found["results"][0]
    assert (rows[0]["text"], rows[0]["review"], rows[0]["page"]) == (
        first["text"],
        first["review"]["id"],
        str(first["page"]),
    )
    where = f"reviews/{first['review']['id']}/documents/{first['document']}/pages/{first['page']}"
    assert rows[0]["address"] == f"{client.base_url}/{where}"
    lines = [json.loads(line) for line in client.get("/api/v1/recommendations.jsonl").text.splitlines()]
    assert [line["text"] for line in lines] == [row["text"] for row in rows]
    assert lines[0]["addressed_to"] == first["addressed_to"]
    of_kind = client.get("/api/v1/recommendations.jsonl", params={"kind": "learning-point"}).text
    assert all(json.loads(line)["kind"] == "learning-point" for line in of_kind.splitlines())


def test_an_empty_list_is_still_a_file(client: httpx.Client) -> None:
    params = {"abuse_type": "radicalisation"}
    assert len(client.get("/api/v1/reviews.csv", params=params).text.splitlines()) == 1
    assert client.get("/api/v1/reviews.jsonl", params=params).text == ""
    assert not feedparser.parse(client.get("/api/v1/reviews.atom", params=params).content).bozo
