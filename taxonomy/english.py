"""The words of the language, for telling words from parts of words and from rubbish."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib import resources

COMMON = 100_000
"""Of what has one or two letters, only the most frequent are words (`on`, `of`), the others are abbreviations."""


def is_word(part: str) -> bool:
    return english_words().get(part, 0) > (COMMON if len(part) < 3 else 0)


@cache
def english_words() -> dict[str, int]:
    """The words that a spelling checker knows, with their frequencies; read on first use.

    From its file, which it takes twice as long to read itself.
    """
    packed = (resources.files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    return words
