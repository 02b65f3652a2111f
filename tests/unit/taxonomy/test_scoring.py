"""From features to a decision."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from records.models import Scheme
from taxonomy.features import FEATURES, Extent
from taxonomy.scoring import TERMS, Model, load_weights


def test_more_said_means_more_confidence() -> None:
    model = load_weights().model(Scheme.ABUSE_TYPE, Extent(words=5_000, pages=12, blocks=90))
    nothing = [0.0] * len(TERMS)
    said = [1.0 if name in ("named", "stated", "early") else 0.0 for name in TERMS]
    denied = [1.0 if name in ("denied", "aside", "only_aside") else 0.0 for name in TERMS]
    assert model.confidence(denied) < model.confidence(nothing) < model.threshold <= model.confidence(said)


def test_reasons_add_up_to_the_decision() -> None:
    model = Model(intercept=0.0, threshold=0.5, weights={name: float(i) for i, name in enumerate(TERMS)})
    reasons = model.reasons([1.0] * len(TERMS))
    assert sum(reasons.values()) == sum(range(len(TERMS)))
    assert model.confidence([0.0] * len(TERMS)) == 0.5


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(ValidationError, match="weights must be given for"):
        Model(intercept=0.0, threshold=0.5, weights=dict.fromkeys(FEATURES, 0.0))


@pytest.mark.parametrize(("words", "length"), [(90, "abstract"), (1_500, "short"), (30_000, "long")])
def test_documents_are_judged_by_their_length(words: int, length: str) -> None:
    assert load_weights().length_of(Extent(words=words, pages=1, blocks=1)) == length
