"""A text as HTML, everything in it escaped, with what a query looks for in `<mark>`."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from search_api.analysis import stems_of
from search_api.analysis.rings import Words
from search_api.analysis.words import words_and_gaps
from search_api.query.wanted import Wanted

_LONGEST_PASSAGE = 420
"""Characters: a longer sentence (a row of a table, mostly) is shown from just before its first marked word."""

ELLIPSIS = "…"
"""Stands where a sentence is cut."""

_ESCAPED = re.compile("[&<>]")


def marked_html(text: str, wanted: Wanted) -> str:
    """The whole text."""
    return _to_html(text, mark_spans(text, wanted))


def marked_passage(text: str, wanted: Wanted, *, words: Sequence[str]) -> str:
    """The text; of a long one what is around its first marks, with an ellipsis where it is cut.

    `words` are those of the text as they are cut.
    """
    marks = _mark_spans(words_and_gaps(text), words, wanted)
    if len(text) <= _LONGEST_PASSAGE or not marks:
        return _to_html(text, marks)
    start = max(0, marks[0][0] - _LONGEST_PASSAGE // 4)
    start = 0 if start == 0 else text.find(" ", start) + 1
    stop = text.rfind(" ", start, start + _LONGEST_PASSAGE)
    stop = len(text) if start + _LONGEST_PASSAGE >= len(text) or stop <= marks[0][1] else stop
    inside = [(first - start, last - start) for first, last in marks if first >= start and last <= stop]
    before, after = (f"{ELLIPSIS} " if start else ""), (f" {ELLIPSIS}" if stop < len(text) else "")
    return before + _to_html(text[start:stop], inside) + after


def mark_spans(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Offsets of what is to be marked, in order, without overlaps; the longest run at a place."""
    pieces = words_and_gaps(text)
    return _mark_spans(pieces, stems_of(pieces[1::2]), wanted)


def _mark_spans(pieces: Sequence[str], words: Sequence[str], wanted: Wanted) -> list[tuple[int, int]]:
    runs, longer = wanted.runs, wanted.longer
    held: list[tuple[int, int]] = []
    for first in itertools.compress(range(len(words)), map(wanted.first_words.__contains__, words)):
        word = words[first]
        longest = next(iter(_runs_at(words, first, longer[word])), ()) if word in longer else ()
        if longest or (word in runs and wanted.is_spelt(word, pieces[2 * first + 1])):
            held.append((first, first + max(len(longest), 1) - 1))
    if not held:
        return []
    offsets = list(itertools.accumulate(map(len, pieces)))  # where each piece ends and the next begins
    spans: list[tuple[int, int]] = []
    for first, last in held:
        start, end = offsets[2 * first], offsets[2 * last + 1]
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _runs_at(words: Sequence[str], at: int, by_second_word: Mapping[str, list[Words]]) -> Iterable[Words]:
    """The runs of several words that stand at a place, the longest first."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following not in by_second_word:
        return ()
    return [run for run in by_second_word[following] if tuple(words[at : at + len(run)]) == run]


def _to_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    escaped = _escape if _ESCAPED.search(text) else _as_it_is
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [escaped(text[at:start]), "<mark>", escaped(text[start:end]), "</mark>"]
        at = end
    pieces.append(escaped(text[at:]))
    return "".join(pieces)


def _escape(text: str) -> str:
    """For text between tags, where quotation marks are themselves."""
    return html.escape(text, quote=False)


def _as_it_is(text: str) -> str:
    return text
