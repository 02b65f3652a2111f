"""How many fields of a record are as a careful reader would fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from ingest.describe.ages import months_in_words
from ingest.gazetteer.places import normalise
from records.models import DocumentRole, Facts

MEASURED = (
    *("title", "review_type", "document_role", "partnership", "authority", "nation", "published", "lead_reviewer"),
    *("child", "child_age", "ages_months", "child_age_band", "child_sex", "outcome", "incident"),
)
_ALIKE_TITLE = 80.0
"""Of 100, by rapidfuzz's token_set_ratio: readers leave out `Overview Report` or add a reference."""
_CLOSE_AGE_MONTHS = 12
"""`2 years` and `29 months` are one age."""


@dataclass(frozen=True, slots=True)
class Mistake:
    source: str
    expected: Any
    found: Any


@dataclass(slots=True)
class FieldScore:
    """Of one field: how many documents have it right, of how many; a null that should be one is right."""

    right: int = 0
    of: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


def measure_fields(
    documents: Iterable[tuple[str, Mapping[str, Any], Facts, DocumentRole]],
) -> dict[str, FieldScore]:
    """Score every measured field over documents: the name, what is expected, and what was found, of each."""
    scores = {name: FieldScore() for name in MEASURED}
    for source, expected, facts, role in documents:
        for name in MEASURED:
            if name not in expected:
                continue
            found = role if name == "document_role" else getattr(facts, name)
            score = scores[name]
            score.of += 1
            if is_right(name, expected[name], found):
                score.right += 1
            else:
                score.mistakes.append(Mistake(source, expected[name], found))
    return scores


def overall(scores: Mapping[str, FieldScore]) -> float:
    """The share of right values over all fields and documents."""
    of = sum(score.of for score in scores.values())
    return sum(score.right for score in scores.values()) / of if of else 1.0


def is_right(name: str, expected: Any, found: Any) -> bool:
    """Whether a found value says the same as the expected one, as far as both go."""
    if not expected or not found:
        return not expected and not found
    return _RULES.get(name, _same_words)(expected, found)


def _same_title(expected: str, found: str) -> bool:
    return fuzz.token_set_ratio(normalise(expected), normalise(found)) >= _ALIKE_TITLE


def _same_date(expected: str, found: str) -> bool:
    length = min(len(expected), len(found))
    return expected[:length] == found[:length]


def _same_words(expected: Any, found: Any) -> bool:
    return sorted(map(normalise, _strings(expected))) == sorted(map(normalise, _strings(found)))


def _holds(expected: Any, found: Any) -> bool:
    return set(_strings(expected)) <= set(_strings(found))


def _same_ages(expected: str, found: str) -> bool:
    """Whether the youngest and the oldest are the same ages, however they are listed."""
    wanted, given = months_in_words(expected), months_in_words(found)
    if not wanted or not given:
        return False
    pairs = zip((min(wanted), max(wanted)), (min(given), max(given)), strict=True)
    return all(abs(mine - theirs) < _CLOSE_AGE_MONTHS for mine, theirs in pairs)


def _strings(values: Any) -> list[str]:
    listed = values if isinstance(values, Sequence) and not isinstance(values, str) else [values]
    return [str(value) for value in listed]


_RULES: dict[str, Callable[[Any, Any], bool]] = {
    "title": _same_title,
    "published": _same_date,
    "incident": _same_date,
    "child_age": _same_ages,
    "child_age_band": _holds,
}
"""How a field is compared where it is not by its words."""
