"""Reviews written for a test: short, with just what it looks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from records.models import Document, DocumentRole, Page, Point, Review, Scheme, Section, SectionKind, Tag

MOMENT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def written(
    review_id: str,
    *pages: str,
    abuse: Sequence[str] = (),
    agencies: Sequence[str] = (),
    themes: Sequence[str] = (),
    recommendations: Sequence[Point] = (),
    learning: Sequence[Point] = (),
    sections: Sequence[Section] = (),
    role: DocumentRole = DocumentRole.OVERVIEW_REPORT,
    **facts: Any,
) -> Review:
    """A review with one document of these pages."""
    facts.setdefault("title", f"Review {review_id}")
    document = Document(
        id=document_of(review_id),
        sha256=sha256(review_id.encode()).hexdigest(),
        role=role,
        filename=f"{review_id}.pdf",
        bytes=1_000,
        pages=[Page(number=number, text=text) for number, text in enumerate(pages, 1)],
        sections=list(sections),
    )
    tags = [
        Tag(scheme=scheme, concept=concept, confidence=0.9)
        for scheme, concepts in ((Scheme.ABUSE_TYPE, abuse), (Scheme.AGENCY, agencies), (Scheme.THEME, themes))
        for concept in concepts
    ]
    return Review(
        id=review_id,
        tags=facts.pop("tags", tags),
        documents=[document],
        recommendations=list(recommendations),
        learning_points=list(learning),
        added=MOMENT,
        updated=MOMENT,
        **facts,
    )


def document_of(review_id: str) -> str:
    """The id of the document that `written` gives a review."""
    return sha256(review_id.encode()).hexdigest()[:16]


def point(
    number: int, text: str, *, review_id: str, to: Sequence[str] = (), themes: Sequence[str] = (), **more: Any
) -> Point:
    """A recommendation or a learning point of a review."""
    return Point(
        id=f"p{number}",
        number=str(number),
        text=text,
        addressed_to=list(to),
        themes=list(themes),
        document=document_of(review_id),
        page=1,
        end_page=1,
        **more,
    )


def section(heading: str, *, page: int, start: int, end: int, kind: SectionKind) -> Section:
    """A section that lies on one page."""
    return Section(heading=heading, level=1, page=page, start=start, end_page=page, end=end, kind=kind)
