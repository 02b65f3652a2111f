"""Printed page numbers: what they look like, and whether a series of them counts pages."""

from __future__ import annotations

import re
from itertools import pairwise

_NUMERAL = r"\d{1,4}|[ivxl]{1,7}"
_ALONE = re.compile(
    rf"[-–—|\s\[(]*(?:page|p\.?|pg\.?|tudalen)?\s*[-–—|:]?\s*(?P<label>{_NUMERAL})"
    r"(?:\s*(?:of|o|/|\|)\s*\d{1,4})?[-–—|\s\])]*",
    re.IGNORECASE,
)
_IN_LINE = re.compile(
    rf"\b(?:page|tudalen|p\.)\s*(?P<label>{_NUMERAL})\b|[|•]\s*(?P<last>\d{{1,4}})\s*$", re.IGNORECASE
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
COUNTING = 0.5
"""The part of steps from page to page by which a series of labels must go on as pages do; it may begin anew."""


def label_alone(text: str) -> str | None:
    """The label in a text that is nothing but a page number (`12`, `- iv -`, `Page 3 of 9`), else None."""
    match = _ALONE.fullmatch(text)
    return match["label"] if match else None


def label_in(text: str) -> str | None:
    """The label in a running line, which may say other things too."""
    match = _IN_LINE.search(text)
    return label_alone(text) or (match and (match["label"] or match["last"]))


def counts_pages(labels: list[tuple[int, str]]) -> bool:
    """Whether labels, each with the number of its page, go up as pages do."""
    steps = [
        value_of(label) - value_of(before) == page - page_before
        for (page_before, before), (page, label) in pairwise(labels)
    ]
    return bool(steps) and sum(steps) >= COUNTING * len(steps)


def value_of(label: str) -> int:
    """The number that a label is, Roman numerals too."""
    if label.isdigit():
        return int(label)
    digits = [_ROMAN[letter] for letter in label.casefold()]
    return sum(-digit if digit < max(digits[index:]) else digit for index, digit in enumerate(digits))
