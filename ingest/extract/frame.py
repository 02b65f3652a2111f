"""From the coordinates of a PDF page (y grows upwards, before rotation) to those of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

Boxes = npt.NDArray[np.float32]
"""One row a box: x0, y0, x1, y1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page, and the quarter turns clockwise by which it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page, box) or box.right <= box.left or box.top <= box.bottom:
            box.left, box.bottom = 0.0, 0.0
            box.right, box.top = raw.FPDF_GetPageWidthF(page) or 1.0, raw.FPDF_GetPageHeightF(page) or 1.0
        return cls(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def turn(self, boxes: Boxes) -> Boxes:
        """Boxes of left, top, right, bottom in the page's own coordinates, as shown."""
        if self.turns == 0:  # nearly all pages
            turned = boxes - np.array((self.left, self.top, self.left, self.top), dtype=np.float32)
            np.negative(turned[:, 1::2], out=turned[:, 1::2])
            return turned
        left, top, right, bottom = boxes.T
        if self.turns == 1:
            sides = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.turns == 2:
            sides = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        else:
            sides = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return np.array(sides).T
