"""Pages of a PDF through PDFium: each is read once, in bulk, as calls from Python are what costs.

A page of a report takes two to three milliseconds, most of it in PDFium. So boxes are asked for by word, not by
character, in loops that run in C (`map` over a foreign function), and computed on as arrays.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import accumulate, repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.extract.bulk import Reference, bulk, call_all, reference, rows_of_floats
from ingest.extract.drawings import DrawingReader
from ingest.extract.frame import Boxes, Frame
from ingest.extract.lines import SOFT_BREAK, SourcePage
from ingest.extract.runs import Words, runs_of, turn_upright
from ingest.extract.styles import StyleReader

_WORD = re.compile(rf"([^\s\x00-\x1f{SOFT_BREAK}]+{SOFT_BREAK}?)")
_LINE_END = re.compile(rf"[\n{SOFT_BREAK}]")
MOST_WORDS = 20_000
"""More words than that on a page are noise (maps, drawings); the rest is left out."""


class PdfReader:
    """Reads the pages of one open PDF. Not to be shared between threads, as PDFium is not."""

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._pdf = pdf
        self._styles = StyleReader()
        self._drawings = DrawingReader()
        self._char_box = bulk("FPDFText_GetLooseCharBox", ctypes.c_int)

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
            self._drawings.read(page, frame, source)
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
        pieces = _WORD.split(text, MOST_WORDS)  # what parts words, a word, what parts words, a word ...
        texts = pieces[1::2]
        count = len(texts)
        if not count:
            return
        ends = list(accumulate(map(len, pieces)))
        firsts = ends[:-1:2]
        lasts = [end - 1 for end in ends[1::2]]
        asked = reference(text_page)
        boxes = self._boxes(asked, firsts + lasts)
        heights = (boxes[:count, 1] - boxes[:count, 3]).tolist()
        styles = self._styles.styles(asked, texts, firsts, heights)
        turned = frame.turn(boxes)
        lines = np.searchsorted([match.start() for match in _LINE_END.finditer(text)], firsts)
        starts_line = lines > 0
        starts_line[1:] = lines[1:] > lines[:-1]
        words = Words(texts, styles, turned[:count], turned[count:], starts_line)
        source.words = words.for_marking()
        reading, others = turn_upright(words, source)
        source.runs = runs_of(reading, source.rules)
        source.sideways = [run for other in others for run in runs_of(other, [])]

    def _boxes(self, text_page: Reference, indexes: list[int]) -> Boxes:
        """The boxes of characters: left, top, right, bottom in the page's own coordinates."""
        rows = rows_of_floats(4)
        call_all(self._char_box, repeat(text_page), indexes, rows.emptied(len(indexes)))
        return rows.taken(len(indexes))


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
