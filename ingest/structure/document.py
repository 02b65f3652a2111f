"""The order of structure: running lines out, blocks in reading order, headings, sections."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ingest.extract.lines import SourcePage
from ingest.structure.blocks import PageBlocks, Role
from ingest.structure.headings import body_size, find_headings
from ingest.structure.hyphens import Hyphens
from ingest.structure.pages import compose
from ingest.structure.repeated_headers import drop_repeated_headers
from ingest.structure.running import take_out_running_lines
from ingest.structure.sections import pages_and_sections
from records.models import Page, Section


@dataclass(frozen=True, slots=True)
class Structured:
    pages: list[Page]
    sections: list[Section]
    running: tuple[str, ...]


def structure(pages: list[SourcePage], outline: dict[int, list[tuple[str, int]]]) -> Structured:
    """Understand the pages of a document made of paper. `pages` are used up."""
    running = take_out_running_lines(pages)
    lines = [run.text for page in pages for run in page.runs]
    hyphens = Hyphens(lambda: lines)
    size = body_size(pages)
    composed = []
    for page in pages:
        composed.append(compose(page, hyphens, size))
        page.runs, page.sideways, page.rules = [], [], []  # those of thousands of pages would fill a worker's memory
    drop_repeated_headers(composed)
    _join_across_pages(composed, hyphens)
    find_headings(composed, outline, size)
    written, sections = pages_and_sections(composed)
    return Structured(written, sections, running)


def _join_across_pages(pages: list[PageBlocks], hyphens: Hyphens) -> None:
    """A word broken at the end of a page stands whole on the page on which it begins."""
    for page, following in pairwise(pages):
        last = next((block for block in reversed(page.blocks) if block.role is Role.TEXT), None)
        first = next((block for block in following.blocks if block.role is Role.TEXT), None)
        if last is not None and first is not None and last.text.endswith("-"):
            last.text, first.text = hyphens.move_broken_end(last.text, first.text)
