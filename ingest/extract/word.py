"""A Word document (.docx) becomes pages of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.extract.blocks_reading import pictures_notice, reading_of_blocks, table_of, text_block
from ingest.extract.mending import mend
from ingest.extract.numbering import BULLET, Numbering, W
from ingest.extract.office import opening, properties_of
from ingest.reading import Reading
from ingest.structure.blocks import Block, PageBlocks, Role
from records.models import Document

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_SPACES = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


def read_word(content: bytes, *, document: Document) -> Reading:
    """Read a Word document. Its pages are those of the last time that Word laid it out, else those of its own breaks.

    Raises `FileRejected`.
    """
    import docx  # noqa: PLC0415 (few libraries hold Word documents)

    with opening(content):
        word = docx.Document(BytesIO(content))
        notes = _footnotes(word)
        numbering = Numbering(word)
        pages = [PageBlocks(1, None, [])]
        for item in _items(word.element.body, word):
            pages[-1].blocks.extend(_blocks(item, numbering))
            pages[-1].blocks.extend(notes[number] for number in _references(item) if number in notes)
            if _breaks_page(item):
                pages.append(PageBlocks(len(pages) + 1, None, []))
        for page in pages:
            page.blocks = sorted(page.blocks, key=lambda block: block.role is Role.FOOTNOTE)
        properties = properties_of(word.core_properties)
        running = tuple(dict.fromkeys(_running(word)))
        pictures = sum(1 for _ in word.element.body.iter(_BLIP))
    reading = reading_of_blocks(pages, document=document, properties=properties, running=running)
    reading.document.notices += pictures_notice(pictures)
    return reading


def _items(container: Any, word: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    from docx.table import Table  # noqa: PLC0415
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    for element in container:
        if element.tag == f"{W}p":
            yield Paragraph(element, word._body)
        elif element.tag == f"{W}tbl":
            yield Table(element, word._body)
        elif element.tag == f"{W}sdt":
            inside = element.find(f"{W}sdtContent")
            yield from _items(inside if inside is not None else (), word)


def _blocks(item: Any, numbering: Numbering) -> Iterator[Block]:
    if hasattr(item, "rows"):
        block = table_of([_cells(row, numbering) for row in item.rows])
        if block.text:
            yield block
        return
    yield from _paragraph(item, numbering)
    for box in item._element.iter(_BOX):
        if not any(parent.tag in (_FALLBACK, _BOX) for parent in box.iterancestors()):
            for element in box.iter(f"{W}p"):
                text = mend(_labelled(element, numbering))
                if text.strip():
                    yield text_block(text)


def _paragraph(item: Any, numbering: Numbering) -> Iterator[Block]:
    style = item.style.name or "" if item.style is not None else ""
    text = mend(_labelled(item._element, numbering))
    if not text.strip():
        return
    heading = _HEADING.match(style)
    level = int(heading[1]) if heading else 1 if style == "Title" else None
    if level is None and "list bullet" in style.casefold() and not text.startswith(BULLET):
        text = f"{BULLET} {text}"
    runs = [run for run in item.runs if run.text.strip()]
    sizes = [run.font.size.pt for run in runs if run.font.size is not None]
    styled = item.style.font.size if item.style is not None else None
    size = max(sizes) if sizes else styled.pt if styled is not None else 0.0
    bold = bool(runs) and all(run.bold for run in runs)
    yield text_block(text, level=level, size=size, bold=bold, italic=bool(runs) and all(run.italic for run in runs))


def _labelled(element: Any, numbering: Numbering) -> str:
    """The text of a paragraph, with the number or bullet that Word puts before it. One without text counts for none."""
    text = _text(element)
    return f"{numbering.label(element)} {text}".strip() if text.strip() else ""


def _text(element: Any) -> str:
    """The text of a paragraph as it stands: fields, content controls and insertions too; text boxes are apart."""
    parts = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in _SPACES and node.getparent().tag == f"{W}r":
            parts.append(_SPACES[node.tag])
        elif node.tag not in (_BOX, _FALLBACK, f"{W}pPr"):
            waiting.extend(reversed(node))
    return "".join(parts)


def _cells(row: Any, numbering: Numbering) -> list[str]:
    """The texts of a row; a cell that spans several columns comes once."""
    texts, before = [], None
    for cell in row.cells:
        if cell._tc is not before:
            texts.append(mend(" ".join(_labelled(element, numbering) for element in cell._tc.iter(f"{W}p"))))
        before = cell._tc
    return texts


def _breaks_page(item: Any) -> bool:
    """Whether the page ends within or after this paragraph."""
    element = item._element
    rendered = element.find(f".//{W}lastRenderedPageBreak") is not None
    return rendered or any(node.get(f"{W}type") == "page" for node in element.iter(f"{W}br"))


def _references(item: Any) -> list[str]:
    return [node.get(f"{W}id") for node in item._element.iter(f"{W}footnoteReference")]


def _footnotes(word: Any) -> dict[str, Block]:
    """Footnotes by the number by which the text refers to them."""
    from lxml import etree  # noqa: PLC0415

    part = next((part for part in word.part.package.iter_parts() if part.partname.endswith("/footnotes.xml")), None)
    if part is None:
        return {}
    notes = {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    for note in root.iter(f"{W}footnote"):
        number = note.get(f"{W}id", "")
        text = " ".join("".join(node.text or "" for node in note.iter(f"{W}t")).split())
        if text:
            notes[number] = Block(f"{number} {mend(text)}", Role.FOOTNOTE)
    return notes


def _running(word: Any) -> Iterator[str]:
    for section in word.sections:
        for part in (section.first_page_header, section.header, section.footer):
            yield from (text for paragraph in part.paragraphs if (text := " ".join(paragraph.text.split())))
