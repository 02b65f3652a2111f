"""Size and weight of the words of a page, from the text objects of PDFium that draw them."""

from __future__ import annotations

import ctypes
import re
from itertools import repeat

import numpy as np
from pypdfium2 import raw

from ingest.extract.bulk import Reference, bulk, call_all, rows_of_floats
from ingest.extract.runs import PLAIN, REFERENCE_MARKS, SUPERSCRIPT, Style, without_reference

TYPICAL_LINE_HEIGHT = 1.15
"""Height of a font from its ascent to its descent, in units of its size."""

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2


class StyleReader:
    """Asks PDFium for styles."""

    def __init__(self) -> None:
        self._faces: dict[int, tuple[bool, bool]] = {}
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self._object = bulk("FPDFText_GetTextObject", pointer)
        self._size = bulk("FPDFTextObj_GetFontSize", number, pointer, pointer)
        self._matrix = bulk("FPDFPageObj_GetMatrix", number, pointer, pointer)
        self._font = bulk("FPDFTextObj_GetFont", pointer, pointer)
        self._mode = bulk("FPDFTextObj_GetTextRenderMode", number, pointer)

    def styles(self, text_page: Reference, texts: list[str], firsts: list[int], heights: list[float]) -> list[Style]:
        """The style of each word, which is that of its first letter.

        A superscript that ends a word (the number of a footnote) is taken off `texts`.

        Parameters
        ----------
        firsts
            Indexes of the first character of each word.
        heights
            Of the boxes of those characters, in points.
        """
        self._faces.clear()  # PDFium may give the address of a font of one page to another's
        objects = list(map(self._object, repeat(text_page), firsts))
        tall = dict(zip(objects, heights, strict=True))
        tall.pop(None, None)  # letters that PDFium made up have no object
        known = self._known(tall)
        for index in [index for index, text in enumerate(texts) if text[-1] in REFERENCE_MARKS and len(text) > 1]:
            texts[index] = self._without_reference(text_page, texts[index], firsts[index], known[objects[index]].size)
        return list(map(known.__getitem__, objects))

    def _without_reference(self, text_page: Reference, text: str, first: int, size: float) -> str:
        letters = list(map(self._object, repeat(text_page), range(first, first + len(text))))
        last = letters[-1]
        if last == letters[0] or not last or self._known({last: size})[last].size >= SUPERSCRIPT * size:
            return text
        return without_reference(text, letters.index(last))

    def _known(self, heights: dict[int, float]) -> dict[int | None, Style]:
        """The style of each text object, by its address."""
        items = list(heights)
        count = len(items)
        size_rows, matrix_rows = rows_of_floats(1), rows_of_floats(6)
        call_all(self._size, items, size_rows.emptied(count))
        call_all(self._matrix, items, matrix_rows.emptied(count))
        matrices = matrix_rows.taken(count)
        shown = size_rows.taken(count)[:, 0] * np.hypot(matrices[:, 2], matrices[:, 3])
        tall = np.array(list(heights.values()), dtype=np.float32)
        # A form's own scale is not in the matrices of what it holds: then only the box tells the size.
        shown = np.where((shown > tall / 2) & (shown < tall * 2), shown, tall / TYPICAL_LINE_HEIGHT)
        looks = list(zip(shown.round(1).tolist(), map(self._font, items), map(self._mode, items), strict=True))
        styles = {look: self._style(*look) for look in set(looks)}  # of a page's hundred objects few look different
        known: dict[int | None, Style] = dict(zip(items, map(styles.__getitem__, looks), strict=True))
        known[None] = PLAIN
        return known

    def _style(self, size: float, font: int | None, mode: int) -> Style:
        """The style of a size, a font (by its address) and a way of drawing."""
        bold, italic = self._face(font or 0)
        return Style(round(size, 1), bold or mode == _FILL_AND_STROKE, italic)

    def _face(self, font: int) -> tuple[bool, bool]:
        """Whether a font is bold, whether it is italic; names tell more often than weights do."""
        face = self._faces.get(font, (False, False) if not font else None)
        if face is None:
            handle = ctypes.cast(font, raw.FPDF_FONT)
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
            name = buffer.value.decode("utf-8", "replace")
            flags = raw.FPDFFont_GetFlags(handle)
            bold = bool(_BOLD_NAME.search(name)) or bool(flags > 0 and flags & _FORCE_BOLD)
            bold = bold or raw.FPDFFont_GetWeight(handle) >= _BOLD_WEIGHT
            face = self._faces[font] = (bold, bool(_ITALIC_NAME.search(name)))
        return face
