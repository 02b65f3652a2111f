from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from records.errors import IndexUnavailable
from records.library import Library
from records.models import Review

DrawReport = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports to read").mkdir()
    return tmp_path / "reports to read"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


@pytest.fixture
def draw_report(folder: Path) -> DrawReport:
    def draw(name: str = "report.pdf", *, child: str = "Child Q", pages: int = 2) -> Path:
        canvas = Canvas(str(folder / name), pagesize=A4, invariant=1)
        canvas.setFont("Helvetica-Bold", 20)
        for line, words in enumerate(("Northmoor Safeguarding Children Board", "Serious Case Review", child)):
            canvas.drawString(72, 700 - 40 * line, words)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 500, "Published: March 2019")
        canvas.showPage()
        for number in range(2, pages + 1):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 700, f"{child} lived with neglect that every agency had seen a part of.")
            canvas.drawString(72, 680, f"This is sheet {number} of the report about {child}.")
            canvas.showPage()
        canvas.save()
        return folder / name

    return draw


class FakeIndexer:
    """Takes what it is given, unless it is down. Stands in for an engine where a test is about the pipeline."""

    def __init__(self) -> None:
        self.down = False
        self.committed: dict[str, Review] = {}
        self._put: dict[str, Review] = {}
        self._deleted: set[str] = set()

    def put(self, review: Review) -> None:
        if self.down:
            raise IndexUnavailable("The search engine does not answer.")
        self._put[review.id] = review

    def delete(self, review_id: str) -> None:
        self._deleted.add(review_id)

    def commit(self) -> None:
        self.committed |= self._put
        for review_id in self._deleted:
            self.committed.pop(review_id, None)
        self._put, self._deleted = {}, set()


@pytest.fixture
def indexer() -> FakeIndexer:
    return FakeIndexer()
