"""Running heads, footers and page numbers stay out of the text, and are kept apart."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import SENTENCES, Draw, lines, paragraphs, pdf, saved


def page(number: int, *, of: int, label: str | None = None, head: str = "Case Review: Child Z") -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, [head], top=40, size=9)
        paragraphs(canvas, [SENTENCES[(number + step) % 8] for step in range(3)])
        lines(canvas, ["OFFICIAL SENSITIVE"], top=800, size=8)
        lines(canvas, [label or f"Page {number} of {of}"], x=480, top=800, size=8)

    return draw


def test_they_are_left_out_and_told(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, pdf(*(page(number, of=6) for number in range(1, 7)))))
    for number, read_page in enumerate(reading.document.pages, start=1):
        assert read_page.text == "\n\n".join(SENTENCES[(number + step) % 8] for step in range(3))
        assert read_page.label == str(number)
    assert set(reading.running) == {"Case Review: Child Z", "OFFICIAL SENSITIVE"}


def test_labels_are_as_printed(tmp_path: Path) -> None:
    roman = ["i", "ii", "iii", "1", "2", "3", "4"]
    content = pdf(*(page(number, of=7, label=label) for number, label in enumerate(roman, start=1)))
    assert [page.label for page in read(saved(tmp_path, content)).document.pages] == roman


def test_left_and_right_pages_may_differ(tmp_path: Path) -> None:
    heads = ["Northmoor Partnership", "Review of Child Z"]
    content = pdf(*(page(number, of=8, head=heads[number % 2]) for number in range(1, 9)))
    reading = read(saved(tmp_path, content))
    assert set(heads) < set(reading.running)
    assert not any(head in page.text for head in heads for page in reading.document.pages)


def test_a_line_that_only_looks_alike_stays(tmp_path: Path) -> None:
    def draw(number: int) -> Draw:
        return lambda canvas: (
            lines(canvas, [f"{number * number} children were seen by {number + 3} services in that year."], top=60),
            paragraphs(canvas, SENTENCES[number : number + 2], top=100),
        )

    document = read(saved(tmp_path, pdf(*(draw(number) for number in range(1, 6))))).document
    assert [page.text.split(" ", 1)[0] for page in document.pages] == ["1", "4", "9", "16", "25"]


def test_what_repeats_is_kept_when_there_is_nothing_else(tmp_path: Path) -> None:
    content = pdf(*[lambda canvas: lines(canvas, ["Intentionally left blank"], top=50)] * 3)
    document = read(saved(tmp_path, content)).document
    assert [page.text for page in document.pages] == ["Intentionally left blank"] * 3


def test_a_stamp_across_each_page_is_left_out(tmp_path: Path) -> None:
    def stamped(text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            paragraphs(canvas, [text])
            canvas.saveState()
            canvas.translate(150, 300)
            canvas.rotate(45)
            canvas.setFont("Helvetica", 80)
            canvas.drawString(0, 0, "DRAFT")
            canvas.restoreState()

        return draw

    reading = read(saved(tmp_path, pdf(*map(stamped, SENTENCES[:3]))))
    assert [page.text for page in reading.document.pages] == list(SENTENCES[:3])
    assert reading.running == ("DRAFT",)
