"""Pages of a PDF through PDFium: each is read once, in bulk, as calls from Python are what costs.

A page of a report takes one to two milliseconds, half of it in PDFium. So boxes are asked for by word, not by
character, in loops that run in C (`map` over a foreign function), and computed on as arrays.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.extract.frame import Boxes, Frame
from ingest.extract.lines import SOFT_BREAK, SourcePage
from ingest.extract.rules import edges
from ingest.extract.runs import PLAIN, Style, Words, runs_of, turn_upright, without_reference

_WORD = re.compile(rf"[^\s\x00-\x1f{SOFT_BREAK}]+{SOFT_BREAK}?")
MOST_WORDS = 20_000
"""More words than that on a page are noise (maps, drawings); the rest is left out."""
MOST_OBJECTS = 20_000
"""Pages of more objects are drawings: their ruled lines are no table's, and asking for them takes seconds."""
SUPERSCRIPT = 0.8
"""Smaller than the word by this factor: footnote numbers are set at about two thirds."""
TYPICAL_LINE_HEIGHT = 1.15
"""Height of a font from its ascent to its descent, in units of its size."""

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2


class PdfReader:
    """Reads the pages of one open PDF. Not to be shared between threads, as PDFium is not."""

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._pdf = pdf
        self._faces: dict[int, tuple[bool, bool]] = {}
        self._char_box = _bulk(
            raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
        )
        self._text_object = _bulk(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)

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
        spans = [match.span() for match in _WORD.finditer(text)][:MOST_WORDS]
        if not spans:
            return
        firsts = [start for start, _ in spans]
        lasts = [end - 1 for _, end in spans]
        address = ctypes.cast(text_page, ctypes.c_void_p)
        boxes = self._boxes(address, firsts + lasts)
        turned = frame.turn(boxes)
        texts = [text[start:end] for start, end in spans]
        styles = self._styles(address, spans, texts, boxes)
        starts_line = [
            False,
            *("\n" in text[a:b] or text[a] == SOFT_BREAK for a, b in zip(lasts, firsts[1:], strict=False)),
        ]
        words = Words(texts, styles, turned[: len(spans)], turned[len(spans) :], np.array(starts_line))
        source.words = words.for_marking()
        reading, others = turn_upright(words, source)
        source.runs = runs_of(reading)
        source.sideways = [run for other in others for run in runs_of(other)]

    def _boxes(self, text_page: ctypes.c_void_p, indexes: list[int]) -> Boxes:
        """The boxes of characters: left, top, right, bottom in the page's own coordinates."""
        boxes = np.zeros((len(indexes), 4), dtype=np.float32)
        addresses = range(boxes.ctypes.data, boxes.ctypes.data + boxes.nbytes, 4 * boxes.itemsize)
        deque(map(self._char_box, repeat(text_page), indexes, addresses), maxlen=0)
        return boxes

    def _styles(
        self, text_page: ctypes.c_void_p, spans: list[tuple[int, int]], texts: list[str], boxes: Boxes
    ) -> list[Style]:
        """The style of each word is that of its first letter. A superscript that ends a word (the number of a
        footnote) is taken off `texts`."""
        firsts = list(map(self._text_object, repeat(text_page), (start for start, _ in spans)))
        lasts = list(map(self._text_object, repeat(text_page), (end - 1 for _, end in spans)))
        heights = boxes[:, 1] - boxes[:, 3]
        known: dict[int | None, Style] = {None: PLAIN}
        for index, item in enumerate(firsts):
            if item not in known:
                known[item] = self._style(item, float(heights[index]))
        for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            if first == last:
                continue
            if last not in known:
                known[last] = self._style(last, float(heights[len(spans) + index]))
            if known[last].size < SUPERSCRIPT * known[first].size:
                start, end = spans[index]
                objects = list(map(self._text_object, repeat(text_page), range(start, end)))
                texts[index] = without_reference(texts[index], objects.index(last))
        return [known[item] for item in firsts]

    def _style(self, address: int, height: float) -> Style:
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(item, size)
        raw.FPDFPageObj_GetMatrix(item, matrix)
        shown = size.value * math.hypot(matrix.c, matrix.d)
        if not height / 2 < shown < height * 2:  # a form's own scale is not in the matrix of what it holds
            shown = height / TYPICAL_LINE_HEIGHT
        bold, italic = self._face(raw.FPDFTextObj_GetFont(item))
        bold = bold or raw.FPDFTextObj_GetTextRenderMode(item) == _FILL_AND_STROKE
        return Style(round(shown, 1), bold, italic)

    def _face(self, font: Any) -> tuple[bool, bool]:
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._faces:
            self._faces[address] = _read_face(font) if address else (False, False)
        return self._faces[address]


def _bulk(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function of PDFium taking plain addresses and keeping the interpreter's lock: half the time a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def _read_face(font: Any) -> tuple[bool, bool]:
    """Whether a font is bold, whether it is italic; names tell more often than weights do."""
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    flags = raw.FPDFFont_GetFlags(font)
    bold = bool(_BOLD_NAME.search(name)) or bool(flags > 0 and flags & _FORCE_BOLD)
    return bold or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT, bool(_ITALIC_NAME.search(name))


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
    return "".join(
        chr(code) if 0 < code < 0x110000 else " "
        for code in map(raw.FPDFText_GetUnicode, repeat(text_page), range(count))
    )


def _read_objects(page: Any, frame: Frame, source: SourcePage) -> None:
    """Find ruled lines, and how much of the page its largest image covers."""
    count = raw.FPDFPage_CountObjects(page)
    source.drawn = count > 0
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
            source.rules.extend(edges((x0, y0, x1, y1), frame.width, frame.height))
        else:
            across = max(0.0, min(x1, frame.width) - max(x0, 0.0))
            down = max(0.0, min(y1, frame.height) - max(y0, 0.0))
            cover = across * down / (frame.width * frame.height)
            if cover > source.image_cover:
                source.image_cover = cover
                source.image_resolution = 72 * _pixels_across(objects[index]) / max(x1 - x0, 1.0)


def _pixels_across(image: Any) -> int:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(image, across, down)
    return across.value


def _bounds(item: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, top.value, right.value, bottom.value
