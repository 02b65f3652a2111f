"""How well known items are found: each source's queries, and at which place its own review comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casereviews.evaluation.sources import Source
from records.library import Library
from search_api.request import SearchRequest
from search_api.service import SearchService

KINDS = ("keywords", "details", "paraphrase", "synonyms", "exact phrase", "misspelt")
"""What the queries of a source are, in the order in which its front matter lists them."""

DEEPEST_PLACE = 10
"""Places that count: a person does not look further."""


@dataclass(frozen=True, slots=True)
class QueryScore:
    """One query. `place` is the first of a right review, from 1, or None beyond the tenth."""

    source: str
    kind: str
    query: str
    place: int | None

    @property
    def reciprocal_rank(self) -> float:
        return 1 / self.place if self.place is not None else 0.0


def score_queries(service: SearchService, sources: Iterable[Source]) -> list[QueryScore]:
    """Ask every query of the sources whose document is in the library.

    The right review is the one that holds the source's document, matched by file name; sources of one case that were
    not grouped are each right for the others.
    """
    sources = list(sources)
    reviews = _reviews_by_document(service.library)
    right = {source.name: _right(source, sources, reviews) for source in sources}
    return [
        QueryScore(source.name, kind, query, place=_place(service, query, right[source.name]))
        for source in sources
        if source.name in reviews
        for kind, query in zip(KINDS, source.expected.get("queries", ()), strict=False)
    ]


def mean_reciprocal_rank(scores: Sequence[QueryScore]) -> float:
    """MRR@10; 0 for no queries."""
    return sum(score.reciprocal_rank for score in scores) / len(scores) if scores else 0.0


def by_kind(scores: Sequence[QueryScore]) -> dict[str, float]:
    """MRR@10 of each kind of query, and of `all`."""
    kinds = {kind: [score for score in scores if score.kind == kind] for kind in KINDS}
    return {kind: mean_reciprocal_rank(of_kind) for kind, of_kind in kinds.items()} | {
        "all": mean_reciprocal_rank(scores)
    }


def _reviews_by_document(library: Library) -> dict[str, str]:
    """File name without extension -> id of the review that holds the document."""
    return {Path(document.filename).stem: review.id for review in library.reviews() for document in review.documents}


def _right(source: Source, sources: Sequence[Source], reviews: dict[str, str]) -> frozenset[str]:
    case = source.expected.get("case")
    names = [each.name for each in sources if case is not None and each.expected.get("case") == case]
    return frozenset(reviews[name] for name in {source.name, *names} if name in reviews)


def _place(service: SearchService, query: str, right: frozenset[str]) -> int | None:
    results = service.search(SearchRequest(q=query, size=DEEPEST_PLACE, facets=False)).results
    return next((place for place, result in enumerate(results, 1) if result.id in right), None)
