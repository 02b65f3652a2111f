"""Cells of a table in which Tesseract passed over a word that stands by itself: a number, a short name."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.extract.doubtful import DOUBTFUL_CONFIDENCE, read_box
from ingest.extract.tesseract import STROKE, Recognised

PixelBox = tuple[int, int, int, int]

SCALES = (1.5, 2.0)
"""What stands alone is small for Tesseract: a row gives it more to go by."""
MARGIN = 0.25
"""White above and below a line that is read by itself, in units of its height: lines of small print stand close."""
WHITE = 0.6
"""The same for letters alone: Tesseract sees none when there is less."""
LEAST_INK = 0.3
"""How high letters are at least, in the same units."""
DARK = 160
PARTED = 3
"""Rows of white between lines are more; the dot of an `i` is nearer."""
MOST_CELLS = 40
"""Read on one page: more cells with ink and without words hold no print."""


def add_passed_over(found: Recognised, api: Any, image: Image.Image, resolution: float) -> None:
    """Read cells beside the words of a line that hold ink and no word; two readings that agree are believed."""
    pixels = np.asarray(image)
    lines = [
        (row, line)
        for row in sorted(set(found.rows))
        for cell in _cells_without_words(found, row)
        if (line := _line_in(pixels, cell))
    ]
    for row, line in lines[:MOST_CELLS]:
        one, other = (read_box(api, image, line, resolution, scale=scale) for scale in SCALES)
        sure = min(one.confidences + other.confidences, default=0.0) >= DOUBTFUL_CONFIDENCE
        if sure and one.texts == other.texts and any(map(str.isalnum, "".join(one.texts))):
            _insert(found, row, line[0], one)


def _cells_without_words(found: Recognised, row: int) -> list[PixelBox]:
    """Left, top, right and bottom of the parts of cells that stand level with the words of a line."""
    boxes = [box for box, number in zip(found.boxes, found.rows, strict=True) if number == row]
    y0, y1 = min(box[1] for box in boxes), max(box[3] for box in boxes)
    margin = round(MARGIN * (y1 - y0))
    top, bottom = max(0, y0 - margin), min(found.size[1], y1 + margin)
    borders = sorted(x for x, start, end in found.upright if start <= (y0 + y1) / 2 <= end)
    cells = [(round(left) + STROKE, round(right) - STROKE) for left, right in pairwise(borders)]
    return [
        (left, top, right, bottom)
        for left, right in cells
        if right - left > y1 - y0
        and not any(x0 < right and x1 > left and above < bottom and below > top for x0, above, x1, below in found.boxes)
    ]


def _line_in(pixels: npt.NDArray[np.uint8], cell: PixelBox) -> PixelBox | None:
    """Where the only line of print in a cell is; what touches the edge is a border, or part of another line."""
    x0, y0, x1, y1 = cell
    dark = pixels[y0:y1, x0:x1] < DARK
    inked = np.flatnonzero(dark.any(axis=1))
    lines = np.split(inked, np.flatnonzero(np.diff(inked) > PARTED) + 1)
    whole = [line for line in lines if line.size >= LEAST_INK * (y1 - y0) and line[0] > 0 and line[-1] < y1 - y0 - 1]
    if len(whole) != 1:
        return None
    top, bottom = int(whole[0][0]), int(whole[0][-1]) + 1
    margin = round(WHITE * (bottom - top))
    above, below = inked[inked < top], inked[inked >= bottom]
    return (
        x0,
        y0 + max(top - margin, int(above[-1]) + 1 if above.size else 0),
        x1,
        y0 + min(bottom + margin, int(below[0]) if below.size else y1 - y0),
    )


def _insert(found: Recognised, row: int, left: int, words: Recognised) -> None:
    before = [index for index, number in enumerate(found.rows) if number == row and found.boxes[index][0] < left]
    at = before[-1] + 1 if before else found.rows.index(row)
    found.texts[at:at], found.boxes[at:at] = words.texts, words.boxes
    found.confidences[at:at], found.rows[at:at] = words.confidences, [row] * len(words.texts)
