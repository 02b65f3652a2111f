"""Words that were read doubtfully: parted where a gap is, and read again where they are none."""

import numpy as np
import pytest
from PIL import Image

from ingest.extract import doubtful
from ingest.extract.doubtful import is_known, reread
from ingest.extract.joined_words import part_joined
from ingest.extract.tesseract import Recognised

WHITE, INK = 255, 0
SPACE = 10
"""Pixels between the words of the row that is drawn here."""


def row_of(text: str, *, gap_after: int, gap: int) -> tuple[Recognised, np.ndarray]:
    """A row that begins with `text` in letters ten pixels wide, `gap` pixels white after so many of them."""
    pixels = np.full((20, 400), WHITE, dtype=np.uint8)
    x = 0
    for place in range(len(text)):
        pixels[2:18, x : x + 9] = INK
        x += 9 + (gap if place + 1 == gap_after else 1)
    end = x - 1
    boxes = [(0, 2, end, 18), (end + SPACE, 2, end + SPACE + 30, 18), (end + 2 * SPACE + 30, 2, 300, 18)]
    found = Recognised([text, "was", "seen"], boxes, [0, 0, 0], {}, {}, [70.0, 95.0, 95.0], [], 0.5)
    return found, pixels


@pytest.mark.parametrize(("text", "letters"), [("aboy", 1), ("12to", 2), ("Aconcern", 1), ("ofthe", 2)])
def test_two_words_read_as_one_are_parted_where_the_gap_is(text: str, letters: int) -> None:
    found, pixels = row_of(text, gap_after=letters, gap=6)
    part_joined(found, pixels)
    assert found.texts == [text[:letters], text[letters:], "was", "seen"]
    before, after = found.boxes[:2]
    assert before[2] < after[0]
    assert found.rows == [0] * 4
    assert len(found.confidences) == 4


def test_a_narrower_gap_parts_beside_a_single_letter() -> None:
    found, pixels = row_of("Anumber", gap_after=1, gap=4)
    part_joined(found, pixels)
    assert found.texts[:2] == ["A", "number"]


@pytest.mark.parametrize(
    ("text", "letters", "gap"), [("aboy", 1, 1), ("about", 1, 6), ("Stourhampton", 5, 6), ("Haverstone", 5, 4)]
)
def test_words_stay_whole_without_a_gap_or_when_known_or_when_a_part_is_no_word(
    text: str, letters: int, gap: int
) -> None:
    found, pixels = row_of(text, gap_after=letters, gap=gap)
    part_joined(found, pixels)
    assert found.texts == [text, "was", "seen"]


@pytest.mark.parametrize("text", ["child’s", "(ii)", "5.2.3", "2003;", "well-being", "A", "21st", "•"])
def test_what_is_known_is_not_read_again(text: str) -> None:
    assert is_known(text)


@pytest.mark.parametrize("text", ["brather", "ta", "entitement."])
def test_what_is_no_word_is_read_again(text: str) -> None:
    assert not is_known(text)


Reading = list[tuple[str, float]]


def line_of(words: Reading) -> Recognised:
    """Words of one line, each 90 pixels wide."""
    texts, confidences = [text for text, _ in words], [confidence for _, confidence in words]
    boxes = [(100 * place, 10, 100 * place + 90, 30) for place in range(len(words))]
    return Recognised(texts, boxes, [0] * len(words), {0: 20.0}, {0: 0.1}, confidences, [], 0.36, size=(1_000, 40))


def read_again(monkeypatch: pytest.MonkeyPatch, first: Reading, *readings: Reading) -> list[str]:
    """What a line says in the end when it is read so, and then so at other scales."""
    scales, following = iter(doubtful.SCALES), iter(readings)

    def scripted(*_: object) -> Recognised:
        again, scale = line_of(next(following)), next(scales)
        again.boxes = [  # in the enlarged picture
            (round(x0 * scale), round(y0 * scale), round(x1 * scale), round(y1 * scale))
            for x0, y0, x1, y1 in again.boxes
        ]
        return again

    monkeypatch.setattr(doubtful, "read_row", scripted)
    found = line_of(first)
    reread(found, None, Image.new("L", (1_000, 40), 255), 200)
    assert len(found.texts) == len(found.boxes) == len(found.rows) == len(found.confidences)
    return found.texts


TEACHER = ("teacher", 96.0)


def test_two_readings_that_agree_outvote_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [TEACHER, ("far", 81.0), ("child", 96.0)]
    once, twice = [TEACHER, ("for", 93.0), ("child", 96.0)], [TEACHER, ("for", 94.0), ("child", 96.0)]
    assert read_again(monkeypatch, first, once, twice)[1] == "for"
    assert read_again(monkeypatch, first, once, first)[1] == "far"


def test_a_sign_that_is_no_word_becomes_what_two_readings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    again = [TEACHER, ("a", 90.0), ("child", 96.0)]
    assert read_again(monkeypatch, [TEACHER, ("@", 84.0), ("child", 96.0)], again, again)[1] == "a"


def test_what_was_read_with_no_confidence_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    again = [("12to14", 84.0)]
    assert read_again(monkeypatch, [("121014", 4.0)], again, again) == ["12to14"]


@pytest.mark.parametrize(
    ("text", "again"),
    [("1.1", [("11", 95.0)]), ("summarised", [("summa", 97.0), ("rised", 93.0)]), ("+", [(".", 95.0)])],
    ids=["a dot is lost", "a part is no word", "no letters"],
)
def test_what_is_lost_or_torn_is_not_taken(monkeypatch: pytest.MonkeyPatch, text: str, again: Reading) -> None:
    assert read_again(monkeypatch, [(text, 60.0)], again, again) == [text]


def test_words_on_both_sides_of_a_border_are_read_apart() -> None:
    found = line_of([("May", 95.0), ("2005", 60.0), ("Mother", 95.0)])
    found.rules = [(x * found.points, 0.0, x * found.points, 14.4) for x in (95, 195)]
    read: list[tuple[int, ...]] = []

    class Api:
        """Tells which part of the picture it is asked to read."""

        def SetPageSegMode(self, _: int) -> None: ...  # noqa: N802 (Tesseract's names)

        def SetSourceResolution(self, _: int) -> None: ...  # noqa: N802

        def SetImage(self, image: Image.Image) -> None:  # noqa: N802
            read.append(image.size)

        def Recognize(self) -> None: ...  # noqa: N802

        def GetIterator(self) -> None: ...  # noqa: N802

    reread(found, Api(), Image.new("L", (1_000, 40), 255), 200)
    assert [width for width, _ in read] == [round(92 * scale) for scale in doubtful.SCALES]
