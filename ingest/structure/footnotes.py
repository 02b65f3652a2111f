"""Footnotes: small print at the foot of a page or of a column, each beginning with its number."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.lines import Run, SourcePage
from ingest.extract.runs import SUPERSCRIPT, is_reference
from ingest.structure.blocks import Block, Role
from ingest.structure.hyphens import Hyphens
from ingest.structure.paragraphs import line_of
from ingest.structure.rows import joined, rows_of

SMALLER = 0.93
"""Footnotes are set smaller than the body by this factor or more, or stand under a short rule."""
LOWER_PART = 0.35
"""They stand below that part of the page."""
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡§]{1,3})(?P<gap>\s*)(?=[A-Za-z“‘\"'(\[])")


def take_out_footnotes(runs: list[Run], page: SourcePage, body_size: float) -> tuple[list[Run], list[Run]]:
    """Part the runs of a page into body and footnotes."""
    runs = _with_marks(_without_references(runs))
    small = [run for run in runs if run.size <= SMALLER * body_size and run.y0 > LOWER_PART * page.height]
    under = _under_short_rule(runs, page)
    candidates = {id(run) for run in small} | {id(run) for run in under}
    if not candidates:
        return runs, []
    body = [run for run in runs if id(run) not in candidates]
    if not body:
        return runs, []
    low = [run for run in runs if id(run) in candidates and not _has_body_below(run, body)]
    notes: list[Run] = []
    for column in _columns(low):
        rows = rows_of(column)
        first = next((index for index, row in enumerate(rows) if _MARK.match(row.runs[0].text)), None)
        if first is not None:
            notes.extend(run for row in rows[first:] for run in row.runs)
    taken = {id(run) for run in notes}
    return [run for run in runs if id(run) not in taken], notes


def _without_references(runs: list[Run]) -> list[Run]:
    """Leave out raised numbers that the file draws as pieces of their own, right after a larger run."""
    references = {
        id(small)
        for small in runs
        if len(small.text) <= 3 and is_reference(small.text) and any(_is_raised_after(small, run) for run in runs)
    }
    return [run for run in runs if id(run) not in references] if references else runs


def _with_marks(runs: list[Run]) -> list[Run]:
    """Join the raised number before a footnote, where it is drawn as a piece of its own, to the note."""
    marks = [run for run in runs if len(run.text) <= 3 and is_reference(run.text)]
    for mark in marks:
        note = next((run for run in runs if run is not mark and _is_raised_before(mark, run)), None)
        if note is not None:
            at = note.y0, note.y1
            runs = [run for run in runs if run is not mark and run is not note]
            runs.append(replace(joined(mark, note), y0=at[0], y1=at[1], size=note.size))
    return runs


def _is_raised_before(mark: Run, run: Run) -> bool:
    return (
        mark.size < run.size
        and -0.2 * run.size < run.x0 - mark.x1 < run.size
        and run.y0 - 0.4 * run.size < mark.middle < run.middle + 1
    )


def _is_raised_after(small: Run, run: Run) -> bool:
    return (
        small.size < SUPERSCRIPT * run.size
        and abs(small.x0 - run.x1) < 0.4 * run.size
        and run.y0 - 0.4 * run.size < small.middle < run.middle + 1
    )


def _under_short_rule(runs: list[Run], page: SourcePage) -> list[Run]:
    """Runs below the rule, a quarter or a third of the line long, that word processors put above footnotes."""
    short = [
        (x0, y0)
        for x0, y0, x1, y1 in page.rules
        if y0 == y1 and y0 > LOWER_PART * page.height and 30 < x1 - x0 < 0.4 * page.width
    ]
    return [run for run in runs if any(run.y0 > y - 1 and abs(run.x0 - x) < 30 for x, y in short)]


def _has_body_below(run: Run, body: list[Run]) -> bool:
    return any(other.y0 > run.y0 and other.x0 < run.x1 and other.x1 > run.x0 for other in body)


def _columns(runs: list[Run]) -> list[list[Run]]:
    """Runs whose extents overlap across the page are of one column."""
    columns: list[tuple[float, float, list[Run]]] = []
    for run in sorted(runs, key=lambda run: run.x0):
        if columns and run.x0 < columns[-1][1]:
            x0, x1, inside = columns[-1]
            columns[-1] = (x0, max(x1, run.x1), [*inside, run])
        else:
            columns.append((run.x0, run.x1, [run]))
    return [inside for _, _, inside in columns]


def footnote_blocks(notes: list[Run], hyphens: Hyphens) -> list[Block]:
    """One block a footnote, its number in front."""
    gathered: list[list[Run]] = []
    for column in _columns(notes):
        for row in rows_of(column):
            if not gathered or _begins_note(row.runs[0], gathered[-1][0]):
                gathered.append([])
            gathered[-1].extend(row.runs)
    return [_note(runs, hyphens) for runs in gathered]


def _begins_note(run: Run, before: Run) -> bool:
    match, earlier = _MARK.match(run.text), _MARK.match(before.text)
    if not match:
        return False
    if not earlier or not match["mark"].isdigit() or not earlier["mark"].isdigit():
        return True
    return int(match["mark"]) == int(earlier["mark"]) + 1


def _note(runs: list[Run], hyphens: Hyphens) -> Block:
    lines = [line_of(row) for row in rows_of(runs)]
    text = _MARK.sub(r"\g<mark> ", hyphens.join([line.text for line in lines]), count=1)
    first = lines[0]
    return Block(text, Role.FOOTNOTE, size=first.size, x0=first.x0, y0=first.y0, y1=lines[-1].y1, lines=len(lines))
