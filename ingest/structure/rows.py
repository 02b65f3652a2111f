"""Runs that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extract.lines import Box, Run

LABEL = re.compile(
    r"(?:[•▪■□●◦○–—➢❖✓→*·‣⁃o-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)"
    r"|\d{1,2}(?:\.\d{1,3}){1,3}\.?|(?:recommendation|finding|lesson|learning point|action)\s+\d{1,2}[.:]?)(?=\s|$)",
    re.IGNORECASE,
)
"""How an item of a list or a numbered paragraph begins."""

TOUCHING = 0.6
"""In units of the font size: words in a line are up to that far apart, columns are further."""


@dataclass(slots=True)
class Row:
    """Runs on one level, from left to right."""

    runs: list[Run]
    y0: float
    y1: float

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def rows_of(runs: Iterable[Run]) -> list[Row]:
    """Rows from top to bottom. Runs are on one level when each overlaps the middle of the other's height."""
    rows: list[Row] = []
    row = None
    for run in sorted(runs, key=lambda run: (run.y0 + run.y1, run.x0)):
        y0, y1 = run.y0, run.y1
        if row is not None and row.y0 < (y0 + y1) / 2 < row.y1 and y0 < row.middle < y1:
            row.runs.append(run)
            row.y0, row.y1 = min(row.y0, y0), max(row.y1, y1)
        else:
            row = Row([run], y0, y1)
            rows.append(row)
    for row in rows:
        if len(row.runs) > 1:
            row.runs.sort(key=lambda run: run.x0)
    return rows


def joined(first: Run, *others: Run) -> Run:
    """One run in place of several on one level. The look of the longest is that of all."""
    runs = [first, *others]
    main = max(runs, key=lambda run: len(run.text))
    bold = all(run.bold for run in runs)
    lead = 0
    for run in runs:
        lead += len(run.text) + 1 if run.bold else run.lead
        if not run.bold:
            break
    return Run(
        " ".join(run.text for run in runs),
        first.x0,
        min(run.y0 for run in runs),
        max(run.x1 for run in runs),
        max(run.y1 for run in runs),
        main.size,
        bold,
        all(run.italic for run in runs),
        0 if bold or not (first.bold or first.lead) else lead - 1 if first.bold and not runs[-1].lead else lead,
    )


def join_touching(runs: list[Run], rules: list[Box]) -> list[Run]:
    """Join runs that stand no further apart than words do; files may draw the words of a line in any order."""
    upright = [(x0, y0, y1) for x0, y0, x1, y1 in rules if x0 == x1]
    result: list[Run] = []
    for row in rows_of(runs):
        last = row.runs[0]
        for run in row.runs[1:]:
            touches = -TOUCHING * run.size < run.x0 - last.x1 < TOUCHING * run.size
            if touches and not any(last.x1 - 1 <= x <= run.x0 + 1 and y0 <= run.middle <= y1 for x, y0, y1 in upright):
                last = joined(last, run)
            else:
                result.append(last)
                last = run
        result.append(last)
    return result


def is_side_by_side(row: Row) -> bool:
    """Whether a row has cells, rather than a label or a bullet and the text that it belongs to."""
    return len(row.runs) > 1 and not (len(row.runs) == 2 and LABEL.fullmatch(row.runs[0].text))
