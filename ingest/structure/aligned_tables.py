"""Tables without upright borders: rows of runs that keep to the same columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ingest.extract.lines import Box
from ingest.structure.blocks import Block
from ingest.structure.cells import Cell, table_block
from ingest.structure.hyphens import Hyphens
from ingest.structure.rows import Row, is_side_by_side

FARTHEST_ROWS = 2.6
"""Rows of one table are no further apart than that, in heights of a line."""
WITHIN_CELL = 1.45
"""Lines of one cell are no further apart than that, in units of the font size."""
NARROWEST_GAP_POINTS = 4.0
ROW_GAP = 1.12
"""Within a cell lines are set as close as any on the page; rows are further apart by this factor or more."""
FEWEST_ROWS_SIDE_BY_SIDE = 2
SAME_EDGE_POINTS = 3.0
ALIGNED = 0.6
"""The part of the cells of one column at least that must begin, or end, where most do."""


@dataclass(slots=True)
class Band:
    """Rows that follow each other and keep to the same columns."""

    rows: list[Row] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)

    def allows(self, row: Row) -> list[tuple[float, float]]:
        """The columns once this row is added; none when it does not keep to them. It may add to their width or their
        number, not join two."""
        columns = merged([*self.columns, *((run.x0, run.x1) for run in row.runs)])
        if self.columns and (len(columns) < len(self.columns) or len(columns) < 2):
            return []
        return columns

    def add(self, row: Row) -> bool:
        columns = self.allows(row)
        if columns:
            self.rows.append(row)
            self.columns = columns
        return bool(columns)


def merged(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals joined where they overlap or nearly touch, from left to right."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(intervals):
        if joined and x0 < joined[-1][1] + NARROWEST_GAP_POINTS:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def find_bands(rows: list[Row], rules: list[Box]) -> list[tuple[int, int, Band]]:
    """The aligned tables among rows from top to bottom: first row, row after the last, columns."""
    found: list[tuple[int, int, Band]] = []
    index = 0
    while index < len(rows):
        if not is_side_by_side(rows[index]):
            index += 1
            continue
        band = Band()
        band.add(rows[index])
        end = index + 1
        while end < len(rows) and _is_near(rows[end - 1], rows[end]) and band.add(rows[end]):
            end += 1
        end = _without_trailing_text(rows, index, end)
        start = _with_header(rows, index, band, rules, earliest=found[-1][1] if found else 0)
        side_by_side = sum(map(is_side_by_side, rows[index:end]))
        if side_by_side >= FEWEST_ROWS_SIDE_BY_SIDE and len(band.columns) >= 2 and _is_aligned(rows[start:end], band):
            band.rows = rows[start:end]
            found.append((start, end, band))
            index = end
        else:
            index += 1
    return found


def _is_aligned(rows: list[Row], band: Band) -> bool:
    """Whether what stands in a column begins, or ends, at one x: the wide gaps of justified text do not."""
    for x0, x1 in band.columns[1:]:
        runs = [run for row in rows for run in row.runs if x0 <= run.x0 <= x1]
        for edges in ([run.x0 for run in runs], [run.x1 for run in runs], [(run.x0 + run.x1) / 2 for run in runs]):
            most = max(sum(abs(edge - other) <= SAME_EDGE_POINTS for other in edges) for edge in edges)
            if most >= 2 and most >= ALIGNED * len(edges):
                return True
    return False


def _is_near(above: Row, below: Row) -> bool:
    return below.middle - above.middle <= FARTHEST_ROWS * max(run.size for run in below.runs) and _size(above) == _size(
        below
    )


def _size(row: Row) -> int:
    return round(max(row.runs, key=lambda run: len(run.text)).size)


def _without_trailing_text(rows: list[Row], start: int, end: int) -> int:
    """A line below the last row that begins where the first column does is text, when it is set apart."""
    while end - start > 1 and len(rows[end - 1].runs) == 1:
        gap = rows[end - 1].middle - rows[end - 2].middle
        usual = min((b.middle - a.middle for a, b in pairwise(rows[start:end])), default=gap)
        first_column = abs(rows[end - 1].x0 - rows[start].x0) < 3
        if first_column and gap > 1.5 * usual:
            end -= 1
        else:
            break
    return end


def _with_header(rows: list[Row], start: int, band: Band, rules: list[Box], *, earliest: int) -> int:
    """Lines above the first row are its header's when they begin at a column other than the first, or, above a rule
    that ends the header, are no further away than the lines of a cell."""
    below = band.rows[1].middle if len(band.rows) > 1 else band.rows[0].y1
    ruled = any(y0 == y1 and band.rows[0].middle < y0 < below for _, y0, _, y1 in rules)
    while start > earliest:
        row = rows[start - 1]
        begins = [column[0] for column in band.columns[0 if ruled else 1 :]]
        fits = all(any(abs(run.x0 - x0) < 3 for x0 in begins) for run in row.runs)
        close = rows[start].middle - row.middle < (WITHIN_CELL if ruled else FARTHEST_ROWS) * _size(row)
        if not fits or not close or _size(row) != _size(rows[start]) or not band.add(row):
            break
        start -= 1
    return start


def aligned_table(band: Band, rules: list[Box], hyphens: Hyphens) -> Block:
    """Write down a band row by row."""
    left, right = band.columns[0][0], band.columns[-1][1]
    top, bottom = band.rows[0].y0, band.rows[-1].y1
    lines = sorted(y0 for x0, y0, x1, y1 in rules if y0 == y1 and top < y0 < bottom and x0 < right and x1 > left)
    groups = _groups(band, lines)
    table = [
        [Cell([run for row in group for run in row.runs if x0 <= run.x0 <= x1], x1 - x0) for x0, x1 in band.columns]
        for group in groups
    ]
    return table_block(table, hyphens, x0=left, y0=top, y1=bottom)


def _groups(band: Band, lines: list[float]) -> list[list[Row]]:
    """Printed lines that make one row of the table: up to the next rule, wider gap, or new first cell."""
    pitches = [below.middle - above.middle for above, below in pairwise(band.rows)]
    crossed = [any(above.middle < y < below.middle for y in lines) for above, below in pairwise(band.rows)]
    inner = sum(crossed)
    within = [pitch for pitch, cut in zip(pitches, crossed, strict=True) if not cut]
    closest = min(within, default=0.0)
    # With a rule below each row (more than those of a header and a footer) only rules part rows.
    only_rules = inner >= 3 and inner >= 0.3 * len(pitches)
    has_gaps = any(pitch > ROW_GAP * closest for pitch in within)
    has_close = sum(pitch <= ROW_GAP * closest for pitch in within) >= 1
    header_end = crossed.index(True) if inner and crossed.index(True) < 4 else -1
    groups = [[band.rows[0]]]
    for index, row in enumerate(band.rows[1:]):
        if crossed[index]:
            new = True
        elif only_rules or index < header_end:
            new = False
        elif has_gaps and has_close and _has_wrapped_cells(band, pitches, closest):
            new = pitches[index] > ROW_GAP * closest
        else:
            new = row.runs[0].x0 <= band.columns[0][1]
        if new:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _has_wrapped_cells(band: Band, pitches: list[float], closest: float) -> bool:
    """Whether the closest lines are those of one cell: some of them leave the first column empty."""
    return any(
        pitch <= ROW_GAP * closest and row.runs[0].x0 > band.columns[0][1]
        for pitch, row in zip(pitches, band.rows[1:], strict=True)
    ) or any(pitch > 1.2 * closest for pitch in pitches)
