"""The library's own words: what a prefix stands for, what a misspelt word may have meant, how rare a word is."""

from __future__ import annotations

import bisect
import functools
import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_api.analysis import stem
from search_api.analysis.words import fold

_SHORTEST_CORRECTED = 4
"""Letters: shorter words have too many neighbours to guess from."""

_CANDIDATES = 30
_FAR_COMMONER = 20
"""Times as many reviews must hold another word for it to be suggested in place of one that is in the library, too."""


class Corrected(NamedTuple):
    """A word of the library, and how many letters are wrong, missing, too many or swapped in what was typed for it."""

    word: str
    mistakes: int


class WordList:
    """`surface` maps each word as it stands (folded, not stemmed) to how many reviews hold it."""

    def __init__(self, surface: Mapping[str, int], *, reviews: int) -> None:
        self._surface = surface
        self._sorted = sorted(surface)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_length[len(word)].append(word)
        self._stems: dict[str, int] = {}
        for word, count in surface.items():
            stemmed = stem(word)
            self._stems[stemmed] = max(self._stems.get(stemmed, 0), count)
        self._reviews = max(reviews, 1)
        self.correct = functools.lru_cache(maxsize=2048)(self._correct)

    def __contains__(self, stemmed: str) -> bool:
        return stemmed in self._stems

    def __len__(self) -> int:
        return len(self._surface)

    def rarity(self, stemmed: str) -> float:
        """How telling a word is: the logarithm of how few reviews hold it, at least a little above zero."""
        return math.log(1.0 + self._reviews / (0.5 + self._stems.get(stemmed, 0)))

    def beginning_with(self, start: str, *, limit: int) -> list[str]:
        """The most frequent words that begin so."""
        first = bisect.bisect_left(self._sorted, start)
        last = bisect.bisect_left(self._sorted, start + "\U0010ffff")
        return sorted(self._sorted[first:last], key=lambda word: (-self._surface[word], word))[:limit]

    def has_surface(self, word: str) -> bool:
        return word in self._surface

    def commoner(self, spelling: str) -> str | None:
        """For a word that hardly any review holds: a word one letter away that very many more hold, or None.

        Texts that were read by OCR, and their writers, mistype too.
        """
        word = fold(spelling)
        count = self._surface.get(word, 0)
        if count == 0 or len(word) <= _SHORTEST_CORRECTED or any(char.isdigit() for char in word):
            return None
        lengths = (self._by_length.get(length, []) for length in range(len(word) - 1, len(word) + 2))
        near = [
            candidate
            for choices in lengths
            for candidate, _, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=1, limit=_CANDIDATES
            )
            if self._surface[candidate] >= _FAR_COMMONER * count and stem(candidate) != stem(word)
        ]
        return max(near, key=lambda candidate: (self._surface[candidate], candidate), default=None)

    def _correct(self, spelling: str) -> Corrected | None:
        """The word of the library that a word which is not in it was most likely meant to be, or None."""
        word = fold(spelling)
        if len(word) < _SHORTEST_CORRECTED or any(char.isdigit() for char in word):
            return None
        furthest = 1 if len(word) < 6 else 2
        best: tuple[float, Corrected] | None = None
        for length in range(len(word) - furthest, len(word) + furthest + 1):
            choices = self._by_length.get(length, [])
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=furthest, limit=_CANDIDATES)
            for candidate, distance, _ in near:
                if any(char.isdigit() for char in candidate) or _is_another_word(word, candidate):
                    continue
                cost = distance + (0.7 if candidate[0] != word[0] else 0.0) - self._frequency(candidate)
                if best is None or (cost, candidate) < (best[0], best[1].word):
                    best = (cost, Corrected(candidate, int(distance)))
        return best[1] if best else None

    def _frequency(self, word: str) -> float:
        """From 0 to 0.6: how common a word is. Outweighed by one more mistyped letter."""
        return 0.6 * math.log1p(self._surface[word]) / math.log1p(self._reviews)


def _is_another_word(typed: str, candidate: str) -> bool:
    """Of four letters, one that differs makes another word (fend, find); one left out or two swapped do not."""
    return len(typed) == len(candidate) == _SHORTEST_CORRECTED and sorted(typed) != sorted(candidate)
