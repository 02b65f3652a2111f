"""Cells and rows of tables become text: a line a row, a tab between cells."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.lines import SOFT_BREAK, Run
from ingest.structure.blocks import Block, Role
from ingest.structure.hyphens import Hyphens
from ingest.structure.rows import rows_of


@dataclass(slots=True)
class Cell:
    runs: list[Run]
    width: float


def table_block(rows: list[list[Cell]], hyphens: Hyphens, *, x0: float, y0: float, y1: float) -> Block:
    """A table's text. Rows without any text are left out; empty cells keep their place."""
    lines = ["\t".join(_text(cell, hyphens) for cell in row) for row in rows]
    runs = [run for row in rows for cell in row for run in cell.runs]
    size = max((run.size for run in runs), default=0.0)
    text = "\n".join(line.rstrip() for line in lines if line.strip())
    return Block(text, Role.TABLE, size=size, x0=x0, y0=y0, y1=y1, lines=len(lines))


def _text(cell: Cell, hyphens: Hyphens) -> str:
    """The text of a cell, its lines joined; a column can be so narrow that words are broken anywhere."""
    lines = [" ".join(run.text for run in row.runs) for row in rows_of(cell.runs)]
    if not lines:
        return ""
    if len(lines) > 1 and all(len(line) <= 2 for line in lines) and lines[0][-1:] != SOFT_BREAK:
        return "".join(lines)
    return hyphens.join(lines, narrow=True).replace("\t", " ")
