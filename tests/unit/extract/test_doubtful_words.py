"""Words that were read doubtfully: parted where a gap is, and read again where they are none."""

import numpy as np
import pytest

from ingest.extract.doubtful import is_known, part_joined
from ingest.extract.tesseract import Recognised

WHITE, INK = 255, 0
SPACE = 8
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


@pytest.mark.parametrize(("text", "letters", "gap"), [("aboy", 1, 1), ("about", 1, 6), ("Stourhampton", 5, 6)])
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
