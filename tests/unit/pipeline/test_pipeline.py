"""A run of ingest: every file accounted for, nothing lost, nothing read twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import Options, ingest
from ingest.report import Report
from records.errors import LibraryBusy
from records.library import Library
from tests.pdfs import SENTENCES, lines, pdf, saved, scanned
from tests.unit.pipeline.conftest import DrawReport, FakeIndexer


class Told:
    """Remembers what a run told of itself; may interrupt it."""

    def __init__(self, *, interrupt_after: int | None = None) -> None:
        self.files = 0
        self.done: list[Path] = []
        self.said: list[str] = []
        self.recognising: list[tuple[Path, int, int]] = []
        self._interrupt_after = interrupt_after

    def begin(self, *, files: int, total_bytes: int) -> None:
        self.files = files

    def advance(self, path: Path, *, pages: int, size_bytes: int) -> None:
        self.done.append(path)
        if len(self.done) == self._interrupt_after:
            raise KeyboardInterrupt

    def recognised(self, path: Path, *, pages: int, of: int, size_bytes: int) -> None:
        self.recognising.append((path, pages, of))

    def say(self, message: str) -> None:
        self.said.append(message)


def run(library: Library, indexer: FakeIndexer | None, *paths: Path, **options: Any) -> Report:
    return ingest(paths, library=library, indexer=indexer, progress=Told(), options=Options(workers=1, **options))


def test_reports_become_reviews_that_are_kept_and_indexed(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report("q.pdf", child="Child Q", pages=3)
    draw_report("r.PDF", child="Child R")
    (folder / "notes.txt").write_text("not a report")
    report = run(library, indexer, folder)
    assert (report.files, report.documents, report.reviews, report.pages) == (2, 2, 2, 5)
    assert report.failed == []
    reviews = list(library.reviews())
    assert indexer.committed.keys() == {review.id for review in reviews}
    for review in reviews:
        (document,) = review.documents
        assert library.file_path(document) is not None
        assert "neglect that every agency had seen" in document.pages[1].text


def test_of_a_scan_is_told_how_many_pages_are_recognised(library: Library, folder: Path) -> None:
    printed = pdf(*[lambda canvas: lines(canvas, [SENTENCES[0]])] * 4)
    scan = saved(folder, scanned(printed), "scan.pdf")
    told = Told()
    report = ingest([folder], library=library, indexer=None, progress=told, options=Options(workers=1))
    assert report.pages == 4
    assert told.recognising
    assert told.recognising == sorted(told.recognising)
    assert told.recognising[-1] == (scan, 4, 4)


def test_a_second_run_reads_nothing(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report()
    before = run(library, indexer, folder) and list(library.reviews())
    again = run(library, indexer, folder)
    assert (again.files, again.unchanged, again.documents, again.reviews) == (1, 1, 0, 0)
    assert list(library.reviews()) == before


def test_a_moved_file_and_a_copy_are_known_by_their_content(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    path = draw_report()
    run(library, indexer, folder)
    path.rename(folder / "renamed.pdf")
    shutil.copy(folder / "renamed.pdf", folder / "copy.pdf")
    report = run(library, indexer, folder)
    assert (report.files, report.unchanged, report.documents) == (2, 2, 0)


def test_a_changed_file_is_read_again(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report(pages=2)
    run(library, indexer, folder)
    draw_report(pages=3)
    report = run(library, indexer, folder)
    assert (report.documents, report.unchanged) == (1, 0)


def test_a_broken_file_is_named_and_the_others_go_in(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report()
    (folder / "error page.pdf").write_text("<!DOCTYPE html><html><body>Server error</body></html>")
    (folder / "empty.pdf").touch()
    (folder / "half.pdf").write_bytes(draw_report("whole.pdf", child="Child W").read_bytes()[:300])
    for _ in range(2):  # a quarantined file is listed again while it is there
        report = run(library, indexer, folder)
        assert sorted(Path(failure.path).name for failure in report.failed) == [
            "empty.pdf",
            "error page.pdf",
            "half.pdf",
        ]
        assert all(len(failure.reason) > 20 for failure in report.failed)
        assert report.files == report.documents + report.unchanged + report.without_text + len(report.failed)
    assert len(list(library.reviews())) == 2
    assert len(list(library.quarantine.entries())) == 3


def test_pages_without_text_are_named_and_are_no_failure(library: Library, indexer: FakeIndexer, folder: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    canvas = Canvas(str(folder / "drawing.pdf"), invariant=1)
    canvas.circle(200, 400, 90)
    canvas.save()
    for _ in range(2):
        report = run(library, indexer, folder, ocr="never")
        assert (report.files, report.without_text, report.failed) == (1, 1, [])
        assert report.without_text_paths == [str(folder / "drawing.pdf")]


def test_an_interrupted_run_keeps_what_it_read_and_the_next_one_ends_it(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    for number in range(4):
        draw_report(f"{number}.pdf", child=f"Child {number}")
    options = Options(workers=1)
    first = ingest([folder], library=library, indexer=indexer, progress=Told(interrupt_after=2), options=options)
    assert first.interrupted
    assert first.documents == len(list(library.reviews())) == len(indexer.committed) == 2
    second = run(library, indexer, folder)
    assert (second.unchanged, second.documents) == (2, 2)
    assert len(list(library.reviews())) == len(indexer.committed) == 4


def test_records_wait_while_the_engine_is_down_and_are_indexed_when_it_is_back(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report()
    indexer.down = True
    told = Told()
    report = ingest([folder], library=library, indexer=indexer, progress=told, options=Options(workers=1))
    assert (report.documents, report.waiting_to_index, report.failed) == (1, 1, [])
    assert any("wait to be indexed" in message for message in told.said)
    indexer.down = False
    again = run(library, indexer, folder)
    assert (again.unchanged, again.waiting_to_index) == (1, 0)
    assert len(indexer.committed) == 1


def test_a_library_that_another_process_writes_is_left_alone(
    library: Library, indexer: FakeIndexer, draw_report: DrawReport, folder: Path
) -> None:
    draw_report()
    with Library.open(library.root).writing(), pytest.raises(LibraryBusy):
        run(library, indexer, folder)


def test_the_same_files_make_the_same_library_however_many_read_them(
    tmp_path: Path, draw_report: DrawReport, folder: Path
) -> None:
    for number in range(5):
        draw_report(f"{number}.pdf", child="Child S", pages=2 + number)
    ids = []
    for workers in (1, 3):
        library = Library.open(tmp_path / f"library {workers}", create=True)
        ingest([folder], library=library, indexer=None, progress=Told(), options=Options(workers=workers))
        ids.append({document.filename: review.id for review in library.reviews() for document in review.documents})
    assert ids[0] == ids[1]
    assert len(ids[0]) == 5
