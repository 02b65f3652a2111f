"""Words broken at the end of a line: the hyphen goes where it only broke the word, and stays where it belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from ingest.extract.lines import SOFT_BREAK
from taxonomy.english import english_words, is_word

_LAST_PART = re.compile(r"(?<![’'])\b[^\W\d_]+$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAK = re.compile(rf"([^\W\d_]+){SOFT_BREAK}\s*$")
_GOES_BEFORE = re.compile(r"[^\W\d_]-?\Z")
_GOES_AFTER = re.compile(r"-?[^\W\d_]")

FEW_WORDS = 30
"""Up to so many words are looked for in the text of a document, as listing all its words takes the time of as many.
Most reports ask for ten."""


class Hyphens:
    """Decides by the words of the document itself, then by those of the language.

    Parameters
    ----------
    lines
        Gives all printed lines of the document; asked once, and only when a broken word is met.
    """

    def __init__(self, lines: Callable[[], Iterable[str]]) -> None:
        self._lines = lines
        self._asked = 0

    def join(self, lines: list[str], *, narrow: bool = False) -> str:
        """Join printed lines to a paragraph.

        In a `narrow` column (a cell) words may be broken without a hyphen, where the line was full.
        """
        text = lines[0]
        for line in lines[1:]:
            if text.endswith((SOFT_BREAK, "-")) and text[-2:-1].strip():
                text = self._join_broken(text[:-1], line)
            elif (text.endswith(("–", "/")) and text[-2:-1].strip()) or (narrow and self._is_cut(text, line)):
                text += line
            else:
                text += " " + line
        return text.replace(SOFT_BREAK, "-")

    def _is_cut(self, text: str, line: str) -> bool:
        """Whether the end of one line and the beginning of the next are parts of a word, and of none themselves."""
        before, after = _last_part(text), _FIRST_PART.match(line)
        if not before or not after or not after[0].islower():
            return False
        if is_word(before[0].casefold()) and is_word(after[0]):
            return False
        whole = (before[0] + after[0]).casefold()
        return whole in english_words() or self._has(whole)

    def _join_broken(self, text: str, line: str) -> str:
        before, after = _last_part(text), _FIRST_PART.match(line)
        broken = before and after and after[0][0].islower() and self.only_breaks(before[0], after[0])
        return text + line if broken else f"{text}-{line}"

    def move_broken_end(self, text: str, following: str) -> tuple[str, str]:
        """Move the rest of a word, broken at the end of one text, to it from the beginning of the next."""
        before, after = _last_part(text[:-1]), _FIRST_PART.match(following)
        if not before or not after or not after[0].islower() or not self.only_breaks(before[0], after[0]):
            return text, following
        rest = re.match(r"\S+\s*", following)
        moved = rest[0] if rest else ""
        return text[:-1] + moved.rstrip(), following[len(moved) :]

    def only_breaks(self, before: str, after: str) -> bool:
        """Whether a hyphen between these two parts is not one of the word's own."""
        whole, hyphenated = (before + after).casefold(), f"{before}-{after}".casefold()
        if self._has(hyphenated):
            return False
        if self._has(whole):
            return True
        known = english_words()
        if whole not in known:
            return self._hyphenates and before.casefold() not in known
        return self._hyphenates or not (before.casefold() in known and after.casefold() in known)

    def _has(self, word: str) -> bool:
        """Whether the document has a word elsewhere, not broken, and whole if it is hyphenated."""
        self._asked += 1
        return word in self._words if self._asked > FEW_WORDS else _stands_alone(word, self._text)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._lines()).casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the document that is not broken, hyphenated ones whole."""
        pieces = set(self._text.split())  # four words in five came before: less to search
        return frozenset(_WORD.findall(" ".join(pieces)))

    @cached_property
    def _hyphenates(self) -> bool:
        """Whether the document breaks words at the ends of lines, rather than only lines at hyphens.

        Where it does, many first parts are no words; `front-` and `multi-` are.
        """
        ends = [line for line in self._lines() if SOFT_BREAK in line]
        parts = [match[1].casefold() for line in ends if (match := _BREAK.search(line))]
        fragments = sum(part not in english_words() for part in parts)
        return fragments >= 3 and fragments >= 0.1 * len(parts)


def _last_part(text: str) -> re.Match[str] | None:
    """The letters at the end of a text, sought from its last space on: a paragraph grows line by line."""
    return _LAST_PART.search(text, text.rfind(" ") + 1)


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word stands in a text other than as a part of a longer one: `_WORD` would find it there."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _GOES_BEFORE.search(text[max(start - 2, 0) : start]) and not _GOES_AFTER.match(text, end):
            return True
        start = text.find(word, start + 1)
    return False
