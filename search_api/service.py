"""Everything that can be asked of the repository, for the API, the pages and the command line alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from records.library import Library
from records.models import Document, Review
from search_api.engines import Engine
from search_api.request import PointRequest, SearchRequest
from search_api.results import (
    Health,
    PageText,
    PointResult,
    PointResults,
    Result,
    SearchResults,
    SimilarResults,
    Stats,
    Suggestion,
    VocabularyAnswer,
)
from taxonomy.vocabulary import Vocabulary


class SearchService:
    """Answers every question. Holds no state of its own but caches; safe to share between threads.

    Methods that take an id raise NotFound, Gone (with the reason) or Moved (with the current id). Methods that search
    raise `records.errors.IndexUnavailable` or `IndexMismatch` when the engine cannot answer, and never anything else,
    whatever was typed.
    """

    def __init__(self, library: Library, engine: Engine, vocabulary: Vocabulary) -> None:
        self.library = library
        self.engine = engine
        self.vocabulary = vocabulary

    def search(self, request: SearchRequest) -> SearchResults:
        """One page of the reviews that a request finds, with passages and facets."""
        raise NotImplementedError

    def recommendations(self, request: PointRequest) -> PointResults:
        """Recommendations and learning points, each a result or grouped by review (`request.group`)."""
        raise NotImplementedError

    def every_result(self, request: SearchRequest) -> Iterator[Result]:
        """All reviews that a request lists, in its order and without passages: for exports and feeds."""
        raise NotImplementedError

    def every_point(self, request: PointRequest) -> Iterator[PointResult]:
        """All points that a request lists."""
        raise NotImplementedError

    def review(self, review_id: str) -> Review:
        """A published review, its page texts included: shared, so not to be changed."""
        raise NotImplementedError

    def page(self, review_id: str, document_id: str, number: int) -> PageText:
        """The text of a page. Gone after `electronic_until`."""
        raise NotImplementedError

    def file(self, review_id: str, document_id: str) -> tuple[Document, Path]:
        """A document and where its file is. NotFound when it is gone from disk; Gone after `electronic_until`."""
        raise NotImplementedError

    def marked(self, text: str, q: str) -> str:
        """Text as HTML, everything escaped, with the words that the query `q` searches for in `<mark>`."""
        raise NotImplementedError

    def similar(self, review_id: str, *, limit: int = 5) -> SimilarResults:
        """Reviews that have concepts in common with this one, the rarer the better, and which those are."""
        raise NotImplementedError

    def suggest(self, typed: str, *, limit: int = 8) -> list[Suggestion]:
        """Concepts, authorities, titles and phrases that begin with what was typed so far."""
        raise NotImplementedError

    def describe_vocabulary(self) -> VocabularyAnswer:
        raise NotImplementedError

    def stats(self) -> Stats:
        raise NotImplementedError

    def health(self) -> Health:
        raise NotImplementedError
