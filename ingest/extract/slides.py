"""A presentation (.pptx) becomes pages, one a slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from ingest.extract.blocks_reading import pictures_notice, reading_of_blocks, table_of, text_block
from ingest.extract.mending import mend
from ingest.extract.office import opening, properties_of
from ingest.reading import Reading
from ingest.structure.blocks import Block, PageBlocks, Role
from records.models import Document

_PICTURE = "{http://schemas.openxmlformats.org/presentationml/2006/main}pic"


def read_slides(content: bytes, *, document: Document) -> Reading:
    """Read a presentation: titles are headings, what else is on a slide comes from top to bottom, the speaker's notes
    last: who opens a published presentation sees them below the slide.

    Raises `FileRejected`.
    """
    from pptx import Presentation  # noqa: PLC0415 (few libraries hold presentations)

    with opening(content):
        presentation = Presentation(BytesIO(content))
        pages = [
            PageBlocks(number, None, [*_blocks(slide.shapes, slide.shapes.title), *_notes(slide)])
            for number, slide in enumerate(presentation.slides, start=1)
        ]
        properties = properties_of(presentation.core_properties)
        pictures = sum(1 for slide in presentation.slides for _ in slide.shapes.element.iter(_PICTURE))
    reading = reading_of_blocks(pages or [PageBlocks(1, None, [])], document=document, properties=properties)
    reading.document.notices += pictures_notice(pictures)
    return reading


def _notes(slide: Any) -> Iterator[Block]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    for paragraph in frame.paragraphs if frame is not None else ():
        text = mend("".join(run.text for run in paragraph.runs))
        if text.strip():
            yield Block(" ".join(text.split()), Role.FOOTNOTE)


def _blocks(shapes: Iterable[Any], title: Any) -> Iterator[Block]:
    """The blocks of a slide, its title first."""
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        yield text_block(mend(title.text_frame.text.replace("\x0b", " ")), level=1)
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if hasattr(shape, "shapes"):
            yield from _blocks(shape.shapes, None)
        elif getattr(shape, "has_table", False) and shape.has_table:
            block = table_of([[mend(cell.text) for cell in row.cells] for row in shape.table.rows])
            if block.text:
                yield block
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text = mend("".join(run.text for run in paragraph.runs))
                if text.strip():
                    yield text_block(text)
