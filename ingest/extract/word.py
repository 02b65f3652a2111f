"""A Word document (.docx) becomes pages of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.extract.blocks_reading import reading_of_blocks, table_of, text_block
from ingest.extract.mending import mend
from ingest.extract.office import opening, properties_of
from ingest.reading import Reading
from ingest.structure.blocks import Block, PageBlocks, Role
from records.models import Document

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(content: bytes, *, document: Document) -> Reading:
    """Read a Word document. Its pages are those of the last time that Word laid it out, else those of its own breaks.

    Raises `FileRejected`.
    """
    import docx  # noqa: PLC0415 (few libraries hold Word documents)

    with opening(content):
        word = docx.Document(BytesIO(content))
        notes = _footnotes(word)
        pages = [PageBlocks(1, None, [])]
        for item in word.iter_inner_content():
            pages[-1].blocks.extend(_blocks(item))
            pages[-1].blocks.extend(notes[number] for number in _references(item) if number in notes)
            if _breaks_page(item):
                pages.append(PageBlocks(len(pages) + 1, None, []))
        for page in pages:
            page.blocks = sorted(page.blocks, key=lambda block: block.role is Role.FOOTNOTE)
        properties = properties_of(word.core_properties)
        running = tuple(dict.fromkeys(_running(word)))
    return reading_of_blocks(pages, document=document, properties=properties, running=running)


def _blocks(item: Any) -> Iterator[Block]:
    if hasattr(item, "rows"):
        block = table_of([_cells(row) for row in item.rows])
        if block.text:
            yield block
        return
    text = mend(item.text)
    if not text.strip():
        return
    style = item.style.name or "" if item.style is not None else ""
    heading = _HEADING.match(style)
    level = int(heading[1]) if heading else 1 if style == "Title" else None
    if level is None and "list" in style.casefold() and "number" not in style.casefold():
        text = f"• {text}"
    runs = [run for run in item.runs if run.text.strip()]
    sizes = [run.font.size.pt for run in runs if run.font.size is not None]
    styled = item.style.font.size if item.style is not None else None
    size = max(sizes) if sizes else styled.pt if styled is not None else 0.0
    bold = bool(runs) and all(run.bold for run in runs)
    yield text_block(text, level=level, size=size, bold=bold, italic=bool(runs) and all(run.italic for run in runs))


def _cells(row: Any) -> list[str]:
    """The texts of a row; a cell that spans several columns comes once."""
    texts, before = [], None
    for cell in row.cells:
        if cell._tc is not before:
            texts.append(mend(cell.text))
        before = cell._tc
    return texts


def _breaks_page(item: Any) -> bool:
    """Whether the page ends within or after this paragraph."""
    element = item._element
    rendered = element.find(f".//{_NAMESPACE}lastRenderedPageBreak") is not None
    return rendered or any(node.get(f"{_NAMESPACE}type") == "page" for node in element.iter(f"{_NAMESPACE}br"))


def _references(item: Any) -> list[str]:
    return [node.get(f"{_NAMESPACE}id") for node in item._element.iter(f"{_NAMESPACE}footnoteReference")]


def _footnotes(word: Any) -> dict[str, Block]:
    """Footnotes by the number by which the text refers to them."""
    from lxml import etree  # noqa: PLC0415

    part = next((part for part in word.part.package.iter_parts() if part.partname.endswith("/footnotes.xml")), None)
    if part is None:
        return {}
    notes = {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    for note in root.iter(f"{_NAMESPACE}footnote"):
        number = note.get(f"{_NAMESPACE}id", "")
        text = " ".join("".join(node.text or "" for node in note.iter(f"{_NAMESPACE}t")).split())
        if text:
            notes[number] = Block(f"{number} {mend(text)}", Role.FOOTNOTE)
    return notes


def _running(word: Any) -> Iterator[str]:
    for section in word.sections:
        for part in (section.first_page_header, section.header, section.footer):
            yield from (text for paragraph in part.paragraphs if (text := " ".join(paragraph.text.split())))
