"""Words with boxes become runs: stretches of a line without a wide gap in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.extract.frame import Boxes
from ingest.extract.lines import Box, Run, SourcePage
from ingest.extract.mending import mend

Column = npt.NDArray[np.float32]
Lengths = npt.NDArray[np.floating[Any]]


class Style(NamedTuple):
    size: float
    bold: bool
    italic: bool


PLAIN = Style(10.0, bold=False, italic=False)
"""Of text that says nothing about its font."""

WIDEST_GAP = 0.95
"""In units of the font size. Justified text rarely has wider gaps; columns and cells are further apart."""
SUPERSCRIPT = 0.8
"""Smaller than the word by this factor: footnote numbers are set at about two thirds."""
REFERENCE_MARKS = frozenset("0123456789*†‡§\ufffe")
"""What a word with the number of a footnote at its end may end in; a line may end there too."""
_REFERENCE = re.compile(r"(?:\d{1,3}|[*†‡§]+)(?:[,;]\d{1,3})*")


@dataclass(slots=True)
class Words:
    """The words of a page in the order of the file; arrays have one row for each."""

    texts: list[str]
    styles: list[Style]
    first_boxes: Boxes
    """The box of each word's first letter: with that of the last, it tells which way the word runs."""
    last_boxes: Boxes
    starts_line: npt.NDArray[np.bool_]
    """Where PDFium saw a new line begin."""
    boxes: Boxes = field(init=False)

    def __post_init__(self) -> None:
        low = np.minimum(self.first_boxes[:, :2], self.last_boxes[:, :2])
        high = np.maximum(self.first_boxes[:, 2:], self.last_boxes[:, 2:])
        self.boxes = np.concatenate((low, high), axis=1)

    def for_marking(self) -> list[tuple[int, int, int, int, str]]:
        boxes = np.rint(self.boxes)
        boxes[np.isnan(boxes)] = 0
        whole = boxes.clip(-30_000, 30_000).astype(np.int32)
        return list(zip(*whole.T.tolist(), self.texts, strict=True))

    def only(self, chosen: npt.NDArray[np.bool_]) -> Words:
        indexes = np.flatnonzero(chosen).tolist()
        return Words(
            [self.texts[index] for index in indexes],
            [self.styles[index] for index in indexes],
            self.first_boxes[chosen],
            self.last_boxes[chosen],
            self.starts_line[chosen],
        )


def without_reference(word: str, start: int) -> str:
    """Leave out what follows `start` when it refers to a footnote."""
    return word[:start] if _REFERENCE.fullmatch(word[start:].strip("\ufffe")) and start > 0 else word


def _without_references(texts: list[str], styles: list[Style], size: float) -> list[str]:
    """Leave out raised numbers that stand apart from the word after which they are set."""
    return [
        text
        for index, (text, style) in enumerate(zip(texts, styles, strict=False))
        if index == 0 or style.size >= SUPERSCRIPT * size or not is_reference(text)
    ]


def is_reference(text: str) -> bool:
    """Whether a text is nothing but the number or the mark of a footnote."""
    return bool(_REFERENCE.fullmatch(text))


def turn_upright(words: Words, source: SourcePage) -> tuple[Words, list[Words]]:
    """Turn the text of a page that is set sideways or upside down.

    Returns
    -------
    The words that run the way most words run, turned so that it is from left to right (then `source` gets the width
    and height of the page so turned, and its ruled lines turn too), and those that run other ways: labels of tall
    cells, stamps, watermarks.
    """
    across, down = _strides(words)
    if (abs(down) <= SLANTED * across + ROUNDING_POINTS).all():  # nearly all pages, in a tenth of the time
        return words, []
    way = _ways(words, across, down)
    if not way.any():
        return words, []
    counts = np.bincount(way, minlength=_ASKEW + 1)
    main = int(counts[:_ASKEW].argmax())
    others = [words.only(way == other) for other in range(_ASKEW + 1) if other != main and counts[other]]
    upright = words.only(way == main)
    if main:
        rules = np.array(source.rules, dtype=np.float32).reshape(-1, 4)
        source.rules = [tuple(rule) for rule in _turn(rules, main, source.width, source.height).tolist()]
        upright = replace(
            upright,
            first_boxes=_turn(upright.first_boxes, main, source.width, source.height),
            last_boxes=_turn(upright.last_boxes, main, source.width, source.height),
        )
        if main in (_UP, _DOWN):
            source.width, source.height = source.height, source.width
    return upright, others


_RIGHT, _UP, _LEFT, _DOWN, _ASKEW = range(5)
SLANTED = 0.2
"""A word that goes up or down by more than that part of its length is no line of the text."""
ROUNDING_POINTS = 0.001
"""Far below what can be seen, and far above how far off sums of single precision are on a page of usual size."""


def _strides(words: Words) -> tuple[Lengths, Lengths]:
    """From the middle of each word's first letter to that of its last: how far it is across, and how far down."""
    across = (words.last_boxes[:, 0] + words.last_boxes[:, 2] - words.first_boxes[:, 0] - words.first_boxes[:, 2]) / 2
    down = (words.last_boxes[:, 1] + words.last_boxes[:, 3] - words.first_boxes[:, 1] - words.first_boxes[:, 3]) / 2
    return across, down


def _ways(words: Words, across: Lengths, down: Lengths) -> npt.NDArray[np.intp]:
    """Which way each word runs. Short words do not show it; they run as the word before them does."""
    sizes = np.array([style.size for style in words.styles], dtype=np.float32)
    shows = np.maximum(abs(across), abs(down)) > sizes * 0.8
    level = abs(across) >= abs(down)
    way = np.where(level, np.where(across >= 0, _RIGHT, _LEFT), np.where(down < 0, _UP, _DOWN))
    lesser = np.minimum(abs(across), abs(down))
    way[shows & (lesser > SLANTED * np.maximum(abs(across), abs(down))) & (lesser > 0.5 * sizes)] = _ASKEW
    if not way[shows].any():
        return np.zeros(len(way), dtype=np.intp)
    last_shown = np.maximum.accumulate(np.where(shows, np.arange(len(way)), -1))
    return np.where(last_shown >= 0, way[last_shown], _RIGHT)


def _turn(boxes: Boxes, way: int, width: float, height: float) -> Boxes:
    """Turn boxes so that text which ran `way` runs to the right."""
    x0, y0, x1, y1 = boxes.T
    if way == _UP:
        return np.stack((height - y1, x0, height - y0, x1), axis=1)
    if way == _DOWN:
        return np.stack((y0, width - x1, y1, width - x0), axis=1)
    if way == _LEFT:
        return np.stack((width - x1, height - y1, width - x0, height - y0), axis=1)
    return boxes


def runs_of(words: Words, rules: list[Box]) -> list[Run]:
    """Put words together that stand side by side, in the order in which they come. An upright rule parts them."""
    count = len(words.texts)
    if not count:
        return []
    x0, y0, x1, y1 = words.boxes.T
    size = np.array([style.size for style in words.styles], dtype=np.float32)
    gap = x0[1:] - x1[:-1]
    middle = (y0 + y1) / 2
    apart = words.starts_line.copy()
    apart[0] = True
    apart[1:] |= (gap > WIDEST_GAP * size[1:]) | (gap < -size[1:])
    apart[1:] |= abs(middle[1:] - middle[:-1]) > 0.5 * np.maximum(y1 - y0, 1)[1:]
    apart[1:] |= _parted(x1[:-1], x0[1:], middle[1:], rules)
    starts = np.flatnonzero(apart)
    ends = [*starts[1:].tolist(), count]
    extents = (
        np.minimum.reduceat(x0, starts).tolist(),
        np.minimum.reduceat(y0, starts).tolist(),
        np.maximum.reduceat(x1, starts).tolist(),
        np.maximum.reduceat(y1, starts).tolist(),
    )
    runs = []
    for start, end, left, top, right, bottom in zip(starts.tolist(), ends, *extents, strict=True):
        texts, styles = words.texts[start:end], words.styles[start:end]
        if end - start >= FEWEST_SPACED_LETTERS:
            texts = _without_letter_spacing(texts, gap[start : end - 1])
        style, lead = styles[0], 0
        if styles.count(style) < len(styles):
            style, lead = _style(texts, styles)
            texts = _without_references(texts, styles, style.size)
        text = mend(" ".join(texts))
        if text.strip():
            runs.append(Run(text, left, top, right, bottom, style.size, style.bold, style.italic, lead))
    return runs


def _parted(ends: Column, begins: Column, middles: Column, rules: list[Box]) -> npt.NDArray[np.bool_]:
    """Whether an upright rule stands between the end of a word and the beginning of the next."""
    upright = np.array([rule for rule in rules if rule[0] == rule[2]], dtype=np.float32)
    if not len(upright):
        return np.zeros(len(ends), dtype=bool)
    x, y0, _, y1 = upright.T[:, :, None]
    between = (ends - 1 <= x) & (x <= begins + 1) & (y0 <= middles) & (middles <= y1)
    return np.asarray(between.any(axis=0), dtype=np.bool_)


def _style(texts: list[str], styles: list[Style]) -> tuple[Style, int]:
    """The style of most letters of a run, and the length of its bold beginning when it is not bold as a whole."""
    letters = dict.fromkeys(set(styles), 0)
    for text, style in zip(texts, styles, strict=False):
        letters[style] += len(text)
    size = max(letters, key=lambda style: letters[style]).size
    lead = 0
    for text, style in zip(texts, styles, strict=False):
        if not style.bold:
            break
        lead += len(text) + 1
    whole = sum(map(len, texts)) + len(texts)
    bold = lead >= whole
    italic = 2 * sum(count for style, count in letters.items() if style.italic) > sum(letters.values())
    return Style(size, bold, italic), 0 if bold else max(0, lead - 1)


FEWEST_SPACED_LETTERS = 5


def _without_letter_spacing(texts: list[str], gaps: Column) -> list[str]:
    """`S E R I O U S   C A S E` is two words: nine in ten are single letters, and words are further apart."""
    if sum(map(len, texts)) > 1.5 * len(texts) or sum(len(text) == 1 and text.isalpha() for text in texts) < 0.9 * len(
        texts
    ):
        return texts
    usual = sorted(gaps.tolist())[len(gaps) // 2]
    joined = [texts[0]]
    for text, gap in zip(texts[1:], gaps.tolist(), strict=True):
        if gap > 1.8 * usual:
            joined.append(text)
        else:
            joined[-1] += text
    return joined
