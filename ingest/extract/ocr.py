"""Pages that are pictures: Tesseract recognises their words, several pages at a time."""

from __future__ import annotations

import math
import os
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields, replace
from functools import partial
from itertools import count
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from ingest.extract.doubtful import reread
from ingest.extract.figures import check_figures
from ingest.extract.frame import Boxes
from ingest.extract.joined_words import part_joined
from ingest.extract.legibility import LARGE_PICTURE, known_share
from ingest.extract.lines import SourcePage
from ingest.extract.passed_over import add_passed_over
from ingest.extract.runs import Style, Words, runs_of
from ingest.extract.skew import skew_degrees
from ingest.extract.tesseract import Recognised, askew_degrees, older_tesseract, read_words, tesseract
from ingest.page_progress import tell_recognised

LEAST_RESOLUTION, MOST_RESOLUTION = 200, 300
"""Dots an inch. Finer than the scan itself gains nothing (samples of 150 read as well at 200 as at 300, in half the
time); coarser than 200 loses small print."""
COARSEST_RESOLUTION = 72
NEARLY = 0.95
"""Of the resolution at which it is drawn. Sizes of pages are rounded, and so a scan of 200 seems a little coarser."""
SMOOTHED_PIXELS = 0.6
"""By how much a scan that is too coarse is smoothed before it is enlarged (the deviation of a Gaussian blur): the steps
at the edges of its letters make an `a` of an `o`. On 22 pages of 150 dots an inch, turned without smoothing, 23 words
of 10,000 were misread in place of 44, in the same time; finer scans gain nothing."""
MOST_PIXELS = 14_000_000
"""A4 at 300 dots an inch has 8.7 million; plans and posters are recognised less finely."""
LEAST_SIDE_POINTS = 7.0
"""A page that is narrower holds no line of print."""
MOST_OBLONG = 50
"""Times its shorter side. A longer page is damaged, and reducing its picture to a width would make it enormous."""
POOR_CONFIDENCE = 80
"""Of 100. Straight pages of clean print reach 90 and more; below this the page may be turned or askew."""
BETTER = 0.3
"""The part of words that must be known in addition, for recognised text to replace a text layer that looks odd."""
GREATEST_SKEW_LEFT = 3.0
"""Degrees. A page that is still poorly read may stand further askew, on its side or upside down."""
LETTER_HEIGHT = 0.95
"""Size of a font in units of the height of a row in Tesseract, from the lowest descender to the highest ascender."""
SIZE_STEP = 0.07
"""Sizes that differ by less than this part are one: heights of rows vary with the letters that are in them."""
BOLD_STROKE = 1.25
"""Bold strokes are wider than the page's usual stroke by this factor."""
THREADS = 2
"""Tesseract needs 150 MB for each."""


def recognise(pdf: pdfium.PdfDocument, pages: Sequence[SourcePage], *, unless_worse: bool = True) -> None:
    """Put recognised words in place of what `pages` hold, one by one drawn, as PDFium needs it.

    Parameters
    ----------
    unless_worse
        Keep a text layer of which hardly a word is known when recognising does no better: names, codes, Welsh.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # several pages at a time are faster than several threads a page
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
        in_hand: deque[tuple[SourcePage, float, Image.Image, Future[Recognised]]] = deque()
        local = threading.local()
        done = count(1)

        def take_over() -> None:
            page, resolution, image, future = in_hand.popleft()
            before = replace(page)
            _take_over(page, resolution, image, future.result())
            if unless_worse and before.runs and (known_share(page) or 0) < (known_share(before) or 0) + BETTER:
                for field in fields(page):
                    setattr(page, field.name, getattr(before, field.name))
            tell_recognised(next(done), of=len(pages))

        for page in pages:
            if not _may_hold_print(page):
                tell_recognised(next(done), of=len(pages))
                continue
            image, resolution = _picture(pdf, page)
            in_hand.append((page, resolution, image, pool.submit(_recognise, image, resolution, local)))
            if len(in_hand) > THREADS:
                take_over()
        while in_hand:
            take_over()


def _may_hold_print(page: SourcePage) -> bool:
    shorter, longer = sorted((page.width, page.height))
    return shorter >= LEAST_SIDE_POINTS and longer <= MOST_OBLONG * shorter


def _picture(pdf: pdfium.PdfDocument, page: SourcePage) -> tuple[Image.Image, float]:
    area = max(page.width * page.height, 1.0)
    resolution = min(max(page.image_resolution, LEAST_RESOLUTION), MOST_RESOLUTION)
    scale = min(resolution / 72, math.sqrt(MOST_PIXELS / area))
    drawn = pdf[page.number - 1]
    own = max(page.image_resolution, COARSEST_RESOLUTION) / 72
    if page.image_cover < LARGE_PICTURE or own >= NEARLY * scale:
        return drawn.render(scale=scale, grayscale=True).to_pil(), scale * 72
    coarse = drawn.render(scale=own, grayscale=True).to_pil()
    return _enlarged(coarse, scale / own), scale * 72


def _enlarged(image: Image.Image, factor: float) -> Image.Image:
    smooth = image.filter(ImageFilter.GaussianBlur(SMOOTHED_PIXELS))
    return smooth.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


def _recognise(image: Image.Image, resolution: float, local: threading.local) -> Recognised:
    api = tesseract(local)
    skew = skew_degrees(image)
    found, level = _read(api, image, resolution, degrees=skew)
    if found.confidence < POOR_CONFIDENCE:
        degrees = askew_degrees(api, image, resolution)
        if abs(degrees) >= GREATEST_SKEW_LEFT:
            turned = _read(api, image, resolution, degrees=degrees)
            found, level = max((found, level), turned, key=lambda read: sum(read[0].confidences))
    reread(found, api, level, resolution)
    add_passed_over(found, api, level, resolution)
    part_joined(found, np.asarray(level))
    check_figures(found, api, partial(older_tesseract, local), level, resolution)
    return found


def _read(api: Any, image: Image.Image, resolution: float, *, degrees: float) -> tuple[Recognised, Image.Image]:
    """What is recognised when the picture is turned by that, and the picture as it was turned."""
    level = _turned(image, degrees)
    found = read_words(api, level, resolution)
    found.turned_degrees = degrees
    return found, level


def _turned(image: Image.Image, degrees: float) -> Image.Image:
    if not degrees:
        return image
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _take_over(page: SourcePage, resolution: float, image: Image.Image, found: Recognised) -> None:
    """Write what was recognised into the page."""
    if not found.texts:
        return
    page.ocr, page.ocr_confidence = True, round(found.confidence / 100, 3)
    page.sideways = []
    points = 72 / resolution
    boxes = np.array(found.boxes, dtype=np.float32)
    starts_line = np.array([False, *(a != b for a, b in zip(found.rows, found.rows[1:], strict=False))])
    shown = _turned_back(boxes, found, image.size) * points
    page.words = Words(found.texts, [], shown, shown, starts_line).for_marking()
    if found.turned_degrees:
        page.width, page.height = found.size[0] * points, found.size[1] * points
    page.rules = found.rules
    upright = boxes * points
    page.runs = runs_of(Words(found.texts, _styles(found, points), upright, upright, starts_line), page.rules)


def _styles(found: Recognised, points: float) -> list[Style]:
    """Sizes and weights from the look of each row; sizes of rows that look alike are made equal."""
    letters: dict[int, int] = {}
    for text, row in zip(found.texts, found.rows, strict=True):
        letters[row] = letters.get(row, 0) + len(text)
    usual_height = _weighted_median([(found.heights[row], count) for row, count in letters.items()])
    usual_stroke = _weighted_median([(found.strokes[row], count) for row, count in letters.items()])
    styles = {}
    for row in letters:
        height = found.heights[row]
        same = abs(height - usual_height) <= SIZE_STEP * usual_height
        size = round((usual_height if same else height) * points * LETTER_HEIGHT * 2) / 2
        styles[row] = Style(size, found.strokes[row] > BOLD_STROKE * usual_stroke, italic=False)
    return [styles[row] for row in found.rows]


def _weighted_median(values: list[tuple[float, int]]) -> float:
    values.sort()
    half = sum(weight for _, weight in values) / 2
    for value, weight in values:
        half -= weight
        if half <= 0:
            return value
    return values[-1][0]


def _turned_back(boxes: Boxes, found: Recognised, size: tuple[int, int]) -> Boxes:
    """Boxes in the picture before it was turned."""
    if not found.turned_degrees:
        return boxes
    sine, cosine = math.sin(math.radians(found.turned_degrees)), math.cos(math.radians(found.turned_degrees))
    x = boxes[:, [0, 2, 0, 2]] - found.size[0] / 2
    y = boxes[:, [1, 1, 3, 3]] - found.size[1] / 2
    back_x = cosine * x - sine * y + size[0] / 2
    back_y = sine * x + cosine * y + size[1] / 2
    return np.stack((back_x.min(1), back_y.min(1), back_x.max(1), back_y.max(1)), axis=1).astype(np.float32)
