"""What Word shows beside the plain text of paragraphs: numbers of lists, fields, controls, text boxes."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from ingest.extract import read
from records.models import Document
from tests.pdfs import saved

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4)"), ("bullet", "-"))


def element(xml: str) -> Any:
    return parse_xml(xml.replace(">", f' xmlns:w="{W}">', 1))


def numbered() -> docx.document.Document:
    """A document with two lists of one definition, the second of which begins again."""
    word = docx.Document()
    root = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    root.insert(0, element(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(element('<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    root.append(element(f'<w:num w:numId="92"><w:abstractNumId w:val="90"/>{again}</w:num>'))
    return word


def item(word: docx.document.Document, text: str, depth: int, *, number: int = 91) -> None:
    properties = word.add_paragraph(text)._element.get_or_add_pPr()
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    properties.append(element(place))


def document_of(folder: Path, word: docx.document.Document) -> Document:
    buffer = BytesIO()
    word.save(buffer)
    return read(saved(folder, buffer.getvalue(), "report.docx")).document


def blocks_of(folder: Path, word: docx.document.Document) -> list[str]:
    return document_of(folder, word).pages[0].text.split("\n\n")


def test_automatic_numbers_stand_before_the_text(tmp_path: Path) -> None:
    word = numbered()
    for text, depth in (("one", 0), ("two", 1), ("three", 1), ("a", 2), ("b", 2), ("i", 3), ("dash", 4), ("next", 0)):
        item(word, text, depth)
    item(word, "under next", 1)
    assert blocks_of(tmp_path, word) == [
        "1. one", "1.1 two", "1.2 three", "(a) a", "(b) b", "i) i", "• dash", "2. next", "2.1 under next",
    ]  # fmt: skip


def test_a_list_that_begins_again(tmp_path: Path) -> None:
    word = numbered()
    item(word, "one", 0)
    item(word, "seven", 0, number=92)
    item(word, "two", 0)
    item(word, "none", 0, number=0)
    assert blocks_of(tmp_path, word) == ["1. one", "7. seven", "2. two", "none"]


def test_numbers_by_style_and_empty_paragraphs_that_count_for_none(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("first", "", "second"):
        word.add_paragraph(text, style="List Number")
    assert blocks_of(tmp_path, word) == ["1. first", "2. second"]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Child Z</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>Child Z</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        '<w:p><w:fldSimple w:instr="FORMTEXT"><w:r><w:t>Child Z</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><w:ins><w:r><w:t>Child Z</w:t></w:r></w:ins><w:del><w:r><w:delText>Y</w:delText></w:r></w:del></w:p>",
    ],
)
def test_controls_fields_and_insertions(tmp_path: Path, xml: str) -> None:
    word = docx.Document()
    word.add_paragraph("Before")
    word.element.body.insert(1, element(xml))
    word.add_paragraph("After")
    assert blocks_of(tmp_path, word) == ["Before", "Child Z", "After"]


def test_a_text_box_comes_once_after_its_paragraph(tmp_path: Path) -> None:
    word = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    run = word.add_paragraph("Beside").add_run()._element
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="{namespace}" xmlns:w="{W}">'
            f'<mc:Choice Requires="w">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
        )
    )
    word.add_paragraph("Below")
    assert blocks_of(tmp_path, word) == ["Beside", "In the box", "Below"]


def test_pictures_are_counted(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Text")
    buffer = BytesIO()
    Image.new("L", (8, 8)).save(buffer, "png")
    word.add_picture(buffer)
    assert document_of(tmp_path, word).notices == ["1 picture was not read."]
