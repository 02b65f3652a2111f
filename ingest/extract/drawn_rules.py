"""Ruled lines in the picture of a page: the borders of tables in scans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.extract.lines import Box

SHORTEST_POINTS = 20.0
"""Longer than any stroke of a letter."""
STRETCH_POINTS = 10.0
"""A line that is not quite level is made of stretches, each on a row of its own; shorter ones are parts of letters."""
DARK = 190
DARK_PART = 0.94
"""Of a scanned line some points are missing."""
THICKEST_POINTS = 3.0
STEEPEST = 0.012
"""By how much a line may rise on its length: a page that was straightened may stand askew by half a degree."""
LEAST_WHITE = 0.8
"""The part that is white beside a line, on one side at least. Within a row of bold or small print both sides are
grey."""


def rules_in(pixels: npt.NDArray[np.uint8], points: float) -> list[Box]:
    """The level and the upright lines in a grey picture.

    Parameters
    ----------
    points
        How many points one pixel measures.
    """
    dark = pixels < DARK
    level = [(x0, y, x1, y) for y, x0, x1 in _lines(dark, points)]
    upright = [(x, y0, x, y1) for x, y0, y1 in _lines(dark.T, points)]
    return [(x0 * points, y0 * points, x1 * points, y1 * points) for x0, y0, x1, y1 in (*level, *upright)]


@dataclass(slots=True)
class _Line:
    """Stretches of dark that follow each other, from row to row."""

    first_row: int
    last_row: int
    start: int
    stop: int
    weight: int = 0
    """The lengths of its stretches, and below the rows on which they are, times their lengths."""
    moment: int = 0

    def touches(self, row: int, start: int, stop: int, slack: int) -> bool:
        return row - self.last_row <= slack and start <= self.stop + slack and self.start <= stop + slack

    def take(self, other: _Line) -> None:
        self.first_row, self.last_row = min(self.first_row, other.first_row), max(self.last_row, other.last_row)
        self.start, self.stop = min(self.start, other.start), max(self.stop, other.stop)
        self.weight, self.moment = self.weight + other.weight, self.moment + other.moment


def _lines(dark: npt.NDArray[np.bool_], points: float) -> list[tuple[float, float, float]]:
    """Lines along rows: row, first column, column after the last. A line's thickness counts once."""
    thickest = max(2, round(THICKEST_POINTS / points))
    found: list[tuple[float, float, float]] = []
    for line in _chained(_stretches(dark, max(1, round(STRETCH_POINTS / points))), thickest):
        length = line.stop - line.start
        if length < SHORTEST_POINTS / points or not _stands_alone(dark, line, points):
            continue
        if line.last_row - line.first_row <= thickest + STEEPEST * length:
            rows = [line.moment / line.weight]
        else:  # a dark field, such as the head of a table: its edges
            rows = [line.first_row, line.last_row]
        found += [(float(row), float(line.start), float(line.stop)) for row in rows]
    return found


def _stretches(dark: npt.NDArray[np.bool_], length: int) -> list[tuple[int, int, int]]:
    """Where at least `length` columns are dark: row, first column, column after the last; from top to bottom."""
    if dark.shape[1] <= length:
        return []
    thick = dark.copy()  # a line that is not quite level steps from one row to the next
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    counts = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(thick, axis=1, dtype=np.int32, out=counts[:, 1:])
    full = counts[:, length:] - counts[:, :-length] >= DARK_PART * length
    stretches = []
    for row in np.flatnonzero(full.any(axis=1)).tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([0], full[row].view(np.int8), [0]))))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            stretches.append((row, start, end + length - 1))
    return stretches


def _chained(stretches: list[tuple[int, int, int]], slack: int) -> list[_Line]:
    """Join stretches that touch, or nearly so."""
    ended: list[_Line] = []
    growing: list[_Line] = []
    for row, start, stop in stretches:
        ended += [line for line in growing if row - line.last_row > slack]
        growing = [line for line in growing if row - line.last_row <= slack]
        line = _Line(row, row, start, stop, stop - start, row * (stop - start))
        for other in [other for other in growing if other.touches(row, start, stop, slack)]:
            line.take(other)
            growing.remove(other)
        growing.append(line)
    return ended + growing


def _stands_alone(dark: npt.NDArray[np.bool_], line: _Line, points: float) -> bool:
    """Whether it is white on one side at least: else it is part of a row of print."""
    beside = max(2, round(1.0 / points))
    above = dark[max(0, line.first_row - 2 * beside) : max(0, line.first_row - beside + 1), line.start : line.stop]
    below = dark[line.last_row + beside : line.last_row + 2 * beside + 1, line.start : line.stop]
    return any(not side.size or float(side.mean()) <= 1 - LEAST_WHITE for side in (above, below))
