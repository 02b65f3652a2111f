"""What a page holds before it is understood: runs of words with their boxes, and ruled lines.

All coordinates are points from the top left corner of the page as it is shown; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1."""

SOFT_BREAK = "\ufffe"
"""Stands at the end of a run for a hyphen at the end of a printed line: it may or may not belong to the word."""


@dataclass(slots=True)
class Run:
    """Words that stand side by side on one line in one stretch: a line of a column, or of a cell."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Font size in points as shown, of most of its letters."""
    bold: bool = False
    italic: bool = False
    lead: int = 0
    """How many characters at its start are bold where the rest is not."""

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class SourcePage:
    """A page as the file gives it. One that is not made of paper (a web page) has no width and height."""

    number: int
    width: float = 0.0
    height: float = 0.0
    label: str | None = None
    runs: list[Run] = field(default_factory=list)
    sideways: list[Run] = field(default_factory=list)
    """Runs that go another way than the page's text: labels of tall cells, stamps."""
    rules: list[Box] = field(default_factory=list)
    """Ruled lines and the edges of rectangles: each is thin in one direction."""
    words: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    """Boxes of words, for marking; not in reading order. Empty once they were taken into the layout."""
    drawn: bool = False
    """Whether anything at all is drawn on it."""
    image_cover: float = 0.0
    """The part of the page that is covered by its largest image, 0 to 1."""
    image_resolution: float = 0.0
    """Dots an inch of that image."""
    ocr: bool = False
    ocr_confidence: float | None = None
