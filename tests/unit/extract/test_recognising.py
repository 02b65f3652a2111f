"""Pages that are pictures are recognised; it is told which, and how surely."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from ingest.extract.options import OcrMode
from records.models import Document
from tests.pdfs import SENTENCES, Draw, lines, pdf, prose, ruled_table, saved, scanned

TEXT = " ".join(SENTENCES[:4])


def blank(_: Canvas) -> None:
    """Draw nothing."""


PRINTED = pdf(lambda canvas: prose(canvas, TEXT))


def document_of(folder: Path, content: bytes, ocr: OcrMode = "auto") -> Document:
    return read(saved(folder, content), ocr=ocr).document


def test_a_scan_is_recognised(tmp_path: Path) -> None:
    document = document_of(tmp_path, scanned(PRINTED))
    (page,) = document.pages
    assert page.text == TEXT
    assert page.ocr
    assert page.ocr_confidence is not None
    assert page.ocr_confidence > 0.85
    assert document.ocr
    assert document.notices == [
        f"Text recognised from pictures (OCR) on the only page; mean confidence {page.ocr_confidence:.0%}."
    ]


@pytest.mark.parametrize("degrees", [1.5, -2.0, 90.0, 180.0])
def test_a_scan_that_stands_askew(tmp_path: Path, degrees: float) -> None:
    assert document_of(tmp_path, scanned(PRINTED, degrees=degrees)).pages[0].text.split() == TEXT.split()


def test_the_table_of_a_scan_has_rows(tmp_path: Path) -> None:
    rows = [
        ["Agency", "Involvement"],
        ["Police", "Called to the home three times"],
        ["School", "Attended each meeting"],
    ]
    content = pdf(lambda canvas: ruled_table(canvas, rows, widths=[120, 260]))
    assert document_of(tmp_path, scanned(content, degrees=0.6)).pages[0].text == "\n".join(map("\t".join, rows))


def test_only_pages_without_text_are_recognised(tmp_path: Path) -> None:
    def stamped(canvas: Canvas) -> None:
        lines(canvas, ["Scanned by the library"], top=800, size=8)

    picture = scanned(pdf(lambda canvas: prose(canvas, TEXT), lambda canvas: prose(canvas, TEXT)))
    document = document_of(tmp_path, picture)
    assert [page.ocr for page in document.pages] == [True, True]
    printed = document_of(tmp_path, pdf(lambda canvas: prose(canvas, TEXT), stamped))
    assert [page.ocr for page in printed.pages] == [False, False]


def test_when_switched_off_the_notice_says_what_was_not_read(tmp_path: Path) -> None:
    document = document_of(tmp_path, scanned(PRINTED), ocr="never")
    assert document.pages[0].text == ""
    assert not document.ocr
    assert document.notices == ["No usable text layer on the only page; not recognised (OCR is off)."]


def test_always_recognises_what_has_text_too(tmp_path: Path) -> None:
    document = document_of(tmp_path, PRINTED, ocr="always")
    assert document.pages[0].ocr
    assert document.pages[0].text == TEXT


def test_a_blank_page_is_not_recognised(tmp_path: Path) -> None:
    document = document_of(tmp_path, pdf(lambda canvas: prose(canvas, TEXT), blank))
    assert [page.ocr for page in document.pages] == [False, False]
    assert document.notices == ["No text found on page 2."]


def test_a_text_layer_of_rubbish_is_not_believed(tmp_path: Path) -> None:
    rubbish = TEXT.translate({ord(letter): ord(letter) - 29 for letter in map(chr, range(62, 127))})

    def with_hidden_rubbish(drawn: Draw) -> Draw:
        def draw(canvas: Canvas) -> None:
            drawn(canvas)
            text = canvas.beginText(72, 300)
            text.setTextRenderMode(3)
            text.setFont("Helvetica", 6)
            text.textLine(rubbish)
            canvas.drawText(text)

        return draw

    content = pdf(with_hidden_rubbish(blank))
    assert document_of(tmp_path, content, "never").notices == [
        "No usable text layer on the only page; not recognised (OCR is off)."
    ]
    assert document_of(tmp_path, PRINTED, "never").notices == []
