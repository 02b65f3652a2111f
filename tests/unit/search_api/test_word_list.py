"""Corrections from the library's own words: the nearest, then the most common; never a guess from too little."""

from __future__ import annotations

import pytest

from search_api.query.wordlist import WordList

_WORDS = {
    "neglect": 90, "neglected": 40, "northern": 12, "bruises": 30, "exploitation": 25, "explanation": 60, "foster": 20,
    "fosters": 1, "police": 99, "temporary": 9, "methadone": 4, "s47": 50, "2019": 70, "sofa": 8, "soda": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def words() -> WordList:
    return WordList(_WORDS, reviews=100)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neglct", "neglect"),
        ("negelct", "neglect"),
        ("Brusies", "bruises"),
        ("explotation", "exploitation"),
        ("fostor", "foster"),
        ("tempory", "temporary"),
        ("methodone", "methadone"),
        ("norhtern", "northern"),
        ("soffa", "sofa"),
        ("sofe", None),
        ("sfoa", "sofa"),
        ("zzzzzzz", None),
        ("sx", None),
        ("s48", None),
        ("2018", None),
    ],
)
def test_corrections(words: WordList, typed: str, meant: str | None) -> None:
    corrected = words.correct(typed)
    assert (corrected.word if corrected else None) == meant


def test_prefixes_stand_for_the_most_frequent_words(words: WordList) -> None:
    assert words.beginning_with("negl", limit=1) == ["neglect"]
    assert words.beginning_with("ex", limit=9) == ["explanation", "exploitation"]
    assert words.beginning_with("q", limit=9) == []


def test_rare_words_tell_more(words: WordList) -> None:
    assert words.rarity("methadon") > words.rarity("polic") > 0
