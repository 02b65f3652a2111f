"""The library folder: records stay whole, ids stay once given, and what is damaged is named."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from records import atomic
from records.errors import (
    FileRejected,
    LibraryBusy,
    LibraryNotFound,
    RecordDamaged,
    ReviewNotFound,
    TemporaryFailure,
)
from records.library import Library
from records.models import Review

MakeReview = Callable[..., Review]


def test_a_review_comes_back_as_it_was_put(library: Library, make_review: MakeReview) -> None:
    review = make_review(title="Child Q", published="2019-03", former_ids=["2019-northmoor-q"])
    library.put(review)
    assert library.review(review.id) == review
    assert [each.id for each in library.reviews()] == [review.id]


def test_a_changed_record_is_seen_at_once(library: Library, make_review: MakeReview) -> None:
    library.put(make_review(title="before"))
    assert library.review("2019-northmoor-child-q").title == "before"
    library.put(make_review(title="after"))
    assert library.review("2019-northmoor-child-q").title == "after"


def test_a_former_id_leads_to_the_review_that_absorbed_it(library: Library, make_review: MakeReview) -> None:
    library.put(make_review(former_ids=["2020-northmoor-child-q"]))
    assert library.resolve("2020-northmoor-child-q") == "2019-northmoor-child-q"
    assert library.catalogue.taken_ids() == {"2019-northmoor-child-q", "2020-northmoor-child-q"}


@pytest.mark.parametrize(
    "review_id",
    ["nobody", "../../etc/passwd", "..", "/etc/passwd", "", "a" * 5000, "2019-northmoor-child-q/../x", "\0", "É"],
)
def test_what_is_no_id_is_not_found_and_never_a_path(library: Library, review_id: str) -> None:
    with pytest.raises(ReviewNotFound):
        library.review(review_id)


def test_a_folder_that_holds_something_else_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(LibraryNotFound, match="not a library"):
        Library.open(tmp_path, create=True)
    with pytest.raises(LibraryNotFound, match="casereviews ingest"):
        Library.open(tmp_path / "nothing")


@pytest.mark.parametrize("damage", ["", '{"id": "2019-northmoor-child-q", "titel": "x"}', "{", "\x00\x01", "[]"])
def test_a_damaged_record_is_named_and_the_rest_is_served(
    library: Library, make_review: MakeReview, damage: str
) -> None:
    library.put(make_review())
    library.put(make_review("2020-westmere-child-r"))
    (library.reviews_folder / "2019-northmoor-child-q" / "record.json").write_text(damage)
    damaged: list[RecordDamaged] = []
    assert [each.id for each in library.reviews(on_damaged=damaged.append)] == ["2020-westmere-child-r"]
    assert [each.path.parent.name for each in damaged] == ["2019-northmoor-child-q"]
    with pytest.raises(RecordDamaged):
        library.review("2019-northmoor-child-q")


def test_a_damaged_record_still_keeps_its_id_and_its_file_known(library: Library, make_review: MakeReview) -> None:
    library.put(make_review())
    (library.reviews_folder / "2019-northmoor-child-q" / "record.json").write_text("{")
    assert "2019-northmoor-child-q" in library.catalogue.taken_ids()
    assert len(library.catalogue.documents()) == 1


def test_a_record_in_the_wrong_folder_is_damaged(library: Library, make_review: MakeReview) -> None:
    library.put(make_review())
    (library.reviews_folder / "2019-northmoor-child-q").rename(library.reviews_folder / "elsewhere")
    with pytest.raises(RecordDamaged, match="its folder is 'elsewhere'"):
        library.review("elsewhere")


def test_the_catalogue_follows_the_records(library: Library, make_review: MakeReview) -> None:
    library.put(make_review())
    path = library.index_folder / "catalogue.sqlite"
    path.unlink()
    assert {known.review_id for known in library.catalogue.documents().values()} == {"2019-northmoor-child-q"}
    path.write_bytes(b"this is not a database, whatever its name says" * 100)
    assert {known.review_id for known in library.catalogue.documents().values()} == {"2019-northmoor-child-q"}
    library.remove("2019-northmoor-child-q")
    assert library.catalogue.documents() == {}


_HOLD = """
import sys
from pathlib import Path
from records.library import Library
with Library.open(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_writes(library: Library) -> None:
    command = [sys.executable, "-c", _HOLD, str(library.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy, match=f"process {process.pid}"), library.writing():
            pass
        process.kill()
    with library.writing():  # the lock went with the process
        pass


def test_a_full_disk_leaves_the_old_record_whole(
    library: Library, make_review: MakeReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.put(make_review(title="before"))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TemporaryFailure, match="the disk is full"):
        library.put(make_review(title="after"))
    monkeypatch.undo()
    assert library.review("2019-northmoor-child-q").title == "before"
    assert [path.name for path in (library.reviews_folder / "2019-northmoor-child-q").iterdir()] == ["record.json"]


def test_of_several_records_those_written_before_a_disk_is_full_are_known(
    library: Library, make_review: MakeReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_review(), make_review("2020-westmere-child-r")
    write = atomic.write_bytes

    def write_the_first_only(path: Path, content: bytes) -> None:
        if path.parent.name == second.id:
            raise TemporaryFailure("the disk is full")
        write(path, content)

    monkeypatch.setattr(atomic, "write_bytes", write_the_first_only)
    with pytest.raises(TemporaryFailure, match="the disk is full"):
        library.put_all([first, second])
    monkeypatch.undo()
    assert library.catalogue.taken_ids() == {first.id}
    library.put_all([first, second])
    assert library.catalogue.taken_ids() == {first.id, second.id}


def test_a_write_that_is_interrupted_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "record.json"
    atomic.write_bytes(target, b"before")

    def interrupt(source: IO[bytes], stream: IO[bytes], length: int) -> None:
        stream.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.copyfileobj", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic.copy_file(target, target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_refused_file_is_kept_with_its_reason_until_it_is_released(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "error page.pdf"
    page.write_text("<html>")
    rejection = FileRejected("html-as-pdf", "This is a web page saved under a .pdf name.")
    library.quarantine.add(page, sha256="a" * 64, rejection=rejection, logic_version=1)
    entry = library.quarantine.find("a" * 64)
    assert entry is not None
    assert (entry.reason, entry.paths) == (rejection.reason, [str(page)])
    assert (library.root / "quarantine" / f"{'a' * 64}.pdf").read_text() == "<html>"
    assert [each.sha256 for each in library.quarantine.entries()] == ["a" * 64]
    library.quarantine.release("a" * 64)
    assert list(library.quarantine.entries()) == []


def test_a_library_that_may_only_be_read_is_read(library: Library, make_review: MakeReview) -> None:
    library.put(make_review(former_ids=["2020-northmoor-child-q"]))
    catalogue = library.index_folder / "catalogue.sqlite"
    catalogue.unlink()
    catalogue.mkdir()  # no database can be made there: what a read-only disk comes to, for root as well
    assert library.resolve("2020-northmoor-child-q") == "2019-northmoor-child-q"


def test_the_catalogue_is_an_ordinary_database(library: Library, make_review: MakeReview) -> None:
    library.put(make_review())
    connection = sqlite3.connect(library.index_folder / "catalogue.sqlite")
    assert connection.execute("SELECT review_id, has_text FROM documents").fetchall() == [("2019-northmoor-child-q", 1)]
    connection.close()
