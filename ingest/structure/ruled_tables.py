"""Tables with borders: ruled lines that cross make cells (pdfplumber), and runs go into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.extract.lines import Box, Run
from ingest.structure.blocks import Block
from ingest.structure.cells import Cell, table_block
from ingest.structure.hyphens import Hyphens
from ingest.structure.rows import rows_of

MOST_RULES = 1_500
"""More are a drawing, a map or hatching; pdfplumber's time grows with their square."""
SNAP_POINTS = 3.0
"""Borders that are drawn cell by cell miss each other by up to a line's thickness."""
SAME_ROW_POINTS = 2.0
FEWEST_LEVEL_CELLS = 4
LONGEST_LEVEL_CELL = 24


@dataclass(slots=True, kw_only=True)
class TableRun(Run):
    """Stands for a whole table among the runs of a page, so that it keeps its place in their order."""

    block: Block


def ruled_tables(runs: list[Run], rules: list[Box], hyphens: Hyphens) -> list[Run]:
    """Put a `TableRun` in place of the runs of each table that rules draw."""
    if not may_hold_tables(rules):
        return runs
    tables: list[Run] = []
    for boxes in _cell_boxes(rules):
        inside = _runs_inside(boxes, runs)
        if sum(map(bool, inside)) < 2 or not _is_table(boxes):
            continue
        taken = {id(run) for cell in inside for run in cell}
        runs = [run for run in runs if id(run) not in taken]
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
        block = table_block(_rows(boxes, inside), hyphens, x0=x0, y0=y0, y1=y1)
        tables.append(TableRun(block.text, x0, y0, x1, y1, block.size, block=block))
    return [*runs, *tables]


def may_hold_tables(rules: list[Box]) -> bool:
    """Whether looking for cells is worth its time."""
    upright = sum(x0 == x1 for x0, _, x1, _ in rules)
    return upright >= 2 and len(rules) - upright >= 2 and len(rules) <= MOST_RULES


def _cell_boxes(rules: list[Box]) -> list[list[Box]]:
    """The cells of each table on a page."""
    from pdfplumber.table import (  # noqa: PLC0415 (slow to load, and most documents have no ruled table)
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges: list[dict[str, Any]] = [
        {
            "x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0,
            "orientation": "v" if x0 == x1 else "h", "object_type": "line",
        }
        for x0, y0, x1, y1 in rules
    ]  # fmt: skip
    merged = merge_edges(edges, SNAP_POINTS, SNAP_POINTS, SNAP_POINTS, SNAP_POINTS)
    cells = intersections_to_cells(edges_to_intersections(merged, SNAP_POINTS, SNAP_POINTS))
    tables: list[list[Box]] = cells_to_tables(cells)
    return tables


def _runs_inside(boxes: list[Box], runs: list[Run]) -> list[list[Run]]:
    inside: list[list[Run]] = [[] for _ in boxes]
    for run in runs:
        x, y = min(run.x0 + 2, (run.x0 + run.x1) / 2), run.middle
        for (x0, y0, x1, y1), cell in zip(boxes, inside, strict=True):
            if x0 <= x <= x1 and y0 <= y <= y1:
                cell.append(run)
                break
    return inside


def _is_table(boxes: list[Box]) -> bool:
    """Side by side cells: else it is a box around text, or boxes below each other."""
    tops: dict[int, int] = {}
    for box in boxes:
        tops[round(box[1] / SAME_ROW_POINTS)] = tops.get(round(box[1] / SAME_ROW_POINTS), 0) + 1
    return max(tops.values()) >= 2


def _from_the_top(boxes: list[Box], inside: list[list[Run]]) -> list[tuple[Box, list[Run]]]:
    """Cells with what is in them, row by row. Tops that differ by less than a rule's thickness are one row's."""
    return sorted(zip(boxes, inside, strict=True), key=lambda pair: (round(pair[0][1] / SAME_ROW_POINTS), pair[0][0]))


def _rows(boxes: list[Box], inside: list[list[Run]]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    top = None
    for (x0, y0, x1, _), runs in _from_the_top(boxes, inside):
        if top is None or y0 - top > SAME_ROW_POINTS:
            rows.append([])
            top = y0
        rows[-1].append(Cell(runs, x1 - x0))
    return [part for row in rows for part in _printed_rows(row)]


def _printed_rows(row: list[Cell]) -> list[list[Cell]]:
    """Where rules stand only after every few rows, the lines of short cells that stand level are rows themselves."""
    lines = [rows_of(cell.runs) for cell in row]
    counts = {len(cell) for cell in lines if cell}
    longest = max((len(run.text) for cell in row for run in cell.runs), default=0)
    if len(counts) != 1 or counts == {1} or sum(map(bool, lines)) < FEWEST_LEVEL_CELLS or longest > LONGEST_LEVEL_CELL:
        return [row]
    return [
        [Cell(cells[index].runs if cells else [], cell.width) for cells, cell in zip(lines, row, strict=True)]
        for index in range(counts.pop())
    ]
