"""Whether two files hold one text: re-published, watermarked, scanned again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from rapidfuzz import fuzz

from records.models import Document

_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST_WORDS = 60
"""Of texts shorter than this (a poster, a letter) many are alike without being one."""
_SAME_WORDS = 0.86
"""The share of words in common, each as often as it stands. Two reviews of one board share some 0.55; a page
recognised anew by OCR shares 0.9 with its original."""
_SAME_ORDER = 80.0
"""Of 100: how alike the beginnings must be word for word, so that a bag of the same words is not enough."""
_BEGINNING_CHARACTERS = 6_000


def find_copy(document: Document, others: Iterable[Document]) -> Document | None:
    """That of the others which holds the same text, itself no copy; None when there is none."""
    originals = [other for other in others if other.id != document.id and other.copy_of is None]
    if not originals or not _has_enough_words(document):
        return None
    texts = [page.text for page in document.pages]
    for other in originals:
        if [page.text for page in other.pages] == texts:  # as most copies are, and words need not be counted
            return other
    words = _words(document)
    for other in originals:
        theirs = _words(other)
        if (words & theirs).total() < _SAME_WORDS * max(words.total(), theirs.total()):
            continue
        if fuzz.ratio(_beginning(document), _beginning(other)) >= _SAME_ORDER:
            return other
    return None


def _has_enough_words(document: Document) -> bool:
    words = (match for page in document.pages for match in _WORD.finditer(page.text))
    return sum(1 for _ in islice(words, _FEWEST_WORDS)) == _FEWEST_WORDS


def _words(document: Document) -> Counter[str]:
    return Counter(_WORD.findall("\n".join(page.text for page in document.pages).lower()))


def _beginning(document: Document) -> str:
    text = ""
    for page in document.pages:
        text += " " + " ".join(_WORD.findall(page.text.lower()))
        if len(text) > _BEGINNING_CHARACTERS:
            break
    return text[:_BEGINNING_CHARACTERS]
