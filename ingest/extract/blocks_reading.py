"""Files that already know their paragraphs (Word, slides, web pages) become a `Reading`."""

from __future__ import annotations

from collections import Counter

from ingest.reading import CoverLine, Reading
from ingest.structure.blocks import Block, PageBlocks, Role
from ingest.structure.headings import find_headings
from ingest.structure.sections import pages_and_sections
from records.models import Document

BODY_SIZE_POINTS = 11.0
"""Of text that does not say its size."""


def reading_of_blocks(
    pages: list[PageBlocks],
    *,
    document: Document,
    properties: dict[str, str],
    running: tuple[str, ...] = (),
) -> Reading:
    """Find headings where styles do not name them, and write down pages and sections into `document`."""
    letters: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            letters[block.size] += len(block.text) if block.level is None else 0
    body = letters.most_common(1)[0][0] if letters else BODY_SIZE_POINTS
    find_headings(pages, {}, body or BODY_SIZE_POINTS)
    document.pages, document.sections = pages_and_sections(pages)
    empty = sum(not page.text for page in document.pages)
    if empty == len(document.pages):
        document.notices.append("No text found in the document.")
    return Reading(document, cover=_cover(pages), running=running, properties=properties)


def _cover(pages: list[PageBlocks]) -> tuple[CoverLine, ...]:
    first = next((page for page in pages if page.blocks), None)
    blocks = first.blocks if first else []
    return tuple(
        CoverLine(block.text, block.size, block.bold or block.level is not None, float(index))
        for index, block in enumerate(blocks)
        if block.role is Role.TEXT
    )


def heading_size(level: int) -> float:
    """A size for headings of files that give levels and no sizes: larger for higher levels."""
    return max(BODY_SIZE_POINTS + 1, 22.0 - 2 * level)


def text_block(
    text: str, *, level: int | None = None, size: float = 0.0, bold: bool = False, italic: bool = False
) -> Block:
    """A paragraph, white space collapsed."""
    default = BODY_SIZE_POINTS if level is None else heading_size(level)
    return Block(" ".join(text.split()), size=size or default, bold=bold, italic=italic, level=level)


def table_of(rows: list[list[str]]) -> Block:
    """A table from the texts of its cells."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row).rstrip() for row in rows]
    return Block("\n".join(line for line in lines if line.strip()), Role.TABLE, size=BODY_SIZE_POINTS)


def pictures_notice(count: int) -> list[str]:
    """What is said of pictures, which are not looked at for text."""
    if not count:
        return []
    return ["1 picture was not read." if count == 1 else f"{count} pictures were not read."]
