"""Footnotes stand last on their page, and their numbers do not stick to words."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import SENTENCES, lines, pdf, prose, saved


def test_a_note_follows_the_text_and_its_number_leaves_the_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 11)
        text.textOut("The board agreed the scope in May")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut("1")
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut(" and the panel met six times in that year.")
        canvas.drawText(text)
        prose(canvas, SENTENCES[0], top=170)
        canvas.line(72, 110, 216, 110)
        lines(canvas, ["1 Under the guidance that was in force until 2018."], top=745, size=8)

    page = read(saved(tmp_path, pdf(draw))).document.pages[0]
    assert page.text.split("\n\n") == [
        "The board agreed the scope in May and the panel met six times in that year.",
        SENTENCES[0],
        "1 Under the guidance that was in force until 2018.",
    ]


def test_notes_under_the_first_column_do_not_part_the_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, " ".join(SENTENCES[:4]), x=60, width=225)
        lines(canvas, ["2 As told to the reviewer by the family."], x=60, top=700, size=8)
        prose(canvas, " ".join(SENTENCES[4:]), x=310, width=225)

    page = read(saved(tmp_path, pdf(draw))).document.pages[0]
    assert " ".join(page.text.split()) == f"{' '.join(SENTENCES)} 2 As told to the reviewer by the family."
