"""How recommendations and learning points announce themselves: by a word and a number, a number, a letter, a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_NUMBER = (
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|(?-i:[A-Z]\d{0,2}|[ivx]{1,5})(?!\w)|" + "|".join(_NUMBER_WORDS) + r")"
)
_AFTER = r"(?:\s*[.:)–—-]+(?:\s+|$)|\s*$|\s+(?=[A-Z“\"‘(]))"

_RECOMMENDATION = re.compile(
    r"(?:[\w’'-]+\s+){0,2}?(?:recommendation|rec)\.?\s*(?:no\.?|number|#)?\s*" + _NUMBER + _AFTER, re.IGNORECASE
)
_UNNUMBERED = re.compile(r"recommendation\s*:\s+(?=\S)", re.IGNORECASE)
_LEARNING = re.compile(
    r"(?:key\s+)?(?:(?:learning|practice)\s+points?|learning|lessons?(?:\s+learn(?:ed|t))?|practice\s+learning)\s*"
    r"(?:no\.?|number|#)?\s*(?:" + _NUMBER + _AFTER + r"|:\s+(?=\S))",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"(?:for\s+practice|practice\s+point|learning\s+point|key\s+learning|learning)\s*:\s*(?=\S)", re.IGNORECASE
)
_FARTHEST_NAME = 120
"""Characters within which the two words before `recommendation` end, and it begins."""
_LEARNING_BEGINS = frozenset("KkLlPpFf")
"""Of `key`, `learning`, `lesson`, `practice` and `for`."""
_SHORT_RECOMMENDATION = re.compile(
    r"(?P<number>R(?:ec)?\s?\d{1,2}(?:\.\d{1,2})?[a-z]?)\s*(?:[.:)–-]+\s*|\s+(?=[A-Z“\"‘])|$)"
)
_SHORT_LEARNING = re.compile(r"(?P<number>L(?:P|L)?\s?\d{1,2})\s*(?:[.:)–-]+\s*|\s+(?=[A-Z“\"‘])|$)")
_NUMBERED = re.compile(r"\(?(?P<number>\d{3}(?=[.)])|\d{1,2}(?:\.\d{1,2}){0,3})(?:[.):]+\s*|\s+)(?=[A-Z“\"‘'(])")
_LETTERED = re.compile(r"(?P<number>[A-Z])[.):]\s+(?=[A-Z“\"‘])")
_BULLET = re.compile(r"(?P<number>)[•●▪■◼◾‣·–*o]\s+(?=\S)")
_PART = re.compile(r"(?:\(\s?(?:[a-z]|[ivx]{1,5}|\d{1,2})\s?\)|(?:[a-z]|[ivx]{1,5})[.)]|[•●▪■◼◾‣·–-])\s*(?=\S)")
_ABOUT_ANOTHER = re.compile(
    r"(?:was|were|is|are|has|had|of|in|from|to|and|above|below|addresses|concerns|relates|made)\b"
)
"""Words after `Recommendation 3` that speak of it and do not state it."""


class Style(IntEnum):
    """Ways of marking, the plainest last."""

    NAMED = 0
    """`Recommendation 3:`, `Learning point 2.`"""
    SHORT = 1
    """`R3`, `LP2`"""
    NUMBERED = 2
    LETTERED = 3
    BULLET = 4
    ROW = 5
    """A row of a table without a number."""
    PLAIN = 6
    """A sentence that says who should do what."""


@dataclass(frozen=True, slots=True)
class Marker:
    style: Style
    number: str | None
    """As printed; None where there is none."""
    end: int
    """Where the text after the marker begins."""


def recommendation_marker(text: str) -> Marker | None:
    if not text.startswith("R") and "rec" not in text[:_FARTHEST_NAME].lower():
        return None  # nearly all paragraphs, at a third of the cost
    return _marker(text, named=(_RECOMMENDATION, _UNNUMBERED), short=_SHORT_RECOMMENDATION)


def learning_marker(text: str) -> Marker | None:
    if text[:1] not in _LEARNING_BEGINS:
        return None
    return _marker(text, named=(_LEARNING, _PRACTICE), short=_SHORT_LEARNING)


def list_marker(text: str) -> Marker | None:
    """A number, letter or bullet, which mean something only within a list of points."""
    for style, pattern in ((Style.NUMBERED, _NUMBERED), (Style.LETTERED, _LETTERED), (Style.BULLET, _BULLET)):
        match = pattern.match(text)
        if match is not None:
            return Marker(style, match["number"] or None, match.end())
    return None


def is_part(text: str) -> bool:
    """Whether a paragraph is a lettered or bulleted part of what stands above it."""
    return _PART.match(text) is not None


def ordinal(number: str | None) -> int | None:
    """The place in a list that a printed number means: `R3`, `3.`, `9.3`, `C` and `three` are the third."""
    if not number:
        return None
    digits = re.findall(r"\d+", number)
    if digits:
        return int(digits[-1])
    if number.lower() in _NUMBER_WORDS:
        return _NUMBER_WORDS.index(number.lower()) + 1
    return ord(number) - ord("A") + 1 if len(number) == 1 and number.isupper() else None


def _marker(text: str, *, named: tuple[re.Pattern[str], ...], short: re.Pattern[str]) -> Marker | None:
    for pattern in named:
        match = pattern.match(text)
        if match is not None and not _ABOUT_ANOTHER.match(text, match.end()):
            number = match.groupdict().get("number")
            return Marker(Style.NAMED, _tidy(number) if number else None, match.end())
    match = short.match(text)
    if match is not None:
        return Marker(Style.SHORT, match["number"].replace(" ", ""), match.end())
    return None


def _tidy(number: str) -> str:
    lowered = number.lower()
    return str(_NUMBER_WORDS.index(lowered) + 1) if lowered in _NUMBER_WORDS else number


_WITHIN = re.compile(
    r"(?<=[.;:!?”’)\]]\s)(?:[Rr]ecommendation\s+|[Ll]earning\s+[Pp]oint\s+|R|LP)?(?P<number>\d{1,2})[.:)]\s+(?=[A-Z“(])"
)
_NUMBER_WITHIN = re.compile(r"\d[.:)]\s")
"""What every such beginning holds: sought first, as looking behind at every letter takes ten times as long."""


def may_hold_points(text: str) -> bool:
    """Whether a number within a paragraph may begin another point."""
    return _NUMBER_WITHIN.search(text) is not None


def starts_of_points(text: str) -> list[int]:
    """Where in a paragraph points begin that print has run together: each numbered one more than that before.

    >>> starts_of_points("R1. Do this. R2. Do that.")
    [0, 13]
    """
    own = recommendation_marker(text) or learning_marker(text) or list_marker(text)
    place = ordinal(own.number) if own is not None else None
    if place is None or str(place + 1) not in text:  # nearly all
        return [0]
    starts = [0]
    for match in _WITHIN.finditer(text):
        if int(match["number"]) == place + 1:
            starts.append(match.start())
            place += 1
    return starts
