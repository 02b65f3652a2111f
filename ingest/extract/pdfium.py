"""Pages of a PDF through PDFium: each is read once, in bulk, as calls from Python are what costs.

A page of a report takes one to two milliseconds, half of it in PDFium. So boxes are asked for by word, not by
character, in loops that run in C (`map` over a foreign function), and computed on as arrays.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.extract.frame import Boxes, Frame
from ingest.extract.lines import SOFT_BREAK, SourcePage
from ingest.extract.rules import edges, is_thin
from ingest.extract.runs import Words, runs_of, turn_upright
from ingest.extract.styles import StyleReader, bulk

_WORD = re.compile(rf"[^\s\x00-\x1f{SOFT_BREAK}]+{SOFT_BREAK}?")
_LINE_END = re.compile(rf"[\n{SOFT_BREAK}]")
MOST_WORDS = 20_000
"""More words than that on a page are noise (maps, drawings); the rest is left out."""
MOST_OBJECTS = 20_000
"""Pages of more objects are drawings: their ruled lines are no table's, and asking for them takes seconds."""
HIGHLIGHT_POINTS = 22.0
"""Colour behind words of one line is no higher; what is higher may be a cell."""
NEARLY_WHITE = 250
MOST_RULES = 3_000
"""A page of more is a drawing too; a table of 200 cells, drawn cell by cell, has 800."""


class PdfReader:
    """Reads the pages of one open PDF. Not to be shared between threads, as PDFium is not."""

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._pdf = pdf
        self._styles = StyleReader()
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self._char_box = bulk(raw.FPDFText_GetLooseCharBox, number, pointer, number, pointer)

    def pages(self) -> Iterator[SourcePage]:
        for index in range(len(self._pdf)):
            yield self.page(index)

    def page(self, index: int) -> SourcePage:
        """Read one page. A page that PDFium cannot load is an empty one."""
        source = SourcePage(number=index + 1, label=self._label(index))
        page = raw.FPDF_LoadPage(self._pdf.raw, index)
        if not page:
            return source
        try:
            frame = Frame.of(page)
            source.width, source.height = frame.width, frame.height
            _read_objects(page, frame, source)
            text_page = raw.FPDFText_LoadPage(page)
            if text_page:
                try:
                    self._read_words(text_page, frame, source)
                finally:
                    raw.FPDFText_ClosePage(text_page)
        finally:
            raw.FPDF_ClosePage(page)
        return source

    def _label(self, index: int) -> str | None:
        try:
            return self._pdf.get_page_label(index) or None
        except (UnicodeDecodeError, pdfium.PdfiumError):
            return None

    def _read_words(self, text_page: Any, frame: Frame, source: SourcePage) -> None:
        text = _text(text_page)
        spans = [match.span() for match in islice(_WORD.finditer(text), MOST_WORDS)]
        if not spans:
            return
        texts = [text[start:end] for start, end in spans]
        firsts = [start for start, _ in spans]
        lasts = [end - 1 for _, end in spans]
        address = ctypes.cast(text_page, ctypes.c_void_p)
        boxes = self._boxes(address, firsts + lasts)
        heights = (boxes[:, 1] - boxes[:, 3]).tolist()
        styles = self._styles.styles(address, texts, firsts, lasts, heights)
        turned = frame.turn(boxes)
        lines = np.searchsorted([match.start() for match in _LINE_END.finditer(text)], firsts)
        words = Words(texts, styles, turned[: len(spans)], turned[len(spans) :], np.diff(lines, prepend=0) > 0)
        source.words = words.for_marking()
        reading, others = turn_upright(words, source)
        source.runs = runs_of(reading, source.rules)
        source.sideways = [run for other in others for run in runs_of(other, [])]

    def _boxes(self, text_page: ctypes.c_void_p, indexes: list[int]) -> Boxes:
        """The boxes of characters: left, top, right, bottom in the page's own coordinates."""
        boxes = np.zeros((len(indexes), 4), dtype=np.float32)
        addresses = range(boxes.ctypes.data, boxes.ctypes.data + boxes.nbytes, 4 * boxes.itemsize)
        deque(map(self._char_box, repeat(text_page), indexes, addresses), maxlen=0)
        return boxes


def _text(text_page: Any) -> str:
    """All text of a page such that a character's place in it is its index in PDFium."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * written].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Characters without a meaning in Unicode, or beyond its first 65,536, shift what follows.
    codes = map(raw.FPDFText_GetUnicode, repeat(text_page), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


def _read_objects(page: Any, frame: Frame, source: SourcePage) -> None:
    """Find ruled lines, and how much of the page its largest image covers."""
    count = raw.FPDFPage_CountObjects(page)
    source.drawn = count > 0 or raw.FPDFPage_GetAnnotCount(page) > 0
    if not 0 < count <= MOST_OBJECTS:
        return
    objects = list(map(raw.FPDFPage_GetObject, repeat(page), range(count)))
    kinds = list(map(raw.FPDFPageObj_GetType, objects))
    wanted = [index for index, kind in enumerate(kinds) if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)]
    if not wanted:
        return
    boxes = frame.turn(np.array([_bounds(objects[index]) for index in wanted], dtype=np.float32)).tolist()
    for index, (x0, y0, x1, y1) in zip(wanted, boxes, strict=True):
        if kinds[index] == raw.FPDF_PAGEOBJ_PATH:
            if len(source.rules) < MOST_RULES and (is_thin((x0, y0, x1, y1)) or _has_outline(objects[index], y1 - y0)):
                source.rules.extend(edges((x0, y0, x1, y1), frame.width, frame.height))
        else:
            across = max(0.0, min(x1, frame.width) - max(x0, 0.0))
            down = max(0.0, min(y1, frame.height) - max(y0, 0.0))
            cover = across * down / (frame.width * frame.height)
            if cover > source.image_cover:
                source.image_cover = cover
                source.image_resolution = 72 * _pixels_across(objects[index]) / max(x1 - x0, 1.0)


def _has_outline(path: Any, height: float) -> bool:
    """Whether a shape has edges to be seen: a stroke, or a fill that is neither white nor the highlight of a line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value or not fill.value:
        return bool(stroke.value)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *colour)
    return height > HIGHLIGHT_POINTS and any(part.value < NEARLY_WHITE for part in colour[:3])


def _pixels_across(image: Any) -> int:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(image, across, down)
    return across.value


def _bounds(item: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, top.value, right.value, bottom.value
