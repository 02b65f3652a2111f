"""Rows of tables stay rows: a line each, a tab between cells."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import SENTENCES, Draw, lines, pdf, prose, ruled_table, saved, spaced_table

ROWS = [
    ["Date", "What happened", "What was done"],
    ["March 2015", "The midwife noted bruising to the arm of the mother.", "A referral was made to the local hub."],
    ["June 2015", "Moved house.", "Records were sent on after a delay of five weeks, without a summary."],
    ["July 2016", "A neighbour rang to say that the children were alone.", "Visited."],
]
WIDTHS = [80, 180, 180]


def page_texts(folder: Path, *pages: Draw) -> list[str]:
    return [page.text for page in read(saved(folder, pdf(*pages))).document.pages]


def as_text(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def test_a_table_with_borders_between_paragraphs(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = prose(canvas, SENTENCES[0], top=80)
        top = ruled_table(canvas, ROWS, widths=WIDTHS, top=top)
        prose(canvas, SENTENCES[1], top=top + 25)

    assert page_texts(tmp_path, draw) == ["\n\n".join([SENTENCES[0], as_text(ROWS), SENTENCES[1]])]


def test_a_table_without_upright_borders(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, SENTENCES[0], top=80)
        below = spaced_table(canvas, ROWS, widths=WIDTHS, top=130)
        prose(canvas, SENTENCES[1], top=below + 25)

    assert page_texts(tmp_path, draw) == ["\n\n".join([SENTENCES[0], as_text(ROWS), SENTENCES[1]])]


def test_details_and_their_names_are_rows(tmp_path: Path) -> None:
    details = [["Lead reviewer", "Ada Marsh"], ["Published", "May 2019"], ["Child", "Child Z, aged four"]]
    assert page_texts(tmp_path, lambda canvas: spaced_table(canvas, details, widths=[150, 200])) == [as_text(details)]


def test_a_header_repeated_on_the_next_page_comes_once(tmp_path: Path) -> None:
    def draw(rows: list[list[str]]) -> Draw:
        return lambda canvas: ruled_table(canvas, [ROWS[0], *rows], widths=WIDTHS)

    first, second = page_texts(tmp_path, draw(ROWS[1:3]), draw(ROWS[3:]))
    assert first == as_text(ROWS[:3])
    assert second == as_text(ROWS[3:])


def test_an_empty_cell_keeps_its_place(tmp_path: Path) -> None:
    rows = [["Agency", "Worked with", "Report"], ["Police", "", "Yes"], ["School", "The brother", ""]]
    assert page_texts(tmp_path, lambda canvas: ruled_table(canvas, rows, widths=WIDTHS)) == [
        "Agency\tWorked with\tReport\nPolice\t\tYes\nSchool\tThe brother"
    ]


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 600, 470, 150)
        prose(canvas, SENTENCES[0], top=120)
        prose(canvas, SENTENCES[1], top=160)

    assert page_texts(tmp_path, draw) == ["\n\n".join(SENTENCES[:2])]


def test_words_cut_by_a_narrow_column_are_whole(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["The meeting took place in September that year, as was usual in those days."], top=60)
        ruled_table(canvas, [["Septem ber 2020", "Seen at home"]], widths=[48, 200], top=100)

    assert "September 2020\tSeen at home" in page_texts(tmp_path, draw)[0]
