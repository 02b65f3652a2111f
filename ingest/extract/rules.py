"""Ruled lines: what the borders of tables are made of."""

from __future__ import annotations

from ingest.extract.lines import Box

THICKNESS_POINTS = 3.0
"""Borders are up to 2.25 points thick in word processors."""
SHORTEST_POINTS = 6.0


def is_thin(box: Box) -> bool:
    """Whether a path is a ruled line rather than a shape."""
    return box[3] - box[1] <= THICKNESS_POINTS or box[2] - box[0] <= THICKNESS_POINTS


def edges(box: Box, page_width: float, page_height: float) -> list[Box]:
    """A thin path is a ruled line itself, another gives its four edges. One that frames the whole page gives none."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if wide > 0.95 * page_width and high > 0.9 * page_height:
        return []
    if high <= THICKNESS_POINTS:
        middle = (y0 + y1) / 2
        return [(x0, middle, x1, middle)] if wide >= SHORTEST_POINTS else []
    if wide <= THICKNESS_POINTS:
        middle = (x0 + x1) / 2
        return [(middle, y0, middle, y1)] if high >= SHORTEST_POINTS else []
    if wide < SHORTEST_POINTS or high < SHORTEST_POINTS:
        return []
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
