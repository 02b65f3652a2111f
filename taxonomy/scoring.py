"""From features to a decision: a logistic model a scheme and a length of document, its weights in `data/weights.yaml`.

The weights are fitted by `python -m taxonomy.fitting`; nothing here knows how.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from records.models import Scheme
from taxonomy.features import FEATURES, Extent


class Model(BaseModel):
    """One logistic model. A tag is given from `threshold` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    threshold: float
    weights: dict[str, float]

    @model_validator(mode="after")
    def _knows_its_features(self) -> Model:
        if tuple(self.weights) != FEATURES:
            raise ValueError(f"weights must be given for {', '.join(FEATURES)}, in this order")
        return self

    def confidence(self, features: Sequence[float]) -> float:
        """The probability that a librarian would give this tag."""
        score = self.intercept + sum(w * x for w, x in zip(self.weights.values(), features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


class Weights(BaseModel):
    """All models, by length of document and scheme."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abstract_words: int
    """Up to so many words a document is an abstract."""
    short_words: int
    """Up to so many words a document is short: a briefing, slides, a response."""
    models: dict[str, dict[Scheme, Model]]

    def length_of(self, extent: Extent) -> str:
        """`abstract`, `short` or `long`."""
        if extent.words <= self.abstract_words:
            return "abstract"
        return "short" if extent.words <= self.short_words else "long"

    def model(self, scheme: Scheme, extent: Extent) -> Model:
        return self.models[self.length_of(extent)][scheme]


@functools.cache
def load_weights() -> Weights:
    """The fitted weights of this package."""
    text = (resources.files("taxonomy") / "data" / "weights.yaml").read_text("utf-8")
    return Weights.model_validate(yaml.safe_load(text))
