"""Text comes out as a reader reads it."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import HEIGHT, SENTENCES, WIDTH, lines, paragraphs, pdf, prose, saved, wrapped


def text_of(folder: Path, content: bytes) -> str:
    return "\n\n".join(page.text for page in read(saved(folder, content)).document.pages)


def test_paragraphs_are_parted_by_blank_lines(tmp_path: Path) -> None:
    content = pdf(lambda canvas: paragraphs(canvas, SENTENCES[:4], width=200))
    assert text_of(tmp_path, content) == "\n\n".join(SENTENCES[:4])


def test_one_column_is_read_before_the_next(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        paragraphs(canvas, texts[:2], x=60, width=225)
        paragraphs(canvas, texts[2:], x=310, width=225)

    texts = [" ".join(SENTENCES[:3]), SENTENCES[3], SENTENCES[4], " ".join(SENTENCES[5:])]
    assert text_of(tmp_path, pdf(draw)) == "\n\n".join(texts)


def test_columns_drawn_line_by_line_are_not_read_across(tmp_path: Path) -> None:
    left, right = (wrapped(" ".join(part), 225) for part in (SENTENCES[:4], SENTENCES[4:]))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number in range(max(len(left), len(right))):
            for x, column in ((60, left), (310, right)):
                if number < len(column):
                    canvas.drawString(x, HEIGHT - 100 - 14 * number, column[number])

    assert text_of(tmp_path, pdf(draw)).split() == " ".join(SENTENCES).split()


def test_columns_that_do_not_share_baselines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, " ".join(SENTENCES[:4]), x=60, top=100, width=225)
        prose(canvas, " ".join(SENTENCES[4:]), x=310, top=107, width=225)

    assert text_of(tmp_path, pdf(draw)).split() == " ".join(SENTENCES).split()


def test_a_page_may_mix_one_column_and_two(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = prose(canvas, " ".join(SENTENCES[:3]), top=100, x=60, width=475)
        prose(canvas, " ".join(SENTENCES[3:5]), x=60, top=top + 20, width=225)
        below = prose(canvas, " ".join(SENTENCES[5:7]), x=310, top=top + 20, width=225)
        prose(canvas, f"{SENTENCES[7]} {SENTENCES[0]} {SENTENCES[1]}", x=60, top=below + 40, width=475)

    expected = " ".join([*SENTENCES, *SENTENCES[:2]])
    assert text_of(tmp_path, pdf(draw)).split() == expected.split()


def test_three_columns(tmp_path: Path) -> None:
    parts = [" ".join(SENTENCES[:3]), " ".join(SENTENCES[3:6]), " ".join(SENTENCES[5:])]

    def draw(canvas: Canvas) -> None:
        for number, part in enumerate(parts):
            prose(canvas, part, x=50 + 175 * number, width=150)

    assert text_of(tmp_path, pdf(draw)).split() == " ".join(parts).split()


def test_an_item_of_a_list_is_a_paragraph_with_its_label(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = 100.0
        for label, text in (("1.1", SENTENCES[0]), ("1.2", SENTENCES[1]), ("(a)", SENTENCES[2])):
            lines(canvas, [label], top=top)
            top = lines(canvas, wrapped(text, 200), x=108, top=top)

    expected = [f"1.1 {SENTENCES[0]}", f"1.2 {SENTENCES[1]}", f"(a) {SENTENCES[2]}"]
    assert text_of(tmp_path, pdf(draw)).split("\n\n") == expected


def test_paragraphs_that_are_only_indented(tmp_path: Path) -> None:
    texts = [" ".join(SENTENCES[start : start + 2]) for start in (0, 2, 4)]

    def draw(canvas: Canvas) -> None:
        top = 100.0
        for text in texts:
            first, *others = wrapped(text, 300)
            top = lines(canvas, [first], x=90, top=top)
            top = lines(canvas, others, top=top)

    assert text_of(tmp_path, pdf(draw)).split("\n\n") == texts


def test_a_page_set_sideways_is_read_upright(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas._pagesize = (HEIGHT, WIDTH)
        paragraphs(canvas, SENTENCES[:3], width=600)
        canvas._pagesize = (WIDTH, HEIGHT)

    assert text_of(tmp_path, pdf(draw)) == "\n\n".join(SENTENCES[:3])


def test_a_page_that_is_shown_turned_is_read_as_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(270)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 11)
        for number, sentence in enumerate(SENTENCES[:3]):
            canvas.drawString(72, 400 - 30 * number, sentence)

    page = read(saved(tmp_path, pdf(draw))).document.pages[0]
    assert page.text == "\n\n".join(SENTENCES[:3])


def test_letters_spaced_for_show_are_words(tmp_path: Path) -> None:
    content = pdf(lambda canvas: lines(canvas, ["S E R I O U S   C A S E   R E V I E W"], size=20))
    assert text_of(tmp_path, content) == "SERIOUS CASE REVIEW"
