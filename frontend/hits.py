"""Searching within one document: which of its pages hold words of a query."""

from __future__ import annotations

import functools

from records.models import Document, Review
from search_api.service import SearchService

_KEPT = 1_000
"""Answers kept: readers turn many pages of few documents, and marking a long document takes 0.1 s."""
_PAGE_BREAK = "\f"


class Hits:
    """The pages of documents that hold searched words. Safe to share between threads."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._kept = functools.lru_cache(maxsize=_KEPT)(self._counted)

    def pages(self, review: Review, document: Document, q: str) -> list[tuple[int, int]]:
        """Page numbers, each with how many words are marked on it; pages without any are left out."""
        return self._kept(review.id, document.id, review.updated.isoformat(), q)

    def _counted(self, review_id: str, document_id: str, _updated: str, q: str) -> list[tuple[int, int]]:
        document = self._service.review(review_id).document(document_id)
        if document is None:
            return []
        text = _PAGE_BREAK.join(page.text.replace(_PAGE_BREAK, " ") for page in document.pages)
        pages = zip(document.pages, self._service.marked(text, q).split(_PAGE_BREAK), strict=True)
        return [(page.number, html.count("<mark>")) for page, html in pages if "<mark>" in html]
