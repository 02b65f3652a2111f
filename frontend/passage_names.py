"""Naming a passage in an address by its first and last words, and finding it again in the text of a page.

Words survive what numbers do not: a page that is read anew, or better, still holds the sentence that somebody shared.
"""

from __future__ import annotations

import html
import re

from frontend.marking import Span

_FIRST_WORDS = 5
_LAST_WORDS = 4
"""Nine words of a sentence are found again on the page that holds it, and keep an address short enough to send."""
_BETWEEN = " … "
_LONGEST = 2_500
"""Characters from the first words to the last: longer than any evidence, shorter than a page."""
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*(?=\s|$)")
_MARK = re.compile(r"</?mark>")


def passage_name(text: str) -> str:
    """The first and the last words of a passage, or all of a short one."""
    words = text.split()
    if len(words) <= _FIRST_WORDS + _LAST_WORDS:
        return " ".join(words)
    return " ".join(words[:_FIRST_WORDS]) + _BETWEEN + " ".join(words[-_LAST_WORDS:])


def passage_name_of_html(marked: str) -> str:
    """The same of a passage as the service shows it: escaped, marked, and with an ellipsis where it was cut."""
    return passage_name(html.unescape(_MARK.sub("", marked)).strip("… "))


def find_passage(text: str, name: str) -> Span | None:
    """Where the named passage stands in a text, white space aside, or None: the shortest, where words stand twice.

    Without its last words (they may stand on the next page) it goes to the end of its sentence.
    """
    first, _, last = name.partition(_BETWEEN)
    if not first.split():
        return None
    found = re.search(_spaced(first), text)
    if found is None:
        return None
    if not last.split():
        return found.span()
    begins = [each.span() for each in re.finditer(_spaced(first), text)]
    for _, after in begins:
        end = re.compile(_spaced(last)).search(text, after, after + _LONGEST)
        if end:
            return max(start for start, stop in begins if stop <= end.start()), end.end()
    end = _SENTENCE_END.search(text, found.end())
    return found.start(), end.end() if end else len(text.rstrip())


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
