"""The measure of right pages forgives a misread letter, never a wrong page."""

import pytest

from bench.extraction import Pages

SENTENCES = [
    "the school wrote down what the boy had said and told his mother",
    "the health visitor called again in the spring and found nobody at home",
    "the panel met in the town hall each month until the review was done",
]


def misread(sentence: str) -> str:
    return sentence.replace("to", "ta").replace("nobody", "nabody")


def test_a_misread_letter_is_no_wrong_page() -> None:
    pages = Pages(read=[misread(sentence) for sentence in SENTENCES], printed=SENTENCES)
    assert [pages.right(SENTENCES, index) for index in range(3)] == [True, True, True]
    assert not pages.hold_whole(SENTENCES[0])


@pytest.mark.parametrize("printed", [SENTENCES, ["", "", ""]], ids=["a text layer", "a scan"])
def test_a_sentence_on_the_page_of_another_is_wrong(printed: list[str]) -> None:
    first, second, third = SENTENCES
    pages = Pages(read=[first, third, second], printed=printed)
    assert pages.right(SENTENCES, 0)
    assert not pages.right(SENTENCES, 1)


def test_a_sentence_of_which_words_are_lost_is_on_no_page() -> None:
    lost = SENTENCES[1].replace("in the spring and found", "")
    assert not Pages(read=[lost, ""], printed=["", ""]).right(SENTENCES, 1)


def test_a_sentence_that_a_page_break_cuts_stands_where_it_begins() -> None:
    first, second, third = SENTENCES
    words = second.split()
    pages = Pages(read=[f"{first} {' '.join(words[:6])}", f"{' '.join(words[6:])} {third}"], printed=["", ""])
    assert pages.number_of(second) == 1
    assert pages.hold_whole(second)
