"""Recommendations and learning points as results of their own, or grouped by their review."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from search_api import notices
from search_api.cards import read_card
from search_api.engines import Hit
from search_api.facets import label_counts
from search_api.finding import Finder
from search_api.listing import Listed
from search_api.marking import marked_html
from search_api.query.tree import Node, OneOf, Term
from search_api.query.wanted import Wanted
from search_api.request import PointRequest
from search_api.results import PointGroup, PointResult, PointResults
from search_api.schema import Collection
from taxonomy.vocabulary import Vocabulary

_READ_AT_ONCE = 200
_MOST_OF_A_PAGE = 5_000
"""Points of the reviews of one page: a hundred reviews have some two thousand."""


class PointFinder:
    def __init__(self, finder: Finder, vocabulary: Vocabulary) -> None:
        self._finder = finder
        self._vocabulary = vocabulary

    def find(self, request: PointRequest) -> PointResults:
        """One page of points, or of reviews with their points."""
        started = time.perf_counter()
        also: dict[str, Node] = {"kind": Term("kind", request.kind)} if request.kind else {}
        results: list[PointResult] | list[PointGroup]
        if request.group == "review":
            listed, results, total = self._groups(request, also)
        else:
            listed = self._finder.list(request, Collection.POINTS, also=also)
            results, total = self._points(listed, listed.hits), listed.total
        return PointResults(
            total=total,
            page=request.page,
            size=request.size,
            notice=notices.notice(listed, request, self._vocabulary),
            suggestion=notices.suggested_query(listed, request),
            also_searched=notices.synonyms_searched(listed, _texts(results)),
            corrected=notices.corrected_query(listed, request),
            partial_total=listed.partial_total,
            facets=label_counts(listed.facets, chosen=request.chosen(), vocabulary=self._vocabulary),
            results=results,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def _groups(self, request: PointRequest, also: dict[str, Node]) -> tuple[Listed, list[PointGroup], int]:
        """Reviews in order of their first point in the list, each with all its points that are listed."""
        window = request.model_copy(update={"page": 1, "size": _READ_AT_ONCE})
        listed = first = self._finder.list(window, Collection.POINTS, also=also)
        total = self._finder.count_reviews(first, request, also=also)
        ids: dict[str, None] = {}
        while request.offset < total:
            ids |= dict.fromkeys(str(read_card(hit.stored)["review"]["id"]) for hit in listed.hits)
            if len(listed.hits) < _READ_AT_ONCE or len(ids) >= request.offset + request.size:
                break
            window = window.model_copy(update={"page": window.page + 1, "facets": False})
            listed = self._finder.list(window, Collection.POINTS, also=also)
        shown = list(ids)[request.offset : request.offset + request.size]
        groups: dict[str, list[PointResult]] = {review_id: [] for review_id in shown}
        of_page = {**also, "review": OneOf("review", tuple(shown))}
        whole = request.model_copy(update={"page": 1, "size": _MOST_OF_A_PAGE, "facets": False})
        for point in (
            self._points(first, self._finder.list(whole, Collection.POINTS, also=of_page).hits) if shown else ()
        ):
            groups[point.review.id].append(point)
        total = self._finder.count_reviews(first, request, also=also)
        return (
            first,
            [PointGroup(review=points[0].review, points=points) for points in groups.values() if points],
            total,
        )

    def _points(self, listed: Listed, hits: tuple[Hit, ...]) -> list[PointResult]:
        return [_point(hit, listed.query.wanted) for hit in hits]


def _point(hit: Hit, wanted: Wanted) -> PointResult:
    card = read_card(hit.stored)
    return PointResult(**card, html=marked_html(card["text"], wanted), score=hit.score)


def _texts(results: Iterable[PointResult | PointGroup]) -> Iterator[str]:
    """The marked texts of all points."""
    for result in results:
        yield from (point.html for point in (result.points if isinstance(result, PointGroup) else (result,)))
