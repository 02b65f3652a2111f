"""Word documents, slides and web pages give pages, sections and text by the same models."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from docx.enum.text import WD_BREAK
from PIL import Image

from ingest.extract import read
from records.errors import FileRejected
from records.models import SectionKind
from tests.pdfs import SENTENCES, saved


def word_document() -> bytes:
    word = docx.Document()
    word.core_properties.title = "Review of Child Z"
    word.add_heading("Review of Child Z", 0)
    word.add_heading("Introduction", 1)
    word.add_paragraph(SENTENCES[0])
    word.add_paragraph(SENTENCES[1], style="List Bullet")
    table = word.add_table(rows=0, cols=2)
    for cells in (("Agency", "Report"), ("Police", "Yes")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    word.add_heading("Recommendations", 1)
    word.add_paragraph(SENTENCES[2])
    return as_bytes(word)


def as_bytes(saveable: docx.document.Document | pptx.presentation.Presentation) -> bytes:
    buffer = BytesIO()
    saveable.save(buffer)
    return buffer.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, word_document(), "report.docx"))
    document = reading.document
    text = "\n\n".join(page.text for page in document.pages)
    expected = ["Review of Child Z", "Introduction", SENTENCES[0], f"• {SENTENCES[1]}", "Agency\tReport\nPolice\tYes"]
    assert text.split("\n\n") == [*expected, "Recommendations", SENTENCES[2]]
    assert [(section.heading, section.kind) for section in document.sections][1:] == [
        ("Introduction", SectionKind.BODY),
        ("Recommendations", SectionKind.RECOMMENDATIONS),
    ]
    assert reading.properties["title"] == "Review of Child Z"
    assert reading.cover[0].text == "Review of Child Z"


def test_pages_of_a_word_document_are_those_of_its_breaks(tmp_path: Path) -> None:
    word = docx.Document()
    for sentence in SENTENCES[:3]:
        word.add_paragraph(sentence).add_run().add_break(WD_BREAK.PAGE)
    pages = read(saved(tmp_path, as_bytes(word), "report.docx")).document.pages
    assert [page.text for page in pages][:3] == list(SENTENCES[:3])
    assert [page.number for page in pages][:3] == [1, 2, 3]


def test_pictures_of_slides_are_counted(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Lesson"
    for _ in range(2):
        slide.shapes.add_picture(picture(), 0, 0)
    document = read(saved(tmp_path, as_bytes(presentation), "slides.pptx")).document
    assert document.notices == ["2 pictures were not read."]


def picture() -> BytesIO:
    buffer = BytesIO()
    Image.new("L", (8, 8)).save(buffer, "png")
    buffer.seek(0)
    return buffer


def test_slides(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    for number in (0, 2):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"Lesson {number}"
        slide.placeholders[1].text = f"{SENTENCES[number]}\n{SENTENCES[number + 1]}"
        slide.notes_slide.notes_text_frame.text = "Wait for questions."
    document = read(saved(tmp_path, as_bytes(presentation), "slides.pptx")).document
    assert [page.text for page in document.pages] == [
        "\n\n".join(["Lesson 0", *SENTENCES[0:2], "Wait for questions."]),
        "\n\n".join(["Lesson 2", *SENTENCES[2:4], "Wait for questions."]),
    ]
    assert [section.heading for section in document.sections] == ["Lesson 0", "Lesson 2"]


def test_a_web_page(tmp_path: Path) -> None:
    page = f"""<!DOCTYPE html><html><head><title>Reviews</title><script>alert("no")</script></head><body>
    <nav><a href="/">Home</a></nav><main><h1>Review of Child&nbsp;Z</h1><p>{SENTENCES[0]}<br>{SENTENCES[1]}</p>
    <ul><li>First <b>point</b></li></ul><table><tr><th>Agency<td>Police</table><h2>Recommendations</h2>
    <div>{SENTENCES[2]}</div></main><footer>Contact us</footer></body></html>"""
    reading = read(saved(tmp_path, page.encode(), "page.html"))
    assert reading.document.pages[0].text.split("\n\n") == [
        "Review of Child Z",
        f"{SENTENCES[0]} {SENTENCES[1]}",
        "• First point",
        "Agency\tPolice",
        "Recommendations",
        SENTENCES[2],
    ]
    assert [section.level for section in reading.document.sections] == [1, 2]
    assert reading.properties["title"] == "Reviews"


def test_a_web_page_nested_very_deeply(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 200 + f"<p>{SENTENCES[0]}</p>" + "</div>" * 200
    assert read(saved(tmp_path, page.encode(), "page.html")).document.pages[0].text == SENTENCES[0]


@pytest.mark.parametrize("name", ["report.docx", "slides.pptx"])
def test_a_damaged_archive(tmp_path: Path, name: str) -> None:
    part = "word/document.xml" if name.endswith("docx") else "ppt/presentation.xml"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "<not what it should be>")
    with pytest.raises(FileRejected) as caught:
        read(saved(tmp_path, buffer.getvalue(), name))
    assert caught.value.code == "damaged"


def test_an_archive_that_is_a_bomb(tmp_path: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(210):
            part.write(bytes(1_000_000))
    with pytest.raises(FileRejected) as caught:
        read(saved(tmp_path, buffer.getvalue(), "report.docx"))
    assert caught.value.code == "too-large"
