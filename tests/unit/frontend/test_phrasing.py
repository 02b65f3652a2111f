"""How dates, numbers, lists and summaries are written."""

import pytest

from frontend.phrasing import counted, file_size, in_one_line, shortened, written_date, written_list


@pytest.mark.parametrize(
    ("partial", "written"),
    [("2018", "2018"), ("2018-09", "September 2018"), ("2018-09-01", "1 September 2018"), (None, None), ("", None)],
)
def test_dates_are_written_to_the_precision_they_have(partial: str | None, written: str | None) -> None:
    assert written_date(partial) == written


@pytest.mark.parametrize(
    ("items", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(items: list[str], written: str) -> None:
    assert written_list(items) == written


def test_counts_agree_with_their_noun() -> None:
    assert [counted(1, "review"), counted(0, "review"), counted(1200, "review")] == [
        "1 review",
        "0 reviews",
        "1,200 reviews",
    ]


def test_a_line_of_a_summary_is_whole_sentences_where_they_fit() -> None:
    summary = "A first sentence. A second one. " + "And a third that is far too long for the line. " * 10
    line = in_one_line(summary)
    assert line is not None
    assert line.startswith("A first sentence. A second one.")
    assert line.endswith(".")
    assert len(line) <= 190


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    line = in_one_line("word " * 200)
    assert line is not None
    assert line.endswith("word…")
    assert len(line) <= 190


def test_an_abbreviation_is_no_end_of_a_sentence_unless_a_capital_follows() -> None:
    assert in_one_line("It was seen at approx. ten weeks.") == "It was seen at approx. ten weeks."


def test_short_texts_are_left_alone() -> None:
    assert shortened("short", 5) == "short"
    assert in_one_line(None) is None


@pytest.mark.parametrize(("size", "written"), [(12, "1 kB"), (340_200, "340 kB"), (2_140_000, "2.1 MB")])
def test_file_sizes_are_round(size: int, written: str) -> None:
    assert file_size(size) == written
