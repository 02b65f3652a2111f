"""Every kind of file ends as text or as a plain reason."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from ingest.limits import Limits
from records.errors import FileRejected
from tests.pdfs import SENTENCES, lines, paragraphs, pdf, prose, saved

REPORT = pdf(lambda canvas: paragraphs(canvas, SENTENCES[:3]))


def rejection(path: Path, limits: Limits | None = None) -> FileRejected:
    with pytest.raises(FileRejected) as caught:
        read(path, limits=limits)
    return caught.value


def office(part: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "<xml/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty", "zero bytes"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "html-as-pdf", "web page (HTML)"),
        (b"\xef\xbb\xbf\n<HTML><title>Sorry</title>", "html-as-pdf", "web page (HTML)"),
        (office("word/document.xml"), "docx-as-pdf", "Word document"),
        (office("ppt/presentation.xml"), "pptx-as-pdf", "PowerPoint"),
        (office("xl/workbook.xml"), "spreadsheet", "spreadsheet"),
        (office("photo.jpg"), "archive", "zip"),
        (b"PK\x03\x04 and then nothing", "damaged", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old-office", "old format"),
        (b"{\\rtf1 text}", "rich-text", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture", "PNG"),
        (b"%PDF-1.7\nthis is not one\n%%EOF", "damaged", "damaged"),
        (b"just some words", "unknown-type", "no PDF"),
        (bytes(4096), "blank", "zeros"),
    ],
)
def test_what_is_no_pdf_is_told_in_plain_words(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    rejected = rejection(saved(tmp_path, content))
    assert rejected.code == code
    assert words in rejected.reason


def test_a_truncated_file_is_read_or_told(tmp_path: Path) -> None:
    rejected = rejection(saved(tmp_path, REPORT[:200]))
    assert rejected.code == "truncated"
    assert "not downloaded or saved whole" in rejected.reason


def test_a_file_that_needs_a_password(tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", ownerPassword="other", strength=128))
    canvas.drawString(72, 700, "Not to be read")
    canvas.save()
    rejected = rejection(saved(tmp_path, buffer.getvalue()))
    assert rejected.code == "encrypted"
    assert "password" in rejected.reason


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="other", strength=128, canCopy=0))
    prose(canvas, SENTENCES[0])
    canvas.save()
    assert read(saved(tmp_path, buffer.getvalue())).document.pages[0].text == SENTENCES[0]


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "report.pdf"
    folder.mkdir()
    assert rejection(folder).code == "folder"


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    assert read(saved(tmp_path, REPORT, "report")).document.pages[0].text == "\n\n".join(SENTENCES[:3])


def test_bytes_before_the_header_are_no_hindrance(tmp_path: Path) -> None:
    assert read(saved(tmp_path, b"\r\n\r\n" + REPORT)).document.pages[0].text.startswith("The review looked")


def test_more_pages_than_allowed(tmp_path: Path) -> None:
    content = pdf(*[lambda canvas: lines(canvas, ["A page"])] * 4)
    rejected = rejection(saved(tmp_path, content), Limits(pages=3))
    assert rejected.code == "too-many-pages"


def test_more_bytes_than_allowed(tmp_path: Path) -> None:
    assert rejection(saved(tmp_path, REPORT), Limits(file_bytes=100)).code == "too-large"


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    first, second = (read(saved(tmp_path, REPORT, name)).document for name in ("one.pdf", "two.pdf"))
    assert first.sha256 == second.sha256
    assert first.id == first.sha256[:16]
    assert (first.filename, first.bytes) == ("one.pdf", len(REPORT))


def test_a_page_of_two_hundred_inches(tmp_path: Path) -> None:
    content = pdf(lambda canvas: lines(canvas, ["A plan of the town"], top=7000, size=90), size=(14_400, 14_400))
    assert read(saved(tmp_path, content)).document.pages[0].text == "A plan of the town"


def test_a_picture_of_two_hundred_inches_is_recognised_within_bounds(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(100, 100, 9_000, 9_000)
        canvas.drawPath(path)

    assert read(saved(tmp_path, pdf(draw, size=(14_400, 14_400)))).document.pages[0].text == ""


def test_a_page_of_very_many_objects(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, SENTENCES[0])
        for number in range(60_000):
            canvas.line(0, number % 800, 500, number % 800)

    assert read(saved(tmp_path, pdf(draw))).document.pages[0].text == SENTENCES[0]


def test_thousands_of_pages(tmp_path: Path) -> None:
    source = pdfium.PdfDocument(REPORT)
    many = pdfium.PdfDocument.new()
    for _ in range(3_000):
        many.import_pages(source)
    buffer = BytesIO()
    many.save(buffer)
    document = read(saved(tmp_path, buffer.getvalue()), limits=Limits(pages=3_000)).document
    assert len(document.pages) == 3_000
    assert document.pages[-1].text == document.pages[0].text


def test_properties_outline_and_cover_are_handed_on(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Northmoor Safeguarding Children Board"], top=120, size=14, font="Helvetica-Bold")
        lines(canvas, ["Review of Child Z"], top=180, size=24)

    def prepare(canvas: Canvas) -> None:
        canvas.setTitle("Review of Child Z")
        canvas.setAuthor("A. Marsh")

    reading = read(saved(tmp_path, pdf(draw, prepare=prepare)))
    assert reading.properties["title"] == "Review of Child Z"
    assert reading.properties["author"] == "A. Marsh"
    assert [(line.text, round(line.size_points), line.bold) for line in reading.cover] == [
        ("Northmoor Safeguarding Children Board", 14, True),
        ("Review of Child Z", 24, False),
    ]
    assert 100 < reading.cover[0].y_points < reading.cover[1].y_points < 190
