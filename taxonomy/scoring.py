"""From features to a decision: a logistic model a scheme and a length of document, its weights in `data/weights.yaml`.

The weights are fitted by `bench/fit_tagger.py`; nothing here knows how.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, model_validator

from records.models import Scheme
from taxonomy.features import FEATURES, Extent
from taxonomy.yaml_data import read_data

TERMS = (*FEATURES, "usual")
"""What a model weighs: the features of a document, and how usual the concept is in any review."""


class Model(BaseModel):
    """One logistic model. A tag is given from `threshold` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    threshold: float
    weights: dict[str, float]

    @model_validator(mode="after")
    def _knows_its_terms(self) -> Model:
        if tuple(self.weights) != TERMS:
            raise ValueError(f"weights must be given for {', '.join(TERMS)}, in this order")
        return self

    def reasons(self, terms: Sequence[float]) -> dict[str, float]:
        """What each term adds to the score."""
        return {name: weight * x for (name, weight), x in zip(self.weights.items(), terms, strict=True)}

    def confidence(self, terms: Sequence[float]) -> float:
        """The probability that a librarian would give this tag."""
        score = self.intercept + sum(weight * x for weight, x in zip(self.weights.values(), terms, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


class Weights(BaseModel):
    """All models, by length of document and scheme."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abstract_words: int
    """Up to so many words a document is an abstract."""
    short_words: int
    """Up to so many words a document is short: a briefing, slides, a response."""
    usual: dict[Scheme, dict[str, float]]
    """Log odds that a review has a tag at all; 0 for a concept or scheme that is not given."""
    models: dict[str, dict[Scheme, Model]]

    def length_of(self, extent: Extent) -> str:
        """`abstract`, `short` or `long`."""
        if extent.words <= self.abstract_words:
            return "abstract"
        return "short" if extent.words <= self.short_words else "long"

    def model(self, scheme: Scheme, extent: Extent) -> Model:
        return self.models[self.length_of(extent)][scheme]

    def terms(self, scheme: Scheme, concept: str, features: Sequence[float]) -> list[float]:
        """The features of a concept, with how usual it is."""
        return [*features, self.usual.get(scheme, {}).get(concept, 0.0)]


@functools.cache
def load_weights() -> Weights:
    """The fitted weights of this package."""
    return Weights.model_validate(read_data("weights.yaml"))
