"""A passage is named by its words, and found again by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.passage_names import find_passage, passage_name, passage_name_of_html

TEXT = (
    "Findings\n\nThe school shared its worries. The school shared its worries with the health visitor\n"
    "on two days in May, and nobody wrote it down. The social worker was told (twice).\n\nThe police were not told and"
)


def found(name: str) -> str | None:
    span = find_passage(TEXT, name)
    return TEXT[slice(*span)] if span else None


@given(st.lists(st.text(alphabet="ab.c", min_size=1, max_size=4), min_size=1, max_size=40))
def test_what_was_named_is_found(words: list[str]) -> None:
    text = "\n".join(words)
    span = find_passage(f"{text} and more", passage_name(text))
    assert span is not None
    assert span[0] == 0


def test_a_long_passage_is_found_by_its_ends_whatever_its_white_space() -> None:
    long = "The school shared its worries with the health visitor on two days in May, and nobody wrote it down."
    assert passage_name(long) == "The school shared its worries … nobody wrote it down."
    assert found("worries with the health visitor … nobody wrote it down.") == (
        "worries with the health visitor\non two days in May, and nobody wrote it down."
    )


def test_of_sentences_that_begin_alike_the_one_with_the_same_end_is_found() -> None:
    alike = "The school shared its worries with … nobody wrote it down."
    assert found(alike) == TEXT[TEXT.index("The school shared its worries with") : TEXT.index(" The social worker")]
    assert found("The school shared its worries … nobody wrote it down.") == found(alike)


def test_a_passage_as_it_is_shown_has_the_same_name() -> None:
    assert passage_name_of_html("… worries <mark>with</mark> &amp; for …") == "worries with & for"


def test_without_its_last_words_a_passage_ends_with_its_sentence_or_the_page() -> None:
    assert found("The social worker was told … in another edition") == "The social worker was told (twice)."
    assert found("The police were not told … on the next page.") == "The police were not told and"


@pytest.mark.parametrize("name", ["", " … ", " … words", "no such words here", "((", "…"])
def test_a_name_of_nothing_finds_nothing(name: str) -> None:
    assert found(name) is None
