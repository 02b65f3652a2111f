"""The little language in which the vocabulary's patterns are written, and its expansion into plain phrases.

    (bruising|bruises) of different ages      alternatives, which may be empty: `(class a |)drugs`
    (carry|sell) ... drugs                    up to `GAP_WORDS` other words between two parts, in one sentence

Case, hyphens and the kind of apostrophe do not matter, and the last word may carry a plural or a possessive.
"""

from __future__ import annotations

import itertools
import re

GAP_WORDS = 6
"""How many words may stand between two parts of a pattern: a relative clause, seldom more."""

_GROUP = re.compile(r"\(([^()]*)\)")
_FOLD = {
    **dict.fromkeys(map(ord, "‘’ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "-‐‑‒–—\u00ad\u00a0\t\r\n\f\v/"), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "?"),  # halves of characters, from broken files: no library takes them
}


def fold(text: str) -> str:
    """Text as phrases see it, of the same length: lower case, plain apostrophes, hyphens and dashes as spaces."""
    folded = text.translate(_FOLD).lower()
    if len(folded) == len(text):
        return folded
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text.translate(_FOLD))


def expand(pattern: str) -> list[list[str]]:
    """The parts of a pattern, in order, each as all the phrases that it stands for, folded.

    >>> expand("(carry|sell) ... (class A |)drugs")
    [['carry', 'sell'], ['class a drugs', 'drugs']]
    """
    return [_alternatives(part) for part in fold(pattern).split("...")]


def _alternatives(part: str) -> list[str]:
    pieces = _GROUP.split(part)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    phrases = (" ".join("".join(choice).split()) for choice in itertools.product(*choices))
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]
