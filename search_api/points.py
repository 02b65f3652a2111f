"""Recommendations and learning points as results of their own, or grouped by their review."""

from __future__ import annotations

import json
import time

from search_api import notices
from search_api.engines import Hit
from search_api.facets import label_counts
from search_api.finding import Finder, Listed
from search_api.passages import Wanted, marked_html
from search_api.query.tree import Node, Term
from search_api.request import PointRequest
from search_api.results import PointGroup, PointResult, PointResults
from search_api.schema import Collection
from taxonomy.vocabulary import Vocabulary

_READ_AT_ONCE = 200
_MOST_READ = 5_000
"""Points that are looked through for the groups of one page: beyond, groups are listed no further."""


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
            also_searched=notices.synonyms_searched(listed),
            corrected=notices.corrected_query(listed, request),
            partial_total=listed.partial_total,
            facets=label_counts(listed.facets, chosen=request.chosen(), vocabulary=self._vocabulary),
            results=results,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def _groups(self, request: PointRequest, also: dict[str, Node]) -> tuple[Listed, list[PointGroup], int]:
        """Reviews in order of their first point in the list, each with all its points that are listed."""
        groups: dict[str, list[PointResult]] = {}
        number = 1
        first: Listed | None = None
        while True:
            window = {"page": number, "size": _READ_AT_ONCE, "facets": request.facets and number == 1}
            listed = self._finder.list(request.model_copy(update=window), Collection.POINTS, also=also)
            first = first or listed
            for point in self._points(listed, listed.hits):
                groups.setdefault(point.review.id, []).append(point)
            if len(listed.hits) < _READ_AT_ONCE or number * _READ_AT_ONCE >= _MOST_READ:
                break
            number += 1
        page = list(groups.values())[request.offset : request.offset + request.size]
        return first, [PointGroup(review=points[0].review, points=points) for points in page], len(groups)

    def _points(self, listed: Listed, hits: tuple[Hit, ...]) -> list[PointResult]:
        return [_point(hit, listed.query.wanted) for hit in hits]


def _point(hit: Hit, wanted: Wanted) -> PointResult:
    card = json.loads(hit.stored)
    return PointResult(**card, html=marked_html(card["text"], wanted), score=hit.score)
