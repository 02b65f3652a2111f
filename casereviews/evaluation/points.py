"""How well recommendations, addressees, kinds of incident and summaries are found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from records.models import Evidence, Point

ALIKE = 90.0
"""Of 100: a text as alike as this to the expected one counts as found."""


@dataclass(slots=True)
class Agreement:
    """Things found, expected, and both, over many documents: what precision, recall and F1 are made of."""

    both: int = 0
    found: int = 0
    expected: int = 0

    def add(self, expected: Collection[str], found: Collection[str]) -> None:
        self.both += len(set(expected) & set(found))
        self.found += len(set(found))
        self.expected += len(set(expected))

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.expected
        return 2 * self.both / total if total else 1.0


@dataclass(slots=True)
class PointsScore:
    documents: int = 0
    exact_number: int = 0
    """Documents in which as many recommendations were found as there are."""
    exact_learning_points: int = 0
    texts: int = 0
    texts_found: int = 0
    addressed_to: Agreement = field(default_factory=Agreement)
    incident_type: Agreement = field(default_factory=Agreement)


def measure_points(
    documents: Iterable[tuple[Mapping[str, Any], Sequence[Point], Sequence[Point], Collection[str]]],
) -> PointsScore:
    """Score documents, each with what is expected, its recommendations, learning points and kinds of incident."""
    score = PointsScore()
    for expected, recommendations, learning_points, incident_types in documents:
        wanted = expected.get("recommendations", [])
        score.documents += 1
        score.exact_number += len(wanted) == len(recommendations)
        score.exact_learning_points += expected.get("learning_points", 0) == len(learning_points)
        score.incident_type.add(expected.get("incident_type", []), [str(each) for each in incident_types])
        for each in wanted:
            score.texts += 1
            best = max(recommendations, key=lambda point: _likeness(point, each), default=None)
            is_found = best is not None and _likeness(best, each) >= ALIKE
            score.texts_found += is_found
            score.addressed_to.add(each["addressed_to"], best.addressed_to if best is not None and is_found else [])
    return score


def measure_summaries(documents: Iterable[tuple[Sequence[str], Sequence[Evidence]]]) -> tuple[int, int]:
    """How many summaries hold at least one of the sentences that a reader marked as key, and of how many."""
    right = of = 0
    for key_sentences, evidence in documents:
        of += 1
        right += any(fuzz.ratio(_plain(key), _plain(each.quote)) >= ALIKE for key in key_sentences for each in evidence)
    return right, of


def _likeness(point: Point, expected: Mapping[str, Any]) -> float:
    return fuzz.ratio(_plain(point.text), _plain(expected["text"]))


def _plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("“”‘’", "\"\"''")).split())
