"""What a list of results shows beside the results: filters with counts, chosen values, orders, pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from frontend import phrasing
from frontend.links import without
from frontend.subjects import facet_of
from frontend.wording import load_wording
from records.models import Scheme
from search_api.request import FACETS, SearchRequest, Sort
from search_api.results import FacetValue, Listing
from taxonomy.vocabulary import Vocabulary

_VALUES_AT_FIRST = 8
"""Values of a facet shown before "more": as many as can be read at a glance."""
_LONG = 12
"""More values than this are offered a field to find one by typing: longer than a list that is read to its end."""
_OPEN_AT_FIRST = ("abuse_type", "child_age_band")
"""Facets whose values are in sight before anything is chosen; the others are one click away."""
_OFFERED = (
    "abuse_type",
    "child_age_band",
    "theme",
    "agency",
    "review_type",
    "outcome",
    "incident_type",
    "authority",
    "region",
    "nation",
    "year",
    "child_sex",
    "document_role",
    "addressed_to",
)
"""In the order in which readers narrow down: what was done to whom, then who worked with them, then where and when."""
_OF_CONCEPTS = tuple(facet_of(scheme) for scheme in Scheme)
_NO_FILTERS: dict[str, Any] = {facet: [] for facet in FACETS} | {"published_from": None, "published_to": None}
_NEIGHBOURS = 1
"""Page numbers shown on each side of the current one."""

Asked = TypeVar("Asked", bound=SearchRequest)
Href = Callable[..., str]
"""The address of the same list with some values changed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a list: a chosen value to take away, or an order to choose."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet."""

    id: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    first: list[Value]
    more: list[Value]
    chosen: int
    open: bool
    long: bool


def facets(
    listing: Listing, request: SearchRequest, *, vocabulary: Vocabulary, opened: Sequence[str] = _OPEN_AT_FIRST
) -> list[Facet]:
    """The facets to offer. Chosen values stand first and are there even when nothing is left to count."""
    wording = load_wording()["facets"]
    offered = []
    for name in _OFFERED:
        counted = listing.facets.get(name, [])
        chosen = request.chosen().get(name, [])
        if counted or chosen:
            values = _values(counted, chosen, name=name, vocabulary=vocabulary)
            shown = max(_VALUES_AT_FIRST, len(chosen))
            shown = len(values) if len(values) <= shown + 2 else shown
            is_open = bool(chosen) or name in opened
            first, more = values[:shown], values[shown:]
            offered.append(Facet(name, wording[name], first, more, len(chosen), is_open, len(values) > _LONG))
    return offered


def _values(counted: Sequence[FacetValue], chosen: Sequence[str], *, name: str, vocabulary: Vocabulary) -> list[Value]:
    counts = {value.id: value for value in counted}
    first = [
        counts.get(value) or FacetValue(id=value, label=_label(vocabulary, name, value), count=0) for value in chosen
    ]
    rest = [value for value in counted if value.id not in chosen]
    if name == "child_age_band":
        by_age = list(vocabulary.values(name))
        rest.sort(key=lambda value: by_age.index(value.id) if value.id in by_age else len(by_age))
    elif name == "year":
        rest.sort(key=lambda value: value.id, reverse=True)
    return [Value(value.id, value.label, value.count, value.id in chosen) for value in [*first, *rest]]


def concepts(request: SearchRequest) -> frozenset[str]:
    """The concepts that a list is filtered by: a result whose software is not sure of one has to say so."""
    return frozenset(concept for facet in _OF_CONCEPTS for concept in getattr(request, facet))


def chosen(request: SearchRequest, href: Href, *, vocabulary: Vocabulary) -> list[Choice]:
    """Every chosen filter, each with the address of the list without it."""
    wording = load_wording()["facets"]
    choices = [
        Choice(_label(vocabulary, facet, value), href(request, **without(request, facet, value)))
        for facet, values in request.chosen().items()
        for value in values
    ]
    for name in ("published_from", "published_to"):
        value = getattr(request, name)
        if value:
            choices.append(Choice(f"{wording[name]} {value}", href(request, **without(request, name, value))))
    return choices


def cleared(request: SearchRequest, href: Href) -> str:
    """The address of the same query without any filter."""
    return href(request, **_NO_FILTERS)


def filters_hide_all(listing: Listing, request: Asked, find: Callable[[Asked], Listing]) -> bool:
    """Whether there is nothing to list and there would be without the filters: only then it helps to clear them."""
    if listing.total or not (request.chosen() or request.published_from or request.published_to):
        return False
    plain = request.model_copy(update={**_NO_FILTERS, "page": 1, "size": 1, "facets": False})
    return find(plain).total > 0


def orders(request: SearchRequest, href: Href) -> list[Choice]:
    """The orders that make sense: the best match only where words are searched for."""
    wording = load_wording()["search"]["sorts"]
    offered = [sort for sort in Sort if sort is not Sort.RELEVANCE or request.q.strip()]
    plain = type(request)(q=request.q).order
    return [
        Choice(wording[str(sort)], href(request, sort=None if sort is plain else sort), sort is request.order)
        for sort in offered
    ]


def pages(listing: Listing, request: SearchRequest, href: Href) -> dict[str, Any] | None:
    """The parameters of the design system's pagination, None where one page holds all."""
    last = -(-listing.total // listing.size)
    if last < 2:
        return None
    page = min(listing.page, last + 1)  # past the last page, the way back is to the last
    numbers = sorted({1, last, *range(max(1, page - _NEIGHBOURS), min(last, page + _NEIGHBOURS) + 1)})
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": href(request, page=number), "current": number == page})
    parameters: dict[str, Any] = {"items": items, "landmarkLabel": "Pages of results"}
    if page > 1:
        parameters["previous"] = {"href": href(request, page=page - 1)}
    if page < last:
        parameters["next"] = {"href": href(request, page=page + 1)}
    return parameters


def past_end(listing: Listing, request: SearchRequest, href: Href) -> Choice | None:
    """The way to the last page from one that is beyond it."""
    last = -(-listing.total // listing.size)
    if not 0 < last < listing.page:
        return None
    words = load_wording()["search"]
    return Choice(words["last_page"].format(last=phrasing.number(last)), href(request, page=last))


def _label(vocabulary: Vocabulary, facet: str, value: str) -> str:
    field = "agency" if facet == "addressed_to" else facet
    try:
        return vocabulary.label(field, value)
    except KeyError:
        return value
