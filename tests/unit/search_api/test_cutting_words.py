"""What counts as the same word, and what as a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.analysis import cut, pairs_of, sentence_spans


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neglect", "neglected"),
        ("child’s", "childs"),
        ("child's", "child"),
        ("children", "child"),
        ("café", "CAFE"),
        ("cafe\u0301", "café"),
        ("co-sleeping", "co sleeping"),
        ("ﬁre", "fire"),
        ("Straße", "strasse"),
        ("non\u00admobile", "nonmobile"),
        ("O’Brien", "OBrien"),
        ("babies", "baby"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert cut(one) == cut(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("s47", ["s47"]),
        ("14 years", ["14", "year"]),
        ("risk¹ was", ["risk", "was"]),
        ("a_b", ["a", "b"]),
        ("don't", ["dont"]),
        ("😀 \u202e \0", []),
        ("x" * 500, ["x" * 64]),
    ],
)
def test_what_is_a_word(text: str, words: list[str]) -> None:
    assert cut(text) == words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_words_hold_no_white_space_and_are_never_empty(text: str) -> None:
    assert all(word and word == "".join(word.split()) for word in cut(text))


def test_neighbours_skip_words_that_say_nothing() -> None:
    assert pairs_of(cut("The voice of the child was heard")) == ["voic_child", "child_heard"]


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One here. Two here.", ["One here.", "Two here."]),
        ("1.1 On 3 March Ms L. saw Dr. Smith. He left.", ["1.1 On 3 March Ms L. saw Dr. Smith.", "He left."]),
        ("1. The first.\n2. The second.", ["1. The first.", "2. The second."]),
        ("He said: “No.” Then he left!", ["He said: “No.”", "Then he left!"]),
        ("A heading\n\nText under it.", ["A heading", "Text under it."]),
        ("• one thing\n• another", ["• one thing", "• another"]),
        ("When | What\nMay 2019 | A visit", ["When | What", "May 2019 | A visit"]),
        ("e.g. this, cf. that, No. 7.", ["e.g. this, cf. that, No. 7."]),
        ("He met Child K. Early on he left.", ["He met Child K.", "Early on he left."]),
        ("She saw Mr T. Nobody asked J. Smith.", ["She saw Mr T.", "Nobody asked J. Smith."]),
        ("He said no. The officer left.", ["He said no.", "The officer left."]),
        ("So did I. Nobody came.", ["So did I.", "Nobody came."]),
        ("No full stop", ["No full stop"]),
        ("  \n\n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB .!?\n\"'1|•", max_size=80))
def test_sentences_lose_no_text_and_do_not_overlap(text: str) -> None:
    assert "".join("".join(_sentences(text)).split()) == "".join(text.split())
