"""Reviews like another: those that share its concepts, the rare ones most of all."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from records.models import Review, Scheme
from search_api.engines import Ask, Engine
from search_api.overview import Overview
from search_api.query.tree import Bool, Constant, Node, OneOf, Term
from search_api.results import SimilarResult
from search_api.schema import Collection

_WEIGHTS = {
    "abuse_type": 1.5,
    "theme": 1.0,
    "incident_type": 1.2,
    "child_age_band": 0.8,
    "agency": 0.4,
    "outcome": 0.3,
    "review_type": 0.2,
}
"""What each kind of value that two reviews share says of their likeness."""

_SHOWN = {"abuse_type": "abuse_types", "theme": "themes", "agency": "agencies", "child_age_band": "child_age_band"}
"""Facet -> field of a result: what is said to be shared."""


def find_similar(review: Review, *, engine: Engine, overview: Overview, limit: int) -> list[SimilarResult]:
    """The most alike first; those with nothing in common left out."""
    weights = _weights(review, overview)
    if not weights or limit < 1:
        return []
    shared = tuple(Constant(Term(facet, value), weight) for (facet, value), weight in weights.items())
    telling = tuple(node for node, (facet, _) in zip(shared, weights, strict=True) if facet in ("abuse_type", "theme"))
    required: tuple[Node, ...] = (Bool(should=telling, minimum=1),) if telling else ()
    query = Bool(should=shared, minimum=1, filters=required, must_not=(OneOf("id", (review.id,)),))
    found = engine.search(Collection.REVIEWS, Ask(query, limit=limit))
    return [_result(json.loads(hit.stored), score=hit.score, weights=weights) for hit in found.hits]


def _weights(review: Review, overview: Overview) -> dict[tuple[str, str], float]:
    """Each value that the review has, with its weight: the rarer in the library, the more it says."""
    values: dict[str, Sequence[str]] = {
        "abuse_type": [tag.concept for tag in review.accepted_tags(Scheme.ABUSE_TYPE)],
        "theme": [tag.concept for tag in review.accepted_tags(Scheme.THEME)],
        "agency": [tag.concept for tag in review.accepted_tags(Scheme.AGENCY)],
        "incident_type": review.incident_type,
        "child_age_band": review.child_age_band,
        "outcome": [review.outcome] if review.outcome else [],
        "review_type": [review.review_type] if review.review_type else [],
    }
    return {
        (facet, str(value)): round(_WEIGHTS[facet] * _rarity(facet, str(value), overview), 4)
        for facet, of_facet in values.items()
        for value in of_facet
    }


def _rarity(facet: str, value: str, overview: Overview) -> float:
    count = overview.facets.get(facet, {}).get(value, 0)
    return math.log(1.0 + (overview.reviews + 1) / (count + 0.5))


def _result(card: Mapping[str, Any], *, score: float, weights: Mapping[tuple[str, str], float]) -> SimilarResult:
    shared = [
        (weights[facet, value], value)
        for facet, name in _SHOWN.items()
        for value in card[name]
        if (facet, value) in weights
    ]
    by_weight = [value for _, value in sorted(shared, key=lambda pair: (-pair[0], pair[1]))]
    return SimilarResult(
        **{name: card[name] for name in SimilarResult.model_fields if name in card},
        score=score,
        shared=list(dict.fromkeys(by_weight)),
    )
