"""A small library of reviews written here, some of them odd."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from records.library import Library
from records.models import Document, Evidence, Page, Point, Provenance, Review, Scheme, Section, Source, Status, Tag
from search_api.factory import build_engine

TITLE = "Serious Case Review: Child Q"
FIRST_PAGE = "Findings\n\nThe school shared its worries late. The health visitor was not told.\n\nChild Q was two."
MARKUP = '<script>alert("x")</script> & <b>bold</b>'
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def drawn(folder: Path, name: str) -> tuple[Path, str]:
    """A PDF of two pages, each with a line of text; its path and its sha256."""
    path = folder / f"{name}.pdf"
    canvas = Canvas(str(path), pagesize=(420, 594), invariant=1)
    for number in (1, 2):
        canvas.drawString(60, 500, f"{name}: page {number}")
        canvas.showPage()
    canvas.save()
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def document(sha256: str, *texts: str, **more: Any) -> Document:
    pages = [Page(number=number, text=text) for number, text in enumerate(texts, start=1)]
    return Document(id=sha256[:16], sha256=sha256, filename="report.pdf", bytes=2_100_000, pages=pages, **more)


def whole_review(sha256: str) -> Review:
    """A review of which everything is known."""
    here = sha256[:16]
    evidence = [Evidence(document=here, page=1, quote="The school shared its worries late.")]
    heading = Section(heading="Findings", level=1, page=1, start=0, end_page=2, end=10)
    return Review(
        id="2019-northmoor-child-q",
        title=TITLE,
        review_type="serious-case-review",
        partnership="Northmoor Safeguarding Children Board",
        authority=["Northmoor"],
        published="2019-05",
        child=["Child Q"],
        child_age="2 years",
        child_age_band=["1-4"],
        outcome="death",
        summary="The school shared its worries late. The health visitor was not told.",
        provenance={
            "summary": Provenance(
                source=Source.AUTO,
                evidence=[*evidence, Evidence(document=here, page=1, quote="The health visitor was not told.")],
            ),
            "outcome": Provenance(source=Source.AUTO, evidence=evidence),
        },
        tags=[
            Tag(scheme=Scheme.ABUSE_TYPE, concept="neglect", confidence=0.9, evidence=evidence),
            Tag(scheme=Scheme.THEME, concept="information-sharing", confidence=0.6, evidence=evidence),
            Tag(scheme=Scheme.THEME, concept="supervision", confidence=0.3, evidence=evidence),
            Tag(scheme=Scheme.THEME, concept="thresholds", confidence=0.9, evidence=evidence, rejected=True),
        ],
        recommendations=[
            Point(id="r1", number="1", text="The school should share worries at once.", addressed_to=["education"],
                  document=here, page=2, end_page=2),
            Point(id="r2", number="2", text="Police should write it down.", addressed_to=["police"],
                  document=here, page=2, end_page=2),
        ],
        documents=[document(sha256, FIRST_PAGE, "The school should share worries at once.", sections=[heading])],
        notices=["The age of the mother was not found."],
        added=NOW, updated=NOW,
    )  # fmt: skip


WORD_FILE = b"Written as a Word file."


def odd_reviews(sha256: str) -> list[Review]:
    """Reviews that lack what others have, or have too much of it."""
    many = [
        Point(
            id=f"r{number}",
            number=str(number),
            text=f"Do the thing {number}.",
            document=sha256[:16],
            page=1,
            end_page=1,
        )
        for number in range(1, 401)
    ]
    curated = Provenance(source=Source.CURATED)
    times = {"added": NOW, "updated": NOW}
    word = hashlib.sha256(WORD_FILE).hexdigest()
    gone = hashlib.sha256(b"a file that is not kept").hexdigest()
    return [
        Review(id="bare", documents=[document(gone, "")], **times),
        Review(id="long", title="Very long title " * 32, recommendations=many, documents=[document(sha256, "x")],
               **times),
        Review(id="markup", title=MARKUP, summary=MARKUP, documents=[document(sha256, MARKUP)], **times),
        Review(id="withdrawn", title="Once here", status=Status.WITHDRAWN, withdrawn_reason="At the family's wish.",
               documents=[document(sha256, "x")], **times),
        Review(id="expired", title="Expired", electronic_until="2020", documents=[document(sha256, "x")], **times),
        Review(id="word", title="As a Word file", authority=["Northmoor"], provenance={"authority": curated},
               documents=[document(word, "x").model_copy(update={"filename": "report.docx"})], **times),
        Review(id="two", title="Two documents", **times,
               documents=[document(sha256, "The lantern stood in the hall."),
                          document(gone, "Nobody lit the lantern.", role="executive-summary")]),
        Review(id="joined", title="Joined", former_ids=["as-it-was"], documents=[document(sha256, "x")], **times),
    ]  # fmt: skip


def written_library(folder: Path) -> Library:
    """The library of all these reviews, indexed."""
    library = Library.open(folder / "library", create=True)
    engine = build_engine(library)
    word = folder / "report.docx"
    word.write_bytes(WORD_FILE)
    with library.writing():
        library.keep_file(word, sha256=hashlib.sha256(WORD_FILE).hexdigest(), layout=b"")
        for name, make in (("whole", lambda sha256: [whole_review(sha256)]), ("odd", odd_reviews)):
            path, sha256 = drawn(folder, name)
            library.keep_file(path, sha256=sha256, layout=b"")
            for review in make(sha256):
                library.put(review)
                engine.put(review)
        engine.commit()
    return library
