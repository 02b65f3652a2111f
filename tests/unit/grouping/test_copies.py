from __future__ import annotations

import itertools
import random

from ingest.copies import find_copy
from records.models import Document
from tests.unit.grouping.cases import part

WORDS = ["".join(letters) for letters in itertools.product("bdgklmnprst", "aeiou", "bdlnrst", "aey")]
"""Words of four letters that can be read aloud, some hundreds of them."""


def _text(seed: int, *, words: int = 600) -> str:
    choose = random.Random(seed)
    return " ".join(choose.choices(WORDS, weights=range(1, len(WORDS) + 1), k=words))


def _document(name: str, text: str) -> Document:
    return part(name, text=text).document


def test_the_same_text_under_a_watermark_is_a_copy() -> None:
    original = _document("a.pdf", _text(1))
    marked = _document("b.pdf", "DOWNLOADED FROM THE ARCHIVE " + _text(1) + " Archive copy, do not cite")
    assert find_copy(marked, [_document("c.pdf", _text(2)), original]) == original


def test_a_text_recognised_anew_with_errors_is_a_copy() -> None:
    choose = random.Random(5)
    words = [word if choose.random() > 0.05 else word[::-1] for word in _text(1).split()]
    assert find_copy(_document("b.pdf", " ".join(words)), [_document("a.pdf", _text(1))]) is not None


def test_other_texts_of_the_same_words_are_no_copies() -> None:
    assert find_copy(_document("b.pdf", _text(2)), [_document("a.pdf", _text(1))]) is None


def test_a_summary_of_a_report_is_no_copy() -> None:
    assert find_copy(_document("b.pdf", _text(1, words=200)), [_document("a.pdf", _text(1))]) is None


def test_a_copy_of_a_copy_is_one_of_the_original() -> None:
    original = _document("a.pdf", _text(1))
    copy = _document("b.pdf", _text(1) + " once more").model_copy(update={"copy_of": original.id})
    assert find_copy(_document("c.pdf", _text(1) + " and again"), [copy, original]) == original


def test_a_page_of_a_few_words_is_like_many_others() -> None:
    assert find_copy(_document("b.pdf", "Thank you"), [_document("a.pdf", "Thank you")]) is None
