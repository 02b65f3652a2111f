"""What is read from the library itself: a review, a page of it, its files. And why it may not be."""

from __future__ import annotations

from pathlib import Path

from records.errors import RecordDamaged, ReviewNotFound
from records.library import Library
from records.models import Document, Page, Review, Status
from search_api.cards import expired
from search_api.errors import Gone, Moved, NotFound
from search_api.results import PageText


def read_review(library: Library, review_id: str) -> Review:
    """A published review. Raises NotFound, Gone or Moved."""
    try:
        current = library.resolve(review_id)
        review = library.review(current)
    except ReviewNotFound:
        raise NotFound(f"There is no review “{review_id[:120]}”.") from None
    except RecordDamaged:
        raise NotFound(
            "The record of this review is damaged. The librarian can see why with: casereviews doctor"
        ) from None
    if review.status is Status.WITHDRAWN:
        reason = (review.withdrawn_reason or "no reason was given").rstrip()
        stop = "" if reason.rstrip("\"'”’)»").endswith((".", "!", "?", "…")) else "."
        raise Gone(f"This review was withdrawn: {reason}{stop}")
    if review.status is not Status.PUBLISHED:
        raise NotFound(f"There is no review “{review_id[:120]}”.")
    if current != review_id:
        raise Moved(review_id, current_id=current)
    return review


def read_document(library: Library, review_id: str, document_id: str) -> Document:
    """A document whose text and file may be shown. Raises Gone after the date until which it may."""
    review = read_review(library, review_id)
    document = review.document(document_id)
    if document is None:
        raise NotFound(f"This review has no document “{document_id[:64]}”.")
    if expired(review.electronic_until):
        raise Gone(f"This document could be shown until {review.electronic_until}; what is known of it stays.")
    return document


def read_page(library: Library, review_id: str, document_id: str, number: int) -> PageText:
    document = read_document(library, review_id, document_id)
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        raise NotFound(f"This document has no page {number}: it has {len(document.pages)}.")
    return PageText(
        document=document.id,
        number=page.number,
        label=page.label,
        text=page.text,
        section=_section_of(document, page),
        pages=len(document.pages),
    )


def read_file(library: Library, review_id: str, document_id: str) -> tuple[Document, Path]:
    document = read_document(library, review_id, document_id)
    path = library.file_path(document)
    if path is None:
        raise NotFound("The file of this document is not in the library any more.")
    return document, path


def _section_of(document: Document, page: Page) -> str | None:
    """The heading that a page begins under, or the first that begins on it."""
    around = [
        each for each in document.sections if (each.page, each.start) <= (page.number, 0) < (each.end_page, each.end)
    ]
    if around:
        return max(around, key=lambda each: (each.level, each.page, each.start)).heading
    begun = [each for each in document.sections if each.page == page.number]
    return min(begun, key=lambda each: each.start).heading if begun else None
