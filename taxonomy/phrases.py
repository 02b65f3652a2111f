"""The little language in which the vocabulary's patterns are written, and its expansion into plain phrases.

    (bruising|bruises) of different ages      alternatives, which may be empty: `(class a |)drugs`, and hold others
    (carry|sell) ... drugs                    up to `GAP_WORDS` other words between two parts, in one sentence

Case, hyphens and the kind of apostrophe do not matter, and the last word may carry a plural or a possessive.
"""

from __future__ import annotations

import itertools
import re

GAP_WORDS = 6
"""How many words may stand between two parts of a pattern: a relative clause, seldom more."""

_GROUP = re.compile(r"\(([^()]*)\)")
_GROUP_IN_ANOTHER = re.compile(r"(?P<before>\([^()]*)\((?P<inner>[^()]*)\)")
_APOSTROPHES = "‘’ʼ`´"
_AS_SPACE = "-‐‑‒–—\u00ad\u00a0\t\r\n\f\v/"
_HALVES = "\ud800-\udfff"
"""Halves of characters, from broken files: no library takes them."""
_FOLDED = re.compile(f"[{re.escape(_AS_SPACE)}{_APOSTROPHES}{_HALVES}]")
_FOLD = {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_AS_SPACE, " ")}


def fold(text: str) -> str:
    """Text as phrases see it, of the same length: lower case, plain apostrophes, hyphens and dashes as spaces."""
    plain = _FOLDED.sub(_fold_one, text)  # `str.translate` takes three times as long
    folded = plain.lower()
    if len(folded) == len(text):
        return folded
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)


def _fold_one(match: re.Match[str]) -> str:
    return _FOLD.get(match[0], "?")


def expand(pattern: str) -> list[list[str]]:
    """The parts of a pattern, in order, each as all the phrases that it stands for, folded.

    >>> expand("(carry|sell) ... (class A |)drugs")
    [['carry', 'sell'], ['class a drugs', 'drugs']]
    """
    return [_alternatives(part) for part in fold(pattern).split("...")]


def _alternatives(part: str) -> list[str]:
    nested = _GROUP_IN_ANOTHER.search(part)
    if nested is not None:
        start, end = nested.end("before"), nested.end()
        parts = (f"{part[:start]}{choice}{part[end:]}" for choice in nested["inner"].split("|"))
        return list(dict.fromkeys(itertools.chain.from_iterable(map(_alternatives, parts))))
    pieces = _GROUP.split(part)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    phrases = (" ".join("".join(choice).split()) for choice in itertools.product(*choices))
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]
