"""A hyphen at the end of a line goes when it only broke the word."""

import pytest

from ingest.extract.lines import SOFT_BREAK
from ingest.structure.hyphens import FEW_WORDS, Hyphens

BREAKS = [f"his behav{SOFT_BREAK}", f"her circum{SOFT_BREAK}", f"of prac{SOFT_BREAK}"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("it was assess-", "ment of need", "it was assessment of need"),
        ("the con-", "gregation met", "the congregation met"),
        ("a two-", "bedroomed flat", "a two-bedroomed flat"),
        ("front-", "line staff", "front-line staff"),
        ("from 2014-", "15 onwards", "from 2014-15 onwards"),
        ("Marian Oldroyd-", "Keane wrote", "Marian Oldroyd-Keane wrote"),
    ],
)
def test_in_a_document_that_breaks_only_at_hyphens(first: str, second: str, joined: str) -> None:
    assert Hyphens(lambda: [first, second]).join([first, second]) == joined


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the re", "viewer wrote", "the reviewer wrote"),
        ("an inter", "view with her", "an interview with her"),
        ("a two", "bedroomed flat", "a two-bedroomed flat"),
    ],
)
def test_in_a_document_that_hyphenates(first: str, second: str, joined: str) -> None:
    lines = [*BREAKS, first + SOFT_BREAK, second]
    assert Hyphens(lambda: lines).join([first + SOFT_BREAK, second]) == joined


def test_the_document_knows_its_own_words_best() -> None:
    first, second = f"front{SOFT_BREAK}", "line staff"
    assert Hyphens(lambda: [*BREAKS, "the front-line"]).join([first, second]) == "front-line staff"
    assert Hyphens(lambda: ["the frontline", first]).join([first, second]) == "frontline staff"


@pytest.mark.parametrize("asked_before", [0, FEW_WORDS])
@pytest.mark.parametrize(
    ("elsewhere", "joined"),
    [
        ("of prac\ntice", "practice"),  # the first part of one word and the second of another are no sign
        ("a prac-tice", "prac-tice"),
        ("a non-prac-tice\n", "practice"),
        ("prac-tices", "practice"),
        ("\nprac-tice", "prac-tice"),
        ("1-prac-tice.", "prac-tice"),
    ],
)
def test_only_whole_words_are_signs_however_often_it_was_asked(asked_before: int, elsewhere: str, joined: str) -> None:
    hyphens = Hyphens(lambda: [*BREAKS, elsewhere])
    for _ in range(asked_before):
        hyphens.only_breaks("be", "hind")
    assert hyphens.join([f"prac{SOFT_BREAK}", "tice"]) == joined


def test_a_dash_is_no_hyphen() -> None:
    assert Hyphens(lambda: []).join(["he was seen -", "twice"]) == "he was seen - twice"
