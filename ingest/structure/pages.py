"""One page: its runs and ruled lines become blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.lines import Run, SourcePage
from ingest.structure.aligned_tables import aligned_table, find_bands
from ingest.structure.blocks import Block, PageBlocks
from ingest.structure.columns import in_reading_order
from ingest.structure.footnotes import footnote_blocks, take_out_footnotes
from ingest.structure.hyphens import Hyphens
from ingest.structure.paragraphs import paragraphs
from ingest.structure.rows import Row, join_touching, rows_of
from ingest.structure.ruled_tables import TableRun, ruled_tables
from ingest.structure.underlines import embolden_underlined


def compose(page: SourcePage, hyphens: Hyphens, body_size: float) -> PageBlocks:
    """Understand a page from which running lines were taken."""
    runs = join_touching(page.runs, page.rules)
    embolden_underlined(runs, page.rules)
    runs, notes = take_out_footnotes(runs, page, body_size)
    blocks: list[Block] = []
    for region in in_reading_order(ruled_tables(runs, page.rules, hyphens)):
        blocks.extend(_region(region, page, hyphens))
    blocks.extend(footnote_blocks(notes, hyphens))
    blocks.extend(paragraphs(rows_of(page.sideways), hyphens))
    return PageBlocks(page.number, page.label, blocks, page.ocr, page.ocr_confidence)


def _region(region: list[Run], page: SourcePage, hyphens: Hyphens) -> Iterator[Block]:
    """The blocks of a region that is read from top to bottom."""
    text: list[Row] = []
    for row in rows_of(region):
        table = next((run for run in row.runs if isinstance(run, TableRun)), None)
        if table is None:
            text.append(row)
            continue
        yield from _text_and_aligned_tables(text, page, hyphens)
        yield table.block
        text = [Row([run], run.y0, run.y1) for run in row.runs if run is not table]
    yield from _text_and_aligned_tables(text, page, hyphens)


def _text_and_aligned_tables(rows: list[Row], page: SourcePage, hyphens: Hyphens) -> Iterator[Block]:
    done = 0
    for start, end, band in find_bands(rows, page.rules):
        yield from paragraphs(rows[done:start], hyphens)
        yield aligned_table(band, page.rules, hyphens)
        done = end
    yield from paragraphs(rows[done:], hyphens)
