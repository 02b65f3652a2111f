"""Words that were recognised doubtfully are read again, by the line or the cell, at other scales."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from PIL import Image

from ingest.extract.lines import SOFT_BREAK, Box
from ingest.extract.tesseract import NOISE_CONFIDENCE, STROKE, Recognised, read_row
from taxonomy.english import is_word

DOUBTFUL_CONFIDENCE = 85
"""Of 100. A word is read again below this, or when it is unknown; nine in ten words of clean print reach more."""
SCALES = (1.5, 1.2)
"""Tried one after the other: what Tesseract misreads at one scale it mostly reads at another."""
MARGIN = 0.4
"""White around a row that is read by itself, in units of its height."""
MOST_STRETCHES = 40
"""Read again on one page: more doubtful lines and cells than that are no print, or no English."""
MUCH_SURER = 15
"""Of 100. What is read twice, each time as a word, stays as it was first read unless the second is surer by that."""
_PARTS = re.compile(r"[-/–—&]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[ivx]{2,5}")
CORE = re.compile(r"\w.*\w|\w", re.DOTALL)
_LETTER = re.compile(r"[^\W_]|(?<=\d)[.,:/](?=\d)")
_NO_SIGN = frozenset("@$©®*")
"""What stands by itself in no sentence: misread letters."""


@dataclass(slots=True)
class _Stretch:
    """Words of one printed line, up to the borders of their cell where they stand in a table."""

    indexes: list[int]
    left: float | None = None
    right: float | None = None
    """Pixels at which the borders are."""


def reread(found: Recognised, api: Any, image: Image.Image, resolution: float) -> None:
    """Read doubtful words again, enlarged, each with its line or its cell, and take what is read better there."""
    once = Counter(found.texts)

    def is_doubtful(index: int, *, in_cell: bool) -> bool:
        text = found.texts[index]
        return (
            found.confidences[index] < DOUBTFUL_CONFIDENCE
            or text in _NO_SIGN
            or (once[text] == 1 and not is_known(text))
            or (in_cell and any(map(str.isdigit, text)))  # nothing else tells a wrong date in a chronology
        )

    doubtful = [
        stretch
        for stretch in _stretches(found)
        if any(is_doubtful(index, in_cell=stretch.left is not None) for index in stretch.indexes)
    ]
    for stretch in reversed(doubtful[:MOST_STRETCHES]):  # what changes does not move what is still to be read
        _read_again(found, stretch, api, image, resolution)


def _stretches(found: Recognised) -> list[_Stretch]:
    borders = found.upright
    stretches: list[_Stretch] = []
    for index, row in enumerate(found.rows):
        last = stretches[-1] if stretches and found.rows[stretches[-1].indexes[-1]] == row else None
        if last is not None and not _are_parted(found.boxes[index - 1], found.boxes[index], borders):
            last.indexes.append(index)
            continue
        x0, y0, _, y1 = found.boxes[index]
        left = [x for x, top, bottom in borders if x <= x0 + STROKE and top <= (y0 + y1) / 2 <= bottom]
        stretches.append(_Stretch([index], left=max(left, default=None)))
    for stretch in stretches:
        _, y0, x1, y1 = found.boxes[stretch.indexes[-1]]
        right = [x for x, top, bottom in borders if x >= x1 - STROKE and top <= (y0 + y1) / 2 <= bottom]
        stretch.right = min(right, default=None)
    return stretches


def _are_parted(before: Box, after: Box, borders: list[tuple[float, float, float]]) -> bool:
    """Whether a border stands between two words of a line."""
    middle = (after[1] + after[3]) / 2
    return any(before[2] - STROKE <= x <= after[0] + STROKE and y0 <= middle <= y1 for x, y0, y1 in borders)


def _read_again(found: Recognised, stretch: _Stretch, api: Any, image: Image.Image, resolution: float) -> None:
    first, count = stretch.indexes[0], len(stretch.indexes)
    readings: list[Recognised] = []
    for scale in SCALES:
        again = _enlarged(found, stretch, api, image, resolution, scale=scale)
        readings.append(again)
        now = slice(first, first + count)
        if again.texts == found.texts[now] and not any(_is_strange(text) for text in again.texts):
            return  # names remain unknown, however often they are read
        if len(readings) == len(SCALES):
            count += _take_agreed(found, now, readings)
            now = slice(first, first + count)
        count += _take_better(found, now, again)


def _is_strange(text: str) -> bool:
    return text in _NO_SIGN or (text.islower() and not is_known(text))


def _enlarged(
    found: Recognised, stretch: _Stretch, api: Any, image: Image.Image, resolution: float, *, scale: float
) -> Recognised:
    """What a stretch says when it is read by itself."""
    x0, y0, x1, y1 = np.array([found.boxes[index] for index in stretch.indexes]).T
    margin = round(MARGIN * max(y1.max() - y0.min(), 1))
    left = max(0, int(x0.min()) - margin) if stretch.left is None else round(stretch.left) + STROKE
    right = min(image.width, int(x1.max()) + margin) if stretch.right is None else round(stretch.right) - STROKE
    left, right = min(left, int(x0.min())), max(right, int(x1.max()))
    top = max(0, int(y0.min()) - margin)
    bottom = min(image.height, int(y1.max()) + margin)
    return read_box(api, image, (left, top, right, bottom), resolution, scale=scale)


def read_box(
    api: Any, image: Image.Image, box: tuple[int, int, int, int], resolution: float, *, scale: float
) -> Recognised:
    """What a part of a picture that holds one line says. Boxes are in pixels of the whole picture."""
    row = image.crop(box)
    size = max(1, round(row.width * scale)), max(1, round(row.height * scale))
    found = read_row(api, row.resize(size, Image.Resampling.LANCZOS), resolution * scale)
    left, top = box[:2]
    found.boxes = [
        (left + round(x0 / scale), top + round(y0 / scale), left + round(x1 / scale), top + round(y1 / scale))
        for x0, y0, x1, y1 in found.boxes
    ]
    return found


def _take_agreed(found: Recognised, now: slice, readings: list[Recognised]) -> int:
    """Take what two readings agree on against the first; returns how many words are added."""
    before = found.texts[now]
    one, other = (_changes(before, again.texts) for again in readings)
    more = 0
    for (start, end), (begin, stop) in reversed(one.items()):
        begin_other, stop_other = other.get((start, end), (0, 0))
        new = readings[0].texts[begin:stop]
        if not new or new != readings[1].texts[begin_other:stop_other]:
            continue
        sure = min(readings[0].confidences[begin:stop] + readings[1].confidences[begin_other:stop_other])
        old = slice(now.start + start, now.start + end)
        if end > start:
            agreed = sure >= min(found.confidences[old]) and _same_place(
                found.boxes[old], readings[0].boxes[begin:stop]
            )
        else:  # a word that was passed over
            agreed = sure >= DOUBTFUL_CONFIDENCE and any(map(is_known, new)) and _letters(new) > 0
        if agreed and _keeps(found.texts[old], new):
            more += _put(found, old, readings[0], slice(begin, stop), row=found.rows[now.start])
    return more


def _changes(before: list[str], after: list[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """Which words stand in place of which."""
    matches = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return {(start, end): (begin, stop) for kind, start, end, begin, stop in matches if kind in ("replace", "insert")}


def _take_better(found: Recognised, now: slice, again: Recognised) -> int:
    """Put what was read again in place of what is less of a word, or less sure; returns how many words are added."""
    more = 0
    for (start, end), (begin, stop) in reversed(_changes(found.texts[now], again.texts).items()):
        old, new = slice(now.start + start, now.start + end), slice(begin, stop)
        if start == end:
            continue
        readings = (found.texts[old], found.confidences[old]), (again.texts[new], again.confidences[new])
        if _is_better(*readings) and _same_place(found.boxes[old], again.boxes[new]):
            more += _put(found, old, again, new, row=found.rows[now.start])
    return more


def _put(found: Recognised, old: slice, again: Recognised, new: slice, *, row: int) -> int:
    count = new.stop - new.start
    found.texts[old], found.boxes[old] = again.texts[new], again.boxes[new]
    found.confidences[old], found.rows[old] = again.confidences[new], [row] * count
    return int(count - (old.stop - old.start))


def _keeps(old: list[str], new: list[str]) -> bool:
    """Whether nothing is lost, and what became more words is known ones or figures: not `summa rised`."""
    parted = all(is_known(text) or text[0].isdigit() for text in new)
    return len(new) >= len(old) and _letters(new) >= max(_letters(old), 1) and (len(new) == len(old) or parted)


def _is_better(old: tuple[list[str], list[float]], new: tuple[list[str], list[float]]) -> bool:
    """Whether more of the words are known, or as many far more surely, and no letter was lost."""
    if not _keeps(old[0], new[0]):
        return False
    known, now_known = (
        sum(is_known(text) and confidence >= NOISE_CONFIDENCE for text, confidence in zip(*reading, strict=True))
        / len(reading[0])
        for reading in (old, new)
    )
    return now_known > known or (now_known == known and min(new[1]) >= min(old[1]) + MUCH_SURER)


def _letters(texts: list[str]) -> int:
    return sum(len(_LETTER.findall(text)) for text in texts)


def _length(texts: list[str]) -> int:
    return sum(map(len, texts))


def _same_place(old: list[tuple[int, int, int, int]], new: list[tuple[int, int, int, int]]) -> bool:
    """Whether two readings are of the same letters: a stamp or a border may have been added to one."""
    height = old[0][3] - old[0][1]
    return abs(old[0][0] - new[0][0]) < height and abs(old[-1][2] - new[-1][2]) < height


def is_known(text: str) -> bool:
    """Whether a recognised word is one, or a number, whatever stands around it."""
    core = CORE.search(text.rstrip(SOFT_BREAK))
    if core is None:
        return True
    plain = core[0].casefold().replace("’", "'").removesuffix("'s")
    return all(
        part in ("a", "i") or bool(_NUMBER.fullmatch(part)) or is_word(part) for part in _PARTS.split(plain) if part
    )
