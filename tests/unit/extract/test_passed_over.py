"""A number that stands by itself in a cell is read, though Tesseract passed over it."""

import threading

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.extract.lines import Box
from ingest.extract.passed_over import add_passed_over
from ingest.extract.tesseract import Recognised, tesseract

RESOLUTION = 200
POINTS = 72 / RESOLUTION
BORDERS = (100, 200, 500)
WORDS = [("Letter", (220, 105, 300, 135)), ("destroyed", (310, 105, 440, 135))]


@pytest.fixture(scope="module")
def api() -> object:
    return tesseract(threading.local())


def read_beside_words(api: object, number: str, *, y: int) -> list[str]:
    """The words of a row of which the first cell holds `number`, and was passed over."""
    picture = Image.fromarray(np.full((240, 600), 255, dtype=np.uint8))
    draw = ImageDraw.Draw(picture)
    for x in BORDERS:
        draw.line([(x, 60), (x, 180)], fill=0, width=2)
    draw.text((130, y), number, fill=0, font=ImageFont.load_default(size=28))
    rules: list[Box] = [(x * POINTS, 60 * POINTS, x * POINTS, 180 * POINTS) for x in BORDERS]
    texts, boxes = [text for text, _ in WORDS], [box for _, box in WORDS]
    found = Recognised(texts, boxes, [0, 0], {0: 30.0}, {0: 0.1}, [95.0, 95.0], rules, POINTS, size=picture.size)
    add_passed_over(found, api, picture, RESOLUTION)
    assert len(found.texts) == len(found.boxes) == len(found.rows) == len(found.confidences)
    return found.texts


@pytest.mark.parametrize("number", ["7", "12", "2004"])
def test_a_number_alone_is_read_in_its_place(api: object, number: str) -> None:
    assert read_beside_words(api, number, y=104) == [number, "Letter", "destroyed"]


def test_a_cell_that_is_empty_or_whose_line_stands_at_another_height_adds_nothing(api: object) -> None:
    assert read_beside_words(api, "", y=104) == ["Letter", "destroyed"]
    assert read_beside_words(api, "2004", y=122) == ["Letter", "destroyed"]
