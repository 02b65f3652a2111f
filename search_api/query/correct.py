"""Words that the library does not know, put right from its own words.

Only a word that no review holds is ever changed, so a name in a title or an odd spelling in a report stays as typed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from search_api.analysis import STOP_WORDS, stem
from search_api.analysis.rings import Rings
from search_api.analysis.words import fold
from search_api.query.syntax import AllOf, AnyOf, InField, Not, Syntax, Typed, Words
from search_api.query.wordlist import WordList
from taxonomy.english import english_words

_SHORTEST_SPLIT = 7
"""Letters of a word that may be two."""


class Correction:
    """What became of a query, and which words were changed to what.

    `names` are words, folded, that are never doubted.
    """

    def __init__(self, words: WordList, rings: Rings, *, names: Container[str]) -> None:
        self._words = words
        self._names = names
        self._rings = rings
        self.changed: dict[str, str] = {}
        self.doubted: dict[str, str] = {}
        """Words that are kept, though another is far more common, or the library does not have them but the language
        has (Polish is no mistake for police): only ever a suggestion."""

    def of(self, node: Syntax) -> Syntax:
        """The query with unknown plain words put right; phrases and prefixes are left alone."""
        match node:
            case Words(words):
                return Words(tuple(self._joined_or_split(words)))
            case AllOf(nodes):
                return AllOf(tuple(self.of(each) for each in nodes))
            case AnyOf(nodes):
                return AnyOf(tuple(self.of(each) for each in nodes))
            case Not():
                return node
            case InField(field, inner):
                return InField(field, self.of(inner))
            case _:
                return node

    def _joined_or_split(self, words: Sequence[Typed]) -> Iterator[Typed]:
        for word in words:
            if self._is_known(word.stem):
                self._doubt(word)
                yield word
            elif (instead := self._instead_of(word.spelling)) is None:
                yield word
            elif fold(word.spelling) in english_words():
                self.doubted[word.spelling] = " ".join(instead)
                yield word
            else:
                yield from self._note(word, instead)

    def _doubt(self, word: Typed) -> None:
        if fold(word.spelling) not in self._names and word.stem not in self._rings.known_words:
            commoner = self._words.commoner(word.spelling)
            if commoner is not None:
                self.doubted[word.spelling] = commoner

    def _instead_of(self, spelling: str) -> tuple[str, ...] | None:
        """One letter wrong is likelier than a space left out, and that likelier than two letters wrong."""
        corrected = self._words.correct(spelling)
        if corrected is not None and corrected.mistakes == 1:
            return (corrected.word,)
        return self._split(spelling) or ((corrected.word,) if corrected is not None else None)

    def _is_known(self, stemmed: str) -> bool:
        return stemmed in self._words or stemmed in self._rings.known_words

    def _split(self, spelling: str) -> tuple[str, str] | None:
        """Two words of the library that were typed as one (cosleeping)."""
        folded = fold(spelling)
        for at in range(2, len(folded) - 2) if len(folded) >= _SHORTEST_SPLIT else ():
            parts = (folded[:at], folded[at:])
            if all(part not in STOP_WORDS and self._words.has_surface(part) for part in parts):
                return parts
        return None

    def _note(self, word: Typed, corrected: tuple[str, ...]) -> Iterator[Typed]:
        self.changed[word.spelling] = " ".join(corrected)
        for each in corrected:
            yield Typed(each, stem(each))
