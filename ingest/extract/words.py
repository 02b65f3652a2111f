"""The words of the language, for telling words from parts of words and from rubbish."""

from __future__ import annotations

from functools import cache

COMMON = 100_000
"""Of what has one or two letters, only the most frequent are words (`on`, `of`), the others are abbreviations."""


def is_word(part: str) -> bool:
    return english_words().get(part, 0) > (COMMON if len(part) < 3 else 0)


@cache
def english_words() -> dict[str, int]:
    """The words that a spelling checker knows, with their frequencies; read on first use (0.1 s)."""
    from spellchecker import SpellChecker  # noqa: PLC0415 (takes its time; the command need not wait for it)

    return dict(SpellChecker(language="en").word_frequency.dictionary)
