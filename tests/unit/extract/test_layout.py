"""The boxes of words stand where the words stand on the page as it is shown."""

import gzip
import json
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from tests.pdfs import HEIGHT, WIDTH, Draw, lines, pdf, saved, scanned


def layout(folder: Path, content: bytes) -> dict[str, Any]:
    return json.loads(gzip.decompress(read(saved(folder, content)).layout))  # type: ignore[no-any-return]


def box_of(page: dict[str, Any], word: str) -> tuple[int, int, int, int]:
    x0, y0, x1, y1, _ = next(entry for entry in page["words"] if entry[4] == word)
    return x0, y0, x1, y1


def test_words_have_their_boxes(tmp_path: Path) -> None:
    content = pdf(lambda canvas: lines(canvas, ["Child Z was seen"], x=100, top=200, size=20))
    (page,) = layout(tmp_path, content)["pages"]
    assert (page["number"], page["width"], page["height"]) == (1, round(WIDTH), round(HEIGHT))
    assert [entry[4] for entry in page["words"]] == ["Child", "Z", "was", "seen"]
    x0, y0, x1, y1 = box_of(page, "Child")
    assert abs(x0 - 100) <= 2
    assert 140 < x1 < 155
    assert 175 < y0 < 190
    assert 200 <= y1 < 210


def test_on_a_page_that_is_shown_turned_boxes_are_as_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        lines(canvas, ["sideways"], x=100, top=200, size=20)

    (page,) = layout(tmp_path, pdf(draw))["pages"]
    assert (page["width"], page["height"]) == (round(HEIGHT), round(WIDTH))
    x0, y0, x1, y1 = box_of(page, "sideways")
    assert x1 - x0 < y1 - y0
    assert abs(y0 - 100) <= 2
    assert abs(x1 - (HEIGHT - 200)) < 25


def test_recognised_words_have_boxes_too(tmp_path: Path) -> None:
    draw: Draw = lambda canvas: lines(canvas, ["Seen by the reviewer"], x=100, top=200, size=20)  # noqa: E731
    (drawn,) = layout(tmp_path, pdf(draw))["pages"]
    (recognised,) = layout(tmp_path, scanned(pdf(draw)))["pages"]
    for word in ("Seen", "reviewer"):
        assert all(abs(a - b) <= 5 for a, b in zip(box_of(drawn, word), box_of(recognised, word), strict=True))
