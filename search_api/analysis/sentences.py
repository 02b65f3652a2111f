"""Sentences: whole ones are shown as passages, so a wrong cut is seen by everybody."""

from __future__ import annotations

import re
from typing import NamedTuple

from taxonomy.letters import ends_in_letter


class Span(NamedTuple):
    """Offsets in characters into a text; `end` is exclusive."""

    start: int
    end: int


_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_THAT_STARTS = re.compile(r"\n(?=\s*(?:[•●▪◦‣·*–-]|\(?[a-z0-9ivx]{1,4}[.)])\s)")  # bullets and numbered lines
_END = re.compile(r"""[.!?…]+["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|St|Sgt|(?P<number>Nos?)|Para|Paras|Sec|Fig|Ch|Vol|Ltd|e\.g|i\.e|cf|vs|p|pp|"
    r"(?P<letter>[A-Z]))$",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"\(?[\dA-Za-z]{0,3}(?:\.\d+)*")
_TABLE = re.compile(r"[|\t]")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a page's text, in order, without white space around them.

    A paragraph's end, a bullet and a row of a table end a sentence; initials, titles and common abbreviations do not,
    and a paragraph's number stays with its first sentence.
    """
    spans: list[Span] = []
    start = 0
    for end in _PARAGRAPH_END.finditer(text):
        _cut_paragraph(text, start, end.start(), spans)
        start = end.end()
    _cut_paragraph(text, start, len(text), spans)
    return spans


def _cut_paragraph(text: str, start: int, stop: int, spans: list[Span]) -> None:
    if _TABLE.search(text, start, stop):
        breaks = [match.start() for match in re.compile(r"\n").finditer(text, start, stop)]
    else:
        breaks = [match.start() for match in _LINE_THAT_STARTS.finditer(text, start, stop)]
    for piece_stop in (*breaks, stop):
        _cut_piece(text, start, piece_stop, spans)
        start = piece_stop


def _cut_piece(text: str, start: int, stop: int, spans: list[Span]) -> None:
    for end in _END.finditer(text, start, stop):
        before = text[start : end.start()].lstrip()
        if _ONLY_A_NUMBER.fullmatch(before):
            continue
        short = _ABBREVIATION.search(before[-8:]) if text[end.start()] == "." else None
        if short is not None and not _ends_all_the_same(text, short, end):
            continue
        _add(text, start, end.end(), spans)
        start = end.end()
    _add(text, start, stop, spans)


def _ends_all_the_same(text: str, short: re.Match[str], end: re.Match[str]) -> bool:
    """Whether a sentence ends in what may be an abbreviation: `He said no.`, `We met Child K.`, and not `No. 7`."""
    if short["number"]:
        return not text[end.end()].isdigit()
    return bool(short["letter"]) and (short["letter"] == "I" or ends_in_letter(text, end.start(), end.end()))


def _add(text: str, start: int, stop: int, spans: list[Span]) -> None:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        spans.append(Span(start, stop))
