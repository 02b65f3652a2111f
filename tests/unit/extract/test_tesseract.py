"""What Tesseract says becomes words: bullets, the word I, and what is dirt."""

from dataclasses import dataclass

import pytest
import tesserocr

from ingest.extract.lines import SOFT_BREAK, Box
from ingest.extract.tesseract import Recognised


@dataclass
class Word:
    """What stands in for Tesseract's iterator at one word of a row of five."""

    text: str
    place: int = 1
    confidence: float = 95.0

    def GetUTF8Text(self, _: int) -> str:  # noqa: N802 (Tesseract's name)
        return self.text

    def BoundingBox(self, _: int) -> tuple[int, int, int, int]:  # noqa: N802
        return (100 * self.place, 50, 100 * self.place + 8, 70)

    def Confidence(self, _: int) -> float:  # noqa: N802
        return self.confidence

    def IsAtBeginningOf(self, level: int) -> bool:  # noqa: N802
        return level == tesserocr.RIL.TEXTLINE and self.place == 0

    def IsAtFinalElement(self, *_: int) -> bool:  # noqa: N802
        return self.place == 4


def texts_of(*words: Word, rules: list[Box] | None = None) -> list[str]:
    found = Recognised([], [], [], {}, {}, [], rules or [], 0.5)
    for word in words:
        found.add(word, 0)
    found.drop_noise()
    return found.texts


def test_an_upright_stroke_among_words_is_the_word_i() -> None:
    assert texts_of(Word("then", 1), Word("|", 2), Word("told", 3)) == ["then", "I", "told"]


@pytest.mark.parametrize(
    ("place", "rules"), [(2, [(102.0, 0.0, 102.0, 90.0)]), (4, [])], ids=["a border", "the end of a row"]
)
def test_an_upright_stroke_that_is_none(place: int, rules: list[Box]) -> None:
    assert texts_of(Word("then", 1), Word("|", place), rules=rules) == ["then"]


@pytest.mark.parametrize("sign", ["«", "»", "e", "©"])
def test_a_sign_before_a_row_is_a_bullet(sign: str) -> None:
    assert texts_of(Word(sign, 0, 20.0), Word("Police", 1)) == ["•", "Police"]
    assert texts_of(Word("grade", 1), Word("e", 2)) == ["grade", "e"]


def test_words_without_confidence_stay_in_a_row_that_is_sure() -> None:
    sure = [Word("of", 2), Word("other", 3), Word("agencies", 4)]
    assert texts_of(Word("number", 1, 0.0), *sure) == ["number", "of", "other", "agencies"]
    assert texts_of(Word(";:", 1, 0.0), *sure) == ["of", "other", "agencies"]
    assert texts_of(Word("number", 1, 0.0), Word("xe", 2, 20.0)) == []


def test_a_hyphen_at_the_end_of_a_row_may_break_a_word() -> None:
    assert texts_of(Word("pri-", 4)) == [f"pri{SOFT_BREAK}"]
    assert texts_of(Word("pri-", 1)) == ["pri-"]
