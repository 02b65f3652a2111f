"""Marking sentences in text and words on the picture of a page."""

import gzip
import html
import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from frontend.marking import (
    Box,
    PageLayout,
    boxes_of_query,
    boxes_of_quotes,
    marked_paragraphs,
    paragraph_spans,
    quote_spans,
    read_layout,
    spans_of_marks,
)

LINES = PageLayout(
    600,
    800,
    [
        (10, 10, 40, 20, "The"),
        (45, 10, 90, 20, "school"),
        (95, 10, 120, 20, "shared"),
        (125, 10, 160, 20, "infor-"),
        (10, 25, 50, 35, "mation"),
        (55, 25, 90, 35, "late."),
    ],
)


def test_a_quote_is_found_whatever_its_white_space() -> None:
    text = "It was\nnot  shared. <b>"
    assert marked_paragraphs(text, quote_spans(text, ["was not shared."])) == [
        'It <mark id="mark">was\nnot  shared.</mark> &lt;b&gt;'
    ]


def test_a_quote_that_runs_on_is_marked_as_far_as_it_is_here() -> None:
    text = "Before. The school had told the social worker"
    spans = quote_spans(text, ["The school had told the social worker twice that week."])
    assert [text[start:end] for start, end in spans] == ["The school had told the social worker"]


def test_quotes_that_overlap_are_marked_once() -> None:
    assert quote_spans("one two three four", ["one two three", "two three four"]) == [(0, 18)]


def test_quotes_that_are_not_there_mark_nothing() -> None:
    assert quote_spans("some text", ["", "   ", "other words entirely"]) == []


SPANS = st.lists(st.integers(0, 60), max_size=8, unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(st.text(alphabet="ab<& \n", max_size=60), SPANS, st.tuples(st.integers(0, 60), st.integers(1, 60)))
def test_marking_adds_only_marks(text: str, spans: list[tuple[int, int]], here: tuple[int, int]) -> None:
    marked = marked_paragraphs(text, spans, here=(here[0], here[0] + here[1]))
    assert [html.unescape(re.sub("<[^>]*>", "", each)) for each in marked] == [
        text[start:end] for start, end in paragraph_spans(text)
    ]
    assert "".join(marked).count('id="mark"') <= 1


def test_the_passage_is_one_mark_with_its_words_strong_and_others_beside_it() -> None:
    text = "A school.\n\nThe school was told. No school was."
    words = [found.span() for found in re.finditer("school", text)]
    assert marked_paragraphs(text, words, here=(11, 31)) == [
        "A <mark>school</mark>.",
        '<mark id="mark" class="here">The <strong>school</strong> was told.</mark> No <mark>school</mark> was.',
    ]


def test_the_marks_of_marked_text_are_found_in_the_text_itself() -> None:
    text = "<b> & school\nshared"
    spans = spans_of_marks("&lt;b&gt; &amp; <mark>school</mark>\n<mark>shared</mark>")
    assert [text[start:end] for start, end in spans] == ["school", "shared"]


def test_a_quote_is_boxed_line_by_line_across_a_hyphen() -> None:
    assert boxes_of_quotes(LINES, ["school shared information"]) == [Box(45, 10, 115, 10), Box(10, 25, 40, 10)]


def test_a_quote_that_is_not_on_the_page_has_no_box() -> None:
    assert boxes_of_quotes(LINES, ["nothing of the kind here", "…"]) == []


def test_searched_words_are_boxed_where_the_search_marks_them() -> None:
    def mark(text: str) -> str:
        return text.replace("school\nshared", "<mark>school\nshared</mark>").replace("late", "<mark>late</mark>")

    assert boxes_of_query(LINES, mark) == [Box(45, 10, 75, 10), Box(55, 25, 35, 10)]


def test_the_layout_of_one_page_is_read_out_of_many(tmp_path: Path) -> None:
    pages = [
        {"number": number, "width": 600, "height": 800 + number, "words": [[1, 2, 3, 4, '{"number":2,']]}
        for number in range(1, 30)
    ]
    kept = tmp_path / "layout.json.gz"
    kept.write_bytes(gzip.compress(json.dumps({"unit": "point", "pages": pages}, separators=(",", ":")).encode()))
    layout = read_layout(kept, 2)
    assert layout is not None
    assert (layout.height, layout.words[0][4]) == (802, '{"number":2,')
    assert read_layout(kept, 31) is None


def test_a_layout_that_is_gone_or_damaged_is_none(tmp_path: Path) -> None:
    damaged = tmp_path / "layout.json.gz"
    damaged.write_bytes(gzip.compress(b'{"pages": [{"number":1,')[:-6])
    assert read_layout(damaged, 1) is None
    assert read_layout(tmp_path / "gone.gz", 1) is None
    assert read_layout(None, 1) is None


def test_a_mark_that_runs_over_a_blank_line_is_closed_and_opened_again() -> None:
    assert marked_paragraphs("\n\none two\n \nthree four\n\n\n\nfive", [(6, 17)]) == [
        'one <mark id="mark">two</mark>',
        "<mark>three</mark> four",
        "five",
    ]
