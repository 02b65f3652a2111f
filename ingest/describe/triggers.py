"""Words without which a pattern cannot match, looked for in one pass: most sentences need no pattern at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

T = TypeVar("T")


class Triggers(Generic[T]):
    """Things to look for, each with the beginnings of words of which one must be there.

    A pattern in Python's `re` costs some microseconds a sentence, dozens of them a tenth of a millisecond; one pass
    of the automaton costs half a microsecond for all.
    """

    def __init__(self, words: Mapping[T, Iterable[str]]) -> None:
        pairs = [(word, thing) for thing, group in words.items() for word in group]
        self._things = [thing for _, thing in pairs]
        self._automaton = _automaton([word for word, _ in pairs])

    def of(self, lowered: str) -> set[T]:
        """What may be in a text that is in lower case."""
        return {
            self._things[index] for index, _, _ in self._automaton.find_matches_as_indexes(lowered, overlapping=True)
        }

    def count(self, lowered: Iterable[str]) -> Counter[T]:
        """How often each stands in texts that are in lower case. The automaton takes many times a text's memory, so
        a long one is better given in parts."""
        found = chain.from_iterable(self._automaton.find_matches_as_indexes(text, overlapping=True) for text in lowered)
        return Counter(self._things[index] for index, _, _ in found)


class Needs:
    """Words of which a text must hold one, looked for in one pass."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = _automaton(list(words))

    def stand_in(self, lowered: str) -> bool:
        """Whether one of them stands in a text that is in lower case."""
        return bool(self._automaton.find_matches_as_indexes(lowered))


class GuardedPattern:
    """A pattern of many alternatives, searched only in texts that hold one of the words without which none matches."""

    def __init__(self, pattern: str, *, needs: Iterable[str]) -> None:
        self.pattern = re.compile(pattern)
        self._needs = Needs(needs)

    def search(self, lowered: str) -> re.Match[str] | None:
        """Where the pattern matches in a text that is in lower case."""
        return self.pattern.search(lowered) if self._needs.stand_in(lowered) else None


def _automaton(words: list[str]) -> AhoCorasick:
    """Of few words a DFA is small, and three times as fast as an NFA."""
    return AhoCorasick(words, implementation=Implementation.DFA)
