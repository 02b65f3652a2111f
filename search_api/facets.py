"""Filters as trees, and counts as labelled values."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from records.dates import first_day, last_day
from records.models import Scheme
from search_api.query.compile import published_between
from search_api.query.tree import Node, OneOf
from search_api.request import FACETS, SearchRequest
from search_api.results import FacetValue
from taxonomy.vocabulary import Vocabulary

_SCHEMES = {"abuse_type": Scheme.ABUSE_TYPE, "agency": Scheme.AGENCY, "theme": Scheme.THEME}
_LABELS_OF = {"addressed_to": "agency"}


def filter_nodes(request: SearchRequest) -> dict[str, Node]:
    """The filters of a request, by facet; the dates under `published`."""
    nodes: dict[str, Node] = {facet: OneOf(facet, tuple(values)) for facet, values in request.chosen().items()}
    if request.published_from is not None or request.published_to is not None:
        low = first_day(request.published_from).toordinal() if request.published_from else None
        high = last_day(request.published_to).toordinal() if request.published_to else None
        nodes["published"] = published_between(low, high)
    return nodes


def label_counts(
    counts: Mapping[str, Mapping[str, int]], *, chosen: Mapping[str, list[str]], vocabulary: Vocabulary
) -> dict[str, list[FacetValue]]:
    """Every facet's values with their labels: by count, then label. Chosen ones are there even with none."""
    facets: dict[str, list[FacetValue]] = {}
    for facet in FACETS:
        if facet not in counts:
            continue
        by_id = dict.fromkeys(chosen.get(facet, ()), 0) | dict(counts[facet])
        labels = _labels(vocabulary, _LABELS_OF.get(facet, facet))
        ordered = sorted((-count, labels.get(value, value), value) for value, count in by_id.items())
        facets[facet] = [FacetValue(value, label, -negated) for negated, label, value in ordered]
    return facets


@functools.lru_cache(maxsize=64)
def _labels(vocabulary: Vocabulary, facet: str) -> dict[str, str]:
    """The labels of a facet's values; there are none for names (an authority, a region, a year)."""
    try:
        return vocabulary.values(facet)
    except KeyError:
        return {}


def unknown_values(request: SearchRequest, vocabulary: Vocabulary) -> Iterator[str]:
    """A sentence for each chosen concept that the vocabulary does not have."""
    for facet, values in request.chosen().items():
        scheme = _SCHEMES.get(_LABELS_OF.get(facet, facet))
        for value in values:
            if scheme is not None and not vocabulary.has(scheme, value):
                yield f"“{value}” is not in the vocabulary ({facet}), so no review is found by it."
