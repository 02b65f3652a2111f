"""Whatever text is printed is read again: generated words, in generated layouts."""

import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import SENTENCES, lines, pdf, prose, ruled_table, saved

WORDS = {word.strip(".") for sentence in SENTENCES for word in sentence.split()}
words = st.sampled_from(sorted(WORDS | {"café", "naïve", "£20", "2014"}))
OPENING = " ".join(SENTENCES[:2])
"""Tells the width of a column and the distance of its lines, which one short line cannot."""
sentences = st.lists(words, min_size=6, max_size=30).map(lambda chosen: f"{' '.join(chosen).capitalize()}.")


def read_text(content: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        return [page.text for page in read(saved(Path(folder), content)).document.pages]


@settings(deadline=None, max_examples=60)
@given(st.lists(sentences, min_size=1, max_size=8), st.integers(8, 14), st.integers(180, 450))
def test_paragraphs(texts: list[str], size: int, width: int) -> None:
    texts = [OPENING, *texts]

    def draw(canvas: Canvas) -> None:
        top = 80.0
        for text in texts:
            top = prose(canvas, text, top=top, width=width, size=size)

    if len(" ".join(texts)) * size * size * 0.75 < 600 * width:  # it fits on the page
        assert read_text(pdf(draw)) == ["\n\n".join(texts)]


@settings(deadline=None, max_examples=60)
@given(st.lists(sentences, min_size=2, max_size=6), st.lists(sentences, min_size=2, max_size=6))
def test_two_columns(left: list[str], right: list[str]) -> None:
    left, right = [OPENING, *left], [OPENING, *right]

    def draw(canvas: Canvas) -> None:
        prose(canvas, " ".join(left), x=60, width=220, size=10)
        prose(canvas, " ".join(right), x=310, width=220, size=10)

    (text,) = read_text(pdf(draw))
    assert text.split() == " ".join(left + right).split()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(sentences, sentences, sentences), min_size=2, max_size=5))
def test_tables(rows: list[tuple[str, str, str]]) -> None:
    (text,) = read_text(pdf(lambda canvas: ruled_table(canvas, rows, widths=[150, 150, 150], top=60)))
    assert text == "\n".join("\t".join(row) for row in rows)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(string.printable.strip() + "éüñ£“”’–", min_size=1, max_size=12), min_size=1, max_size=12))
def test_any_letters_that_a_font_has(chosen: list[str]) -> None:
    line = " ".join(chosen)
    (text,) = read_text(pdf(lambda canvas: lines(canvas, [line], top=300, size=8)))
    assert "".join(text.split()) == "".join(line.split())


@pytest.mark.parametrize("count", [1, 40])
def test_every_page_has_its_text(count: int) -> None:
    pages = [f"This is what stands on leaf {number} of the report and on no other." for number in range(count)]
    content = pdf(*(lambda canvas, text=text: prose(canvas, text, top=300) for text in pages))
    assert read_text(content) == pages
