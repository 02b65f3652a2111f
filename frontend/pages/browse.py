"""`/browse`: the library by subject, agency, place, year and kind; `/browse/{kind}/{value}`: one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend.page_router import PageRouter
from frontend.rendering import renderer_of
from frontend.returning import carried_subject
from frontend.subjects import FIELDS, Subject, facet_of, kind_of, subject_of
from records.models import Scheme
from search_api.errors import NotFound
from search_api.request import PointRequest, SearchRequest
from search_api.results import FacetValue, PointGroup, PointResult
from search_api.service import SearchService
from taxonomy.vocabulary import Concept, Vocabulary

router = PageRouter()

_LATEST = 5
_TYPICAL = 4
_LOOKED_AT = 40
"""Recommendations among which those of different reviews are looked for: one review may have twenty."""
_TOGETHER = 8
_WIDER = {"authority": ("region", "nation"), "region": ("nation",)}
"""Where a place lies, as its reviews say."""


@dataclass(frozen=True, slots=True)
class ConceptCount:
    concept: Concept
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the chart. `height` is in hundredths of the highest bar."""

    year: int
    count: int
    height: float


@router.page("/browse")
def browse_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    counts = service.stats().facets
    schemes = {
        str(scheme): _counted(service.vocabulary.concepts(scheme), counts.get(facet_of(scheme), []))
        for scheme in Scheme
    }
    lists = {name: _in_order(name, counts.get(name, [])) for name in FIELDS}
    return renderer_of(request).page(request, "pages/browse.html", schemes=schemes, lists=lists)


@router.page("/browse/{kind}/{value:path}")
def subject_page(request: Request, kind: str, value: str) -> HTMLResponse:
    service: SearchService = request.app.state.service
    subject = subject_of(kind, value, vocabulary=service.vocabulary)
    if subject is None:
        raise NotFound("There is no such subject in the vocabulary.")
    asked = SearchRequest.model_validate({subject.facet: [subject.value], "size": _LATEST})
    found = service.search(asked)
    if not found.total and subject.facet in ("authority", "region", "year"):
        raise NotFound("There are no reviews of this place or year.")
    points = service.recommendations(PointRequest.model_validate(_points_about(subject)))
    return renderer_of(request).page(
        request,
        "pages/subject.html",
        back=carried_subject(subject),
        subject=subject,
        asked=asked,
        found=found,
        bars=bars(found.facets.get("year", [])) if subject.facet != "year" else [],
        together={name: found.facets.get(name, [])[:_TOGETHER] for name in _occurring_with(subject)},
        related=_related(service.vocabulary, subject, found.facets),
        points=one_of_each_review(points.results),
    )


def bars(years: list[FacetValue]) -> list[Bar]:
    """The chart of a subject: every year from the first to the last, those without a review included."""
    counts = {int(value.id): value.count for value in years if value.id.isdecimal()}
    if not counts:
        return []
    highest = max(counts.values())
    return [
        Bar(year, counts.get(year, 0), 100 * counts.get(year, 0) / highest)
        for year in range(min(counts), max(counts) + 1)
    ]


def one_of_each_review(points: Sequence[PointResult | PointGroup]) -> list[PointResult]:
    """The first points of different reviews, as many as a page shows."""
    first: dict[str, PointResult] = {}
    for point in points:
        if isinstance(point, PointResult):
            first.setdefault(point.review.id, point)
    return list(first.values())[:_TYPICAL]


def _points_about(subject: Subject) -> dict[str, object]:
    """Recommendations to an agency, on a theme, or of reviews of anything else."""
    name = "addressed_to" if subject.kind == Scheme.AGENCY else subject.facet
    return {name: [subject.value], "kind": "recommendation", "size": _LOOKED_AT, "facets": False}


def _occurring_with(subject: Subject) -> list[str]:
    """The facets whose values are counted beside a subject: the other schemes, and where, for what is not a place."""
    places = ["authority"] if subject.concept is None and subject.facet != "authority" else []
    return [facet_of(scheme) for scheme in Scheme if scheme != subject.kind] + places


def _counted(concepts: tuple[Concept, ...], values: list[FacetValue]) -> list[ConceptCount]:
    counts = {value.id: value.count for value in values}
    rows = [ConceptCount(concept, counts.get(concept.id, 0)) for concept in concepts]
    return sorted(rows, key=lambda row: row.concept.pref_label)


def _in_order(name: str, values: list[FacetValue]) -> list[FacetValue]:
    if name == "year":
        return sorted(values, key=lambda value: value.id, reverse=True)
    return sorted(values, key=lambda value: value.label)


def _related(vocabulary: Vocabulary, subject: Subject, counts: Mapping[str, list[FacetValue]]) -> list[Subject]:
    """Broader and related concepts; the region and nation of a place; the years before and after."""
    if subject.concept:
        named = [f"{subject.kind}/{broader}" for broader in subject.concept.broader]
        named += [name if "/" in name else f"{subject.kind}/{name}" for name in subject.concept.related]
    elif subject.facet == "year":
        there = sorted(int(each.id) for each in counts.get("year", []) if each.count and each.id.isdecimal())
        year = int(subject.value)
        before, after = [each for each in there if each < year], [each for each in there if each > year]
        named = [f"year/{each}" for each in (*before[-1:], *after[:1])]
    else:
        wider = _WIDER.get(subject.facet, ())
        named = [f"{kind_of(facet)}/{each.id}" for facet in wider for each in counts.get(facet, []) if each.count]
    found = [subject_of(*name.split("/", 1), vocabulary=vocabulary) for name in named]
    return [each for each in found if each]
