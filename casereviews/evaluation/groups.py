"""Whether documents of one case are together and those of different cases apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class GroupsScore:
    pairs: int
    wrong: tuple[tuple[str, str], ...]
    """Pairs of documents that are together and should not be, or the other way round."""

    @property
    def right(self) -> int:
        return self.pairs - len(self.wrong)


def measure_groups(expected: Mapping[str, str], found: Mapping[str, str]) -> GroupsScore:
    """Compare every pair of documents: `expected` gives the case of each by its name, `found` its review."""
    names = sorted(expected.keys() & found.keys())
    wrong = tuple(
        (left, right)
        for left, right in combinations(names, 2)
        if (expected[left] == expected[right]) != (found[left] == found[right])
    )
    return GroupsScore(len(names) * (len(names) - 1) // 2, wrong)
