"""What is drawn on a page beside its text: ruled lines, and pictures that may be scans."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

from pypdfium2 import raw

from ingest.extract.bulk import bulk, call_all, reference, rows_of_floats
from ingest.extract.frame import Boxes, Frame
from ingest.extract.lines import Box, SourcePage
from ingest.extract.rules import edges, is_thin

MOST_OBJECTS = 20_000
"""Pages of more objects are drawings: their ruled lines are no table's, and asking for them takes seconds."""
MOST_RULES = 3_000
"""A page of more is a drawing too; a table of 200 cells, drawn cell by cell, has 800."""
HIGHLIGHT_POINTS = 22.0
"""Colour behind words of one line is no higher; what is higher may be a cell."""
NEARLY_WHITE = 250


class DrawingReader:
    """Asks PDFium for what is no text."""

    def __init__(self) -> None:
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self._object = bulk("FPDFPage_GetObject", pointer)
        self._kind = bulk("FPDFPageObj_GetType", number, pointer)
        self._bounds = bulk("FPDFPageObj_GetBounds", number, pointer, pointer, pointer, pointer, pointer)

    def read(self, page: Any, frame: Frame, source: SourcePage) -> None:
        """Write the ruled lines of a page into `source`, and how much of it its largest picture covers."""
        count = raw.FPDFPage_CountObjects(page)
        source.drawn = count > 0 or raw.FPDFPage_GetAnnotCount(page) > 0
        if not 0 < count <= MOST_OBJECTS:
            return
        objects = list(map(self._object, repeat(reference(page)), range(count)))
        kinds = list(map(self._kind, objects))
        paths = _of_kind(raw.FPDF_PAGEOBJ_PATH, objects, kinds)
        pictures = _of_kind(raw.FPDF_PAGEOBJ_IMAGE, objects, kinds)
        if paths:
            _add_rules(paths, frame.turn(self._boxes(paths)), frame, source)
        if pictures:
            _add_pictures(pictures, frame.turn(self._boxes(pictures)), frame, source)

    def _boxes(self, objects: list[int]) -> Boxes:
        """Left, top, right and bottom of objects in the page's own coordinates."""
        rows, count = rows_of_floats(1), 4 * len(objects)
        floats = rows.emptied(count)
        left, top, right, bottom = (floats[side::4] for side in range(4))
        call_all(self._bounds, objects, left, bottom, right, top)
        return rows.taken(count).reshape(-1, 4)


def _of_kind(wanted: int, objects: list[int], kinds: list[int]) -> list[int]:
    return [item for item, kind in zip(objects, kinds, strict=True) if kind == wanted] if wanted in kinds else []


def _add_rules(paths: list[int], boxes: Boxes, frame: Frame, source: SourcePage) -> None:
    for path, (x0, y0, x1, y1) in zip(paths, boxes.tolist(), strict=True):
        box = (x0, y0, x1, y1)
        if len(source.rules) < MOST_RULES and (is_thin(box) or _has_outline(path, y1 - y0)):
            source.rules.extend(edges(box, frame.width, frame.height))


def _has_outline(address: int, height: float) -> bool:
    """Whether a shape has edges to be seen: a stroke, or a fill that is neither white nor the highlight of a line."""
    path = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value or not fill.value:
        return bool(stroke.value)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *colour)
    return height > HIGHLIGHT_POINTS and any(part.value < NEARLY_WHITE for part in colour[:3])


def _add_pictures(pictures: list[int], boxes: Boxes, frame: Frame, source: SourcePage) -> None:
    sides: list[Box] = boxes.tolist()
    covers = [_shown(side, frame) for side in sides]
    largest = covers.index(max(covers))
    source.image_cover = covers[largest] / (frame.width * frame.height)
    across, down = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(ctypes.cast(pictures[largest], raw.FPDF_PAGEOBJECT), across, down)
    x0, _, x1, _ = sides[largest]
    source.image_resolution = 72 * across.value / max(x1 - x0, 1.0)


def _shown(box: Box, frame: Frame) -> float:
    """How much of a box lies on the page, in square points."""
    x0, y0, x1, y1 = box
    return max(min(x1, frame.width) - max(x0, 0.0), 0.0) * max(min(y1, frame.height) - max(y0, 0.0), 0.0)
