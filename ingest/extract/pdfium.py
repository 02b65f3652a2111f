"""Pages of a PDF through PDFium: each is read once, in bulk, as calls from Python are what costs.

A page of a report takes two to three milliseconds, most of it in PDFium. So boxes are asked for by word, not by
character, in loops that run in C (`map` over a foreign function), and computed on as arrays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.extract.bulk import Reference, bulk, call_all, reference, rows_of_floats
from ingest.extract.drawings import DrawingReader
from ingest.extract.frame import Boxes, Frame
from ingest.extract.lines import SOFT_BREAK, SourcePage
from ingest.extract.runs import Words, runs_of, turn_upright
from ingest.extract.styles import StyleReader

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
        cut = _cut(_text(text_page))
        count = len(cut.texts)
        if not count:
            return
        asked = reference(text_page)
        boxes = self._boxes(asked, cut.firsts + cut.lasts)
        heights = (boxes[:count, 1] - boxes[:count, 3]).tolist()
        styles = self._styles.styles(asked, cut.texts, cut.firsts, heights)
        turned = frame.turn(boxes)
        words = Words(cut.texts, styles, turned[:count], turned[count:], cut.starts_line)
        source.words = words.for_marking()
        reading, others = turn_upright(words, source)
        source.runs = runs_of(reading, source.rules)
        source.sideways = [run for other in others for run in runs_of(other, [])]

    def _boxes(self, text_page: Reference, indexes: list[int]) -> Boxes:
        """The boxes of characters: left, top, right, bottom in the page's own coordinates."""
        rows = rows_of_floats(4)
        call_all(self._char_box, repeat(text_page), indexes, rows.emptied(len(indexes)))
        return rows.taken(len(indexes))


_IN_WORDS = np.ones(0x10000, dtype=np.bool_)
"""Whether a character is a part of words, by its code; those beyond are what the last one is."""
_LAST_SPACE = 0x3000
_IN_WORDS[[code for code in range(_LAST_SPACE + 1) if code < 0x20 or chr(code).isspace()]] = False
_IN_WORDS[ord(SOFT_BREAK)] = False


class _Cut(NamedTuple):
    """The words of a text, and the places of their first and last characters in it."""

    texts: list[str]
    firsts: list[int]
    lasts: list[int]
    starts_line: npt.NDArray[np.bool_]


def _cut(text: str) -> _Cut:
    """Cut a text into words; a hyphen that breaks one ends it.

    On arrays of its characters, as a page has two thousand: in a third of the time that a pattern takes.
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    inside = np.zeros(len(codes) + 2, dtype=np.bool_)  # with one before the first and one after the last
    _IN_WORDS.take(codes, mode="clip", out=inside[1:-1])
    edges = (inside[1:] != inside[:-1]).nonzero()[0][: 2 * MOST_WORDS]
    breaks = codes == ord(SOFT_BREAK)
    firsts, ends = edges[::2], edges[1::2]
    lines = (breaks | (codes == ord("\n"))).cumsum()[firsts]
    starts_line = lines > 0
    starts_line[1:] = lines[1:] > lines[:-1]
    if breaks.any():
        ends = ends + np.append(breaks, False)[ends]
    begin, end = firsts.tolist(), ends.tolist()
    texts = [text[first:after] for first, after in zip(begin, end, strict=True)]
    return _Cut(texts, begin, (ends - 1).tolist(), starts_line)


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
