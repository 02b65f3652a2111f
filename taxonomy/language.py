"""Which language a text is in: our rules read English and nothing else."""

from __future__ import annotations

import re

from records.models import Document

LEAST_SHARE = 0.14
"""The least part of an English text that is made of these words. Reports have 0.22 and more, slides and tables 0.15
and more; Welsh, French, Polish and Irish texts stay under 0.06."""
LEAST_WORDS = 12
"""A text of fewer words is taken for English."""

_WORDS = re.compile(r"[^\W\d_]+")
_ENGLISH_WORDS = """
the of and to was were that for with is by not had her his they on from be at as this which been are have or their it
who she should there when did has would could no and all what
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_WELSH_WORDS = "y yr yn i o ar ac a am eu ei oedd mae wedi gan bod i'r o'r a'r nid hyn sydd ond fel gyda roedd plentyn"
_WELSH = frozenset(_WELSH_WORDS.split())


def is_english(text: str) -> bool:
    """Judged by how many of its words are the small words of English."""
    words = _words(text)
    return len(words) < LEAST_WORDS or _share(words, _ENGLISH) >= LEAST_SHARE


def beginning_of(document: Document) -> str:
    """Enough of a document's text to tell its language by."""
    return " ".join(page.text[:1_000] for page in document.pages[:8])


def language_of(text: str) -> str:
    """`en`, `cy` (Welsh), or `und` for a language that we do not know: codes of BCP 47."""
    if is_english(text):
        return "en"
    return "cy" if _share(_words(text), _WELSH) >= LEAST_SHARE else "und"


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _share(words: list[str], small_words: frozenset[str]) -> float:
    return sum(word in small_words for word in words) / len(words)
