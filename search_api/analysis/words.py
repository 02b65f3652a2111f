"""Words: what stands between separators, folded to lower case without accents, and stemmed.

Apostrophes inside a word do not separate (child's, childs), hyphens and everything else do (co-sleeping: co, sleep).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable

import Stemmer

LONGEST_WORD = 64
"""Characters of a word that count; what is longer is no word of any language but a broken line of print."""

_LONGEST_KEPT = 32
"""Characters of a word that is listed as it is spelt: longer ones are addresses of the web, run together."""

_MOST_KEPT = 500_000
"""Spellings whose stem is kept: a library of 84,000 pages has some 100,000."""

_LETTER = r"[^\W_¹²³⁰-⁹]"  # superscript digits are footnote marks, not part of the word that they hang on
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # combining accents, soft hyphen, joiners
_APOSTROPHE = "'’‘ʼ´`＇"
WORD = re.compile(rf"(?:{_LETTER}[{_INSIDE}]*)+(?:[{_APOSTROPHE}](?:{_LETTER}[{_INSIDE}]*)+)*")
"""One word as it stands in a text; the offsets of its matches are those of the text."""

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*")  # the same on text that is ASCII, four times as fast

_WORDS_AND_GAPS = re.compile(f"({WORD.pattern})")
_ASCII_WORDS_AND_GAPS = re.compile(f"({_ASCII_WORD.pattern})")

_NOT_KEPT = re.compile(rf"[{_APOSTROPHE}{_INSIDE}\s\ufe00-\ufe0f]")
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_IRREGULAR = {"children": "child", "childrens": "child", "women": "woman", "womens": "woman", "men": "man",
              "mens": "man", "teeth": "tooth", "feet": "foot", "wives": "wife", "lives": "life"}  # fmt: skip


class _Stems(dict[str, str]):
    """Spelling -> stem, filled as spellings are met."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stemmer: Stemmer.Stemmer | None = None

    def __missing__(self, spelling: str) -> str:
        folded = fold(spelling)
        with self._lock:  # a Stemmer is not safe to share
            self._stemmer = self._stemmer or Stemmer.Stemmer("english")
            stemmed: str = _IRREGULAR.get(folded) or self._stemmer.stemWord(folded)
        if len(self) < _MOST_KEPT:
            self[spelling] = stemmed
        return stemmed


_stems = _Stems()


def fold(spelling: str) -> str:
    """A word in lower case, without accents, apostrophes and marks inside it."""
    if spelling.isascii():
        folded = spelling.lower().replace("'", "").replace("`", "")
    else:
        decomposed = unicodedata.normalize("NFKD", spelling).casefold().translate(_UNDECOMPOSED)
        folded = _NOT_KEPT.sub("", decomposed)
    return folded[:LONGEST_WORD] or spelling[:LONGEST_WORD]


def is_kept(folded: str) -> bool:
    """Whether a word is one of those that the index lists for each review as they are spelt: no letter alone."""
    return 1 < len(folded) <= _LONGEST_KEPT


def raw_words(text: str) -> list[str]:
    """The words of a text as they are spelt."""
    return (_ASCII_WORD if text.isascii() else WORD).findall(text)


def words_and_gaps(text: str) -> list[str]:
    """A text in pieces: what is before its first word, that word, what is between it and the next, and so on."""
    return (_ASCII_WORDS_AND_GAPS if text.isascii() else _WORDS_AND_GAPS).split(text)


def stem(spelling: str) -> str:
    """What a word is indexed as."""
    return _stems[spelling]


def stems_of(spellings: Iterable[str]) -> list[str]:
    """What words are indexed as; a loop that runs in C, as a search takes thousands of words."""
    return list(map(_stems.__getitem__, spellings))


def cut(text: str) -> list[str]:
    """The words of a text, folded and stemmed: what is indexed and what is searched for."""
    return stems_of(raw_words(text))
