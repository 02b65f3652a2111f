"""`/browse`: the library by subject, agency, place, year and kind; `/browse/{scheme}/{concept}`: one concept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend.page_router import PageRouter
from frontend.rendering import renderer_of
from frontend.returning import carried_concept
from records.models import Scheme
from search_api.errors import NotFound
from search_api.request import PointRequest, SearchRequest
from search_api.results import FacetValue, PointGroup, PointResult
from search_api.service import SearchService
from taxonomy.vocabulary import Concept, Vocabulary

router = PageRouter()

_LISTS = ("authority", "region", "nation", "year", "review_type")
"""What else to browse by, beside the schemes: each value is a search filtered by it."""
_LATEST = 5
_TYPICAL = 4
_LOOKED_AT = 40
"""Recommendations among which those of different reviews are looked for: one review may have twenty."""
_TOGETHER = 8


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
        str(scheme): _counted(service.vocabulary.concepts(scheme), counts.get(_facet(scheme), [])) for scheme in Scheme
    }
    lists = {name: _in_order(name, counts.get(name, [])) for name in _LISTS}
    return renderer_of(request).page(request, "pages/browse.html", schemes=schemes, lists=lists)


@router.page("/browse/{scheme}/{concept_id}")
def concept_page(request: Request, scheme: str, concept_id: str) -> HTMLResponse:
    service: SearchService = request.app.state.service
    if scheme not in set(Scheme) or not service.vocabulary.has(scheme, concept_id):
        raise NotFound("There is no such subject in the vocabulary.")
    facet = _facet(scheme)
    asked = SearchRequest.model_validate({facet: [concept_id], "size": _LATEST})
    found = service.search(asked)
    points = service.recommendations(PointRequest.model_validate(_points_about(scheme, concept_id)))
    others = [_facet(other) for other in Scheme if other != scheme]
    return renderer_of(request).page(
        request,
        "pages/concept.html",
        back=carried_concept(scheme, concept_id),
        scheme=scheme,
        facet=facet,
        concept=service.vocabulary.concept(scheme, concept_id),
        asked=asked,
        found=found,
        bars=bars(found.facets.get("year", [])),
        together={name: found.facets.get(name, [])[:_TOGETHER] for name in others},
        related=_related(service.vocabulary, scheme, concept_id),
        points=one_of_each_review(points.results),
    )


def bars(years: list[FacetValue]) -> list[Bar]:
    """The chart of a concept: every year from the first to the last, those without a review included."""
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


def _points_about(scheme: str, concept_id: str) -> dict[str, object]:
    """Recommendations to an agency, on a theme, or of reviews of a kind of abuse."""
    name = "addressed_to" if scheme == Scheme.AGENCY else _facet(scheme)
    return {name: [concept_id], "kind": "recommendation", "size": _LOOKED_AT, "facets": False}


def _facet(scheme: str) -> str:
    return scheme.replace("-", "_")


def _counted(concepts: tuple[Concept, ...], values: list[FacetValue]) -> list[ConceptCount]:
    counts = {value.id: value.count for value in values}
    rows = [ConceptCount(concept, counts.get(concept.id, 0)) for concept in concepts]
    return sorted(rows, key=lambda row: row.concept.pref_label)


def _in_order(name: str, values: list[FacetValue]) -> list[FacetValue]:
    if name == "year":
        return sorted(values, key=lambda value: value.id, reverse=True)
    return sorted(values, key=lambda value: value.label)


def _related(vocabulary: Vocabulary, scheme: str, concept_id: str) -> list[tuple[str, Concept]]:
    """Broader and related concepts, each with its scheme."""
    concept = vocabulary.concept(scheme, concept_id)
    pairs = [(scheme, broader) for broader in concept.broader]
    for related in concept.related:
        other, _, identifier = related.rpartition("/")
        pairs.append((other or scheme, identifier))
    return [(each, vocabulary.concept(each, identifier)) for each, identifier in pairs]
