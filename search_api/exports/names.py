"""Names of authors as reference managers want them: `Halloway, Priya` for a person, a body as it is."""

from __future__ import annotations

import re

_BODY = re.compile(
    r"\b(?:ltd|limited|llp|cic|plc|consult\w*|associates|partnership|partners|board|council|trust|services?|"
    r"university|college|committee|panel|group|team|nhs|centre|center|institute|foundation|society|association|"
    r"authority|department|office|commission|agency|network|charity|company|solutions|government|forum)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|lord|lady|baroness|rev|reverend|cllr|councillor|judge|hhj)\b"
    r"\.?\s+)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:CBE|OBE|MBE|KCB|CB|DBE|QC|KC|QPM|JP|DL|PhD|MA|MSc|BA|BSc|FRCP|FRCPCH|FRCN|MBBS|RN|CQSW|Jr|Sr|[Ii]ndependent.*"
    r"|[Ll]ead.*|[Oo]verview.*|[Cc]hair.*|[Aa]uthor.*)\.?"
)
_PARTICLES = frozenset({"van", "von", "de", "del", "della", "der", "den", "di", "du", "la", "le", "ap", "ab", "st"})
_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+&\s+|\s+and\s+|\s*\n\s*")
_MOST_WORDS_OF_A_PERSON = 5


def authors(text: str) -> list[tuple[str, str | None]]:
    """Each author of a line of names as (family name, given names), or (whole name, None) for a body.

    Titles and letters after a name are left out: they are no part of it in a list of references.
    """
    if _BODY.search(text):
        return [(" ".join(text.split()), None)]
    return [name for part in _parts(text) if (name := _name(part)) is not None]


def _parts(text: str) -> list[str]:
    """The names of a line, parted by `and`, `;` or commas between whole names."""
    pieces = (part.strip() for piece in _BETWEEN_NAMES.split(text) for part in piece.split(","))
    parts = [piece for piece in pieces if piece and not _AFTER.fullmatch(piece)]
    if len(parts) == 2 and text.count(",") == 1 and all(" " not in part for part in parts):
        return [f"{parts[1]} {parts[0]}"]  # `Halloway, Priya` already
    return parts


def _name(text: str) -> tuple[str, str | None] | None:
    words = _TITLES.sub("", text).split()
    while len(words) > 1 and _AFTER.fullmatch(words[-1]):
        words.pop()
    if not words:
        return None
    if len(words) == 1 or len(words) > _MOST_WORDS_OF_A_PERSON or any(char.isdigit() for char in text):
        return " ".join(words), None
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])
