"""Reading order: where a page is set in columns, one is read to its end before the next."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from ingest.extract.lines import Run
from ingest.structure.rows import Row, is_side_by_side, rows_of

FEWEST_LINES = 3
"""A column has at least that many lines."""
NARROWEST_COLUMN = 0.15
"""In parts of the width of the text."""
FILLED = 0.6
"""Lines of prose fill so much of the width of their column, cells do not."""
FEWEST_LETTERS = 14
MOST_CELLS = 0.3
"""A side of which more rows than that have gaps is itself columns, or cells."""


def in_reading_order(runs: list[Run]) -> list[list[Run]]:
    """Split the runs of a page into regions, each of which is read from top to bottom, in their order.

    A region is a column, or a stretch of the page that is not set in columns.
    """
    if len(runs) < 2 * FEWEST_LINES:
        return [runs]
    gutter = _gutter(runs)
    if gutter is None:
        return [runs]
    regions: list[list[Run]] = []
    plain: list[Run] = []
    for band, crosses in _bands(runs, gutter):
        left = [run for run in band if run.x1 <= gutter]
        right = [run for run in band if run.x1 > gutter]
        if crosses or not _are_columns(left, right):
            plain.extend(band)
            continue
        if plain:
            regions.extend(_again(plain, runs))
            plain = []
        regions.extend(in_reading_order(left))
        regions.extend(in_reading_order(right))
    if plain:
        regions.extend(_again(plain, runs))
    return regions


def _again(part: list[Run], whole: list[Run]) -> list[list[Run]]:
    """A part without the columns around it may show columns of its own."""
    return in_reading_order(part) if len(part) < len(whole) else [part]


def _gutter(runs: list[Run]) -> float | None:
    """The x at which most lines have a gap with text on both sides of it, None where few have."""
    ordered = sorted(runs, key=lambda run: run.y0)
    events: list[tuple[float, int]] = []
    gaps = 0
    last_begin = max(run.x0 for run in runs)
    for index, run in enumerate(ordered):
        if run.x1 >= last_begin:
            continue  # a full line: nothing stands to its right
        nearest = None
        for other in ordered[max(0, index - 12) : index + 13]:
            if other.x0 > run.x1 and min(run.y1, other.y1) - max(run.y0, other.y0) > 0.2 * run.height:
                nearest = other.x0 if nearest is None else min(nearest, other.x0)
        if nearest is not None:
            gaps += 1
            events += [(run.x1, 1), (nearest, -1)]
    if gaps < FEWEST_LINES:
        return None
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    margin = NARROWEST_COLUMN * (right - left)
    events.sort()
    votes, most, best = 0, 0, None
    for (x, step), (following, _) in pairwise(events):
        votes += step
        middle = (x + following) / 2
        if votes > most and following > x and left + margin < middle < right - margin:
            most, best = votes, middle
    return best if most >= FEWEST_LINES else None


def _bands(runs: list[Run], gutter: float) -> list[tuple[list[Run], bool]]:
    """Stretches from top to bottom in which all rows, or no row, cross the gutter."""
    bands: list[tuple[list[Run], bool]] = []
    for row in rows_of(runs):
        crosses = any(run.x0 < gutter < run.x1 for run in row.runs)
        if bands and bands[-1][1] == crosses:
            bands[-1][0].extend(row.runs)
        else:
            bands.append((list(row.runs), crosses))
    return bands


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    """Whether two sides are columns of prose, rather than cells of a table that are read row by row."""
    sides = [rows_of(left), rows_of(right)]
    if min(map(len, sides)) < FEWEST_LINES:
        return False
    inner = (max(run.x1 for run in left), min(run.x0 for run in right))
    if inner[1] - inner[0] < 3:
        return False
    for rows in sides:
        start, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
        if median(sum(len(run.text) for run in row.runs) for row in rows) < FEWEST_LETTERS:
            return False
        if median((row.x1 - row.x0) / max(end - start, 1.0) for row in rows) < FILLED:
            return False
        if sum(map(is_side_by_side, rows)) > MOST_CELLS * len(rows) and len(in_reading_order(_runs(rows))) == 1:
            return False
    return not _rows_begin_together(*sides)


def _runs(rows: list[Row]) -> list[Run]:
    return [run for row in rows for run in row.runs]


def _rows_begin_together(left: list[Row], right: list[Row]) -> bool:
    """In a table whatever begins after a wider gap on one side begins there on the other too."""
    begins = [_begins_after_gaps(rows) for rows in (left, right)]
    if min(map(len, begins)) < 2:
        return False
    fewer, more = sorted(begins, key=len)
    together = sum(any(abs(y - other) < 3 for other in more) for y in fewer)
    return together >= 0.75 * len(fewer) and together >= 0.5 * len(more)


def _begins_after_gaps(rows: list[Row]) -> list[float]:
    pitches = [below.y0 - above.y0 for above, below in pairwise(rows)]
    usual = sorted(pitches)[len(pitches) // 4]
    return [row.y0 for row, pitch in zip(rows[1:], pitches, strict=True) if pitch > 1.15 * usual]
