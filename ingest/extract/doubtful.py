"""Words that were recognised doubtfully: parted where two became one, and read again at a larger scale."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.extract.lines import SOFT_BREAK
from ingest.extract.tesseract import Recognised, read_row
from ingest.extract.words import is_word

DOUBTFUL_CONFIDENCE = 80
"""Of 100. A word is read again below this, or when it is unknown; nine in ten words of clean print reach more."""
SCALES = (1.5, 1.2)
"""Tried one after the other: what Tesseract misreads at one scale it mostly reads at another."""
MARGIN = 0.4
"""White around a row that is read by itself, in units of its height."""
MOST_ROWS = 25
"""Read again on one page: more doubtful rows than that are no print, or no English."""
MUCH_SURER = 15
"""Of 100. What is read twice, each time as a word, stays as it was first read unless the second is surer by that."""
SPACE = 0.5
"""A gap within a word parts it when it is that wide, in units of the usual space between the words of the page."""
NEAR = 0.15
"""How far from where its letters would part a gap may be, in units of the word's width: letters differ in width."""
_PARTS = re.compile(r"[-/–—&]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[ivx]{2,5}")
_CORE = re.compile(r"\w.*\w|\w", re.DOTALL)
_DARK = 160


def reread(found: Recognised, api: Any, image: Image.Image, resolution: float) -> None:
    """Read the rows of doubtful words again, enlarged, and take what is read better there."""
    once = Counter(found.texts)
    doubtful = [
        row
        for text, row, confidence in zip(found.texts, found.rows, found.confidences, strict=True)
        if confidence < DOUBTFUL_CONFIDENCE or (once[text] == 1 and not is_known(text))
    ]
    for row in list(dict.fromkeys(doubtful))[:MOST_ROWS]:
        for scale in SCALES:
            indexes = [index for index, number in enumerate(found.rows) if number == row]
            _take_better(found, indexes, _enlarged_row(found, indexes, api, image, resolution, scale=scale))
            if not any(found.texts[index].islower() and not is_known(found.texts[index]) for index in indexes):
                break  # names in the row remain unknown, however often it is read


def _enlarged_row(
    found: Recognised, indexes: list[int], api: Any, image: Image.Image, resolution: float, *, scale: float
) -> Recognised:
    """What one row says when it is read by itself. Boxes are in pixels of the whole picture."""
    x0, y0, x1, y1 = np.array([found.boxes[index] for index in indexes]).T
    margin = round(MARGIN * max(y1.max() - y0.min(), 1))
    left, top = max(0, int(x0.min()) - margin), max(0, int(y0.min()) - margin)
    row = image.crop((left, top, min(image.width, int(x1.max()) + margin), min(image.height, int(y1.max()) + margin)))
    size = max(1, round(row.width * scale)), max(1, round(row.height * scale))
    again = read_row(api, row.resize(size, Image.Resampling.LANCZOS), resolution * scale)
    again.boxes = [
        (
            left + round(box[0] / scale),
            top + round(box[1] / scale),
            left + round(box[2] / scale),
            top + round(box[3] / scale),
        )
        for box in again.boxes
    ]
    return again


def _take_better(found: Recognised, indexes: list[int], again: Recognised) -> None:
    """Put what was read the second time in place of what is less of a word, or less sure."""
    row, first = found.rows[indexes[0]], indexes[0]
    before = [found.texts[index] for index in indexes]
    if indexes != list(range(first, first + len(indexes))):
        return
    matches = SequenceMatcher(None, before, again.texts, autojunk=False).get_opcodes()
    for kind, start, end, other_start, other_end in reversed(matches):
        if kind != "replace":
            continue
        old = slice(first + start, first + end)
        new = slice(other_start, other_end)
        readings = (found.texts[old], found.confidences[old]), (again.texts[new], again.confidences[new])
        if not _is_better(*readings) or not _same_place(found.boxes[old], again.boxes[new]):
            continue
        found.texts[old], found.boxes[old] = again.texts[new], again.boxes[new]
        found.confidences[old] = again.confidences[new]
        found.rows[old] = [row] * (other_end - other_start)


def _is_better(old: tuple[list[str], list[float]], new: tuple[list[str], list[float]]) -> bool:
    """Whether more of the words are known, or as many far more surely, and no letter was lost."""
    if len(new[0]) < len(old[0]) or _letters(new[0]) < _letters(old[0]):
        return False
    known, now_known = (sum(map(is_known, texts)) / len(texts) for texts in (old[0], new[0]))
    return now_known > known or (now_known == known and min(new[1]) >= min(old[1]) + MUCH_SURER)


def _letters(texts: list[str]) -> int:
    return sum(character.isalnum() for text in texts for character in text)


def _same_place(old: list[tuple[int, int, int, int]], new: list[tuple[int, int, int, int]]) -> bool:
    """Whether two readings are of the same letters: a stamp or a border may have been added to one."""
    height = old[0][3] - old[0][1]
    return abs(old[0][0] - new[0][0]) < height and abs(old[-1][2] - new[-1][2]) < height


def is_known(text: str) -> bool:
    """Whether a recognised word is one, or a number, whatever stands around it."""
    core = _CORE.search(text.rstrip(SOFT_BREAK))
    if core is None:
        return True
    plain = core[0].casefold().replace("’", "'").removesuffix("'s")
    return all(
        part in ("a", "i") or bool(_NUMBER.fullmatch(part)) or is_word(part) for part in _PARTS.split(plain) if part
    )


def part_joined(found: Recognised, pixels: npt.NDArray[np.uint8]) -> None:
    """Part what was read as one word (`aboy`, `12to`) where two known words are, and a gap is between them."""
    spaces = [
        after[0] - before[2]
        for before, after, row, following in zip(found.boxes, found.boxes[1:], found.rows, found.rows[1:], strict=False)
        if row == following and after[0] > before[2]
    ]
    if not spaces:
        return
    least = SPACE * median(spaces)
    for index in reversed(range(len(found.texts))):
        text, (x0, y0, x1, y1) = found.texts[index], found.boxes[index]
        place = None if is_known(text) else _joint(text, pixels[y0:y1, x0:x1] < _DARK, least)
        if place is None:
            continue
        at, begin, end = place
        found.texts[index : index + 1] = [text[:at], text[at:]]
        found.boxes[index : index + 1] = [(x0, y0, x0 + begin, y1), (x0 + end, y0, x1, y1)]
        found.rows[index : index + 1] = [found.rows[index]] * 2
        found.confidences[index : index + 1] = [found.confidences[index]] * 2


def _joint(text: str, dark: npt.NDArray[np.bool_], least: float) -> tuple[int, int, int] | None:
    """Where in a text, and between which columns of its picture, one word ends and the next begins."""
    gaps = _gaps(dark)
    if not gaps:
        return None
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    if end - begin < least:
        return None
    share = (begin + end) / 2 / dark.shape[1]
    for at in range(1, len(text)):
        one, other = text[:at], text[at:]
        if abs(at / len(text) - share) <= NEAR and _may_stand_alone(one) and _may_stand_alone(other):
            return at, begin, end
    return None


def _may_stand_alone(text: str) -> bool:
    core = _CORE.search(text)
    return core is not None and is_known(text) and (core[0].isdigit() or core[0] in "AaI" or len(core[0]) > 1)


def _gaps(dark: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of columns without ink, between letters."""
    empty = np.asarray(~dark.any(axis=0), dtype=np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], empty.view(np.int8), [0]))))
    return [
        (start, end)
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if start > 0 and end < len(empty)
    ]
