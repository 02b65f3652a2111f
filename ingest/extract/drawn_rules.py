"""Ruled lines in the picture of a page: the borders of tables in scans."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ingest.extract.lines import Box

SHORTEST_POINTS = 20.0
"""Longer than any stroke of a letter."""
DARK = 190
DARK_PART = 0.94
"""Of a scanned line some points are missing."""
THICKEST_POINTS = 3.0


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


def _lines(dark: npt.NDArray[np.bool_], points: float) -> list[tuple[float, float, float]]:
    """Stretches of dark along rows: row, first column, column after the last. A line's thickness counts once."""
    length = round(SHORTEST_POINTS / points)
    if dark.shape[1] <= length:
        return []
    thick = dark.copy()  # a line that is not quite level steps from one row to the next
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    counts = np.cumsum(thick, axis=1, dtype=np.int32)
    full = counts[:, length:] - counts[:, :-length] >= DARK_PART * length
    thickest = max(2, round(THICKEST_POINTS / points))
    lines: list[tuple[int, int, int]] = []
    for row in np.flatnonzero(full.any(axis=1)).tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([0], full[row].view(np.int8), [0]))))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            stop = end + length
            if not any(row - above <= thickest and x0 < stop and start < x1 for above, x0, x1 in lines[-40:]):
                lines.append((row, start, stop))
    return [(float(row), float(x0), float(x1)) for row, x0, x1 in lines]
