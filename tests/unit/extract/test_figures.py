"""Words with figures in them are looked at again, alone and in the picture."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.extract import figures, read
from ingest.extract.figures import check_figures
from ingest.extract.tesseract import Recognised
from tests.pdfs import lines, pdf, saved, scanned

BOX = (20, 10, 80, 30)
FIRST, OTHER = "the newer engine", "the older engine"


def word(text: str, box: tuple[int, int, int, int] = BOX) -> Recognised:
    return Recognised([text], [box], [0], {0: 20.0}, {0: 0.1}, [96.0], [], 0.36, size=(100, 40))


def checked(monkeypatch: pytest.MonkeyPatch, text: str, *, again: str, older: str) -> tuple[str, list[object]]:
    """What a word becomes when it is read so by itself, and which engines were asked."""
    asked: list[object] = []

    def scripted(api: object, _: Image.Image, __: float) -> Recognised:
        asked.append(api)
        return word(again if api is FIRST else older)

    monkeypatch.setattr(figures, "read_row", scripted)
    found = word(text)
    check_figures(found, FIRST, lambda: OTHER, Image.new("L", (100, 40), 255), 200)
    return found.texts[0], asked


def test_what_both_engines_read_alone_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked(monkeypatch, "2002", again="2003", older="2003") == ("2003", [FIRST, OTHER])


@pytest.mark.parametrize(("again", "older"), [("2003", "2008"), ("203", "203"), ("12002", "12002"), ("", "")])
def test_one_engine_or_another_number_of_figures_is_not(
    monkeypatch: pytest.MonkeyPatch, again: str, older: str
) -> None:
    assert checked(monkeypatch, "2002", again=again, older=older)[0] == "2002"


def test_the_older_engine_is_asked_only_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked(monkeypatch, "(2002),", again="2002", older="-") == ("(2002),", [FIRST])


@pytest.mark.parametrize(
    ("text", "again", "now"),
    [("112", "1.12", "1.12"), ("49.85.", "4.9.85", "4.9.85."), ("1.12", "112", "1.12"), ("112", "1.13", "112")],
    ids=["passed over", "one of two", "never dropped", "other figures"],
)
def test_a_point_that_was_passed_over_is_put_back(
    monkeypatch: pytest.MonkeyPatch, text: str, again: str, now: str
) -> None:
    assert checked(monkeypatch, text, again=again, older="-")[0] == now


def test_words_without_figures_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked(monkeypatch, "school", again="-", older="-") == ("school", [])


@pytest.mark.parametrize(
    ("text", "first_height", "now"),
    [("520", 14, "s20"), ("$47,", 14, "s47,"), ("520", 20, "520"), ("$47", 22, "$47"), ("2020", 14, "2020")],
)
def test_a_section_is_known_by_its_low_letter(
    monkeypatch: pytest.MonkeyPatch, text: str, first_height: int, now: str
) -> None:
    pixels = np.full((60, 100), 255, dtype=np.uint8)
    for place in range(3):
        height = first_height if place == 0 else 20
        pixels[40 - height : 40, 10 + 15 * place : 22 + 15 * place] = 0
    found = word(text, (10, 18, 10 + 15 * len(text), 40))
    monkeypatch.setattr(figures, "read_row", lambda *_: word(text))
    check_figures(found, FIRST, lambda: OTHER, Image.fromarray(pixels), 200)
    assert found.texts == [now]


def test_a_section_in_a_scan(tmp_path: Path) -> None:
    said = ["The enquiry under s47 was followed by support under s17.", "The fare of $20 was paid for 520 families."]
    for font in ("Helvetica", "Times-Roman"):
        content = pdf(partial(lines, texts=said, size=10.5, leading=30, font=font))
        text = read(saved(tmp_path, scanned(content, dots_an_inch=150))).document.pages[0].text
        assert text.split() == " ".join(said).split()
