"""How dates, numbers and lists are written for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not the machine's locale: the site is in British English wherever it runs
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘'(])")
_LONGEST_LINE = 190
"""Characters of a summary shown in a list: two lines of a result at its full width."""


def written_date(partial: str | None) -> str | None:
    """`2018-09-20` as `20 September 2018`, `2018-09` as `September 2018`, `2018` as it is."""
    if not partial:
        return None
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def written_list(items: Sequence[str], *, last: str = "and") -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def number(value: int) -> str:
    """With commas between thousands."""
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """`1 review`, `1,200 reviews`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def in_one_line(summary: str | None) -> str | None:
    """As many whole first sentences of a summary as fit a line of a list; a long first one is cut at a word."""
    if not summary:
        return None
    text = " ".join(summary.split())
    ends = [found.start() for found in _SENTENCE_END.finditer(text, 0, _LONGEST_LINE + 2)]
    whole = [end for end in [*ends, len(text)] if end <= _LONGEST_LINE]
    return text[: whole[-1]] if whole else shortened(text, _LONGEST_LINE)


def shortened(text: str, longest: int) -> str:
    """Text cut at a word's end to at most `longest` characters, with an ellipsis where something was cut."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def file_size(size_bytes: int) -> str:
    """`340 kB`, `2.1 MB`."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"
