"""A document's text as paragraphs that know their page and the sections that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from records.models import Document, Page, Section, SectionKind

NOT_BODY = frozenset(
    {
        SectionKind.CONTENTS,
        SectionKind.GLOSSARY,
        SectionKind.REFERENCES,
        SectionKind.PANEL,
        SectionKind.DEFINITIONS,
    }
)
"""Kinds of section that say nothing about the case itself."""

NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Z]?\d{1,2}[.:)]|\(?[a-z]{1,4}\)|[•●▪■◼◾‣·–-])\s+")
"""How a numbered or bulleted paragraph begins."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\n*")


def collapse(text: str) -> str:
    """All white space as single blanks: the form in which quotes are compared."""
    return " ".join(text.split())


class Paragraph(NamedTuple):
    """A paragraph or heading; one that runs over a page break is whole.

    A tuple, as a page has many: a frozen dataclass of ten fields takes 3 µs to make, a tuple a tenth of that.
    """

    text: str
    """White space collapsed."""
    printed: str
    """With its lines as they are broken in the page's text; empty for those that are too far back for a cover."""
    page: int
    end_page: int
    kinds: frozenset[SectionKind]
    """Of all the sections that it stands in."""
    headings: tuple[str, ...]
    """Of the sections that it stands in, the outermost first. A heading stands in its own section."""
    heading_level: int = 0
    """1 is the highest; 0 is no heading."""
    cells: tuple[str, ...] = ()
    """Of a row of a table; empty for all else. Each row of a table is a paragraph."""
    break_at: int = 0
    """Where in `text` the next page begins; 0 when it is on one page."""
    joined: bool = True
    """Whether nothing (a footnote) stands between the two parts of one that runs over a page break."""

    @property
    def lines(self) -> tuple[str, ...]:
        """As they are broken in the page's text, white space collapsed. Asked of a cover's paragraphs only."""
        return tuple(collapse(line) for line in self.printed.splitlines() if line.strip())

    @property
    def is_body(self) -> bool:
        return not self.heading_level and self.kinds.isdisjoint(NOT_BODY)

    def page_at(self, offset: int) -> int:
        return self.end_page if self.break_at and offset >= self.break_at else self.page

    def quote(self, start: int, end: int) -> str:
        """Words that stand together in the page's text: cut at a footnote that stands between."""
        if self.break_at and not self.joined and start < self.break_at < end:
            end = self.break_at
        return self.text[start:end].strip()


def read_paragraphs(document: Document, *, printed: int) -> Iterator[Paragraph]:
    """Every paragraph and heading; the first so many as they are printed, too: all would be a copy of the text."""
    outline = _Outline(document.sections)
    for page in document.pages:
        start = 0
        for match in (*_BLANK_LINE.finditer(page.text), None):
            end = match.start() if match else len(page.text)
            for paragraph in _paragraph(page, start, end, outline, printed=printed > 0):
                yield paragraph
                printed -= 1
            start = match.end() if match else end


def _paragraph(page: Page, start: int, end: int, outline: _Outline, *, printed: bool) -> Iterator[Paragraph]:
    """One paragraph; a heading that is printed with its text below is split off."""
    raw = page.text[start:end]
    if not raw.strip():
        return
    around, own = outline.at(page.number, start, end)
    heading_end = 0
    if own is not None:
        heading_end = _length_of(own.heading, raw)
        yield _make(raw[:heading_end], page.number, around, level=own.level, printed=printed)
    rest = raw[heading_end:] if heading_end else raw
    if "\t" in rest:
        for row in filter(str.strip, rest.splitlines()):
            yield _make(row, page.number, around, level=0, printed=printed)
    elif rest.strip():
        yield _make(rest, page.number, around, level=0, printed=printed)


def _make(raw: str, page: int, around: _Around, *, level: int, printed: bool) -> Paragraph:
    cells = tuple(collapse(cell) for cell in raw.split("\t")) if "\t" in raw else ()
    shown = raw if printed else ""
    return Paragraph(collapse(raw), shown, page, page, around.kinds, around.headings, level, cells)


def _length_of(heading: str, raw: str) -> int:
    """How much of the raw text the heading takes: the words may be spaced and broken otherwise."""
    start = len(raw) - len(raw.lstrip())
    heading = heading.strip()
    if raw.startswith(heading, start):  # nearly all; a pattern of its own for each heading takes 0.1 ms to compile
        rest = raw[start + len(heading) :]
        return len(raw) - len(rest.lstrip(" \t"))
    pattern = r"\s*" + r"\s+".join(re.escape(word) for word in heading.split()) + r"[ \t]*"
    match = re.match(pattern, raw)
    return match.end() if match else 0


class _Around(NamedTuple):
    """What a paragraph is told of the sections that it stands in."""

    kinds: frozenset[SectionKind]
    headings: tuple[str, ...]


_NOWHERE = _Around(frozenset(), ())


class _Outline:
    """The sections by place, to ask in which of them an offset lies."""

    def __init__(self, sections: list[Section]) -> None:
        self._sections = sorted(sections, key=lambda section: (section.page, section.start, section.level))
        self._starts = [(section.page, section.start) for section in self._sections]
        self._around = [
            _Around(frozenset(section.kind for section in stack), tuple(section.heading for section in stack))
            for stack in self._nest()
        ]

    def at(self, page: int, start: int, end: int) -> tuple[_Around, Section | None]:
        """The sections around a paragraph, and the one whose heading it begins with."""
        index = bisect_right(self._starts, (page, start)) - 1
        following = index + 1
        if following < len(self._starts) and (page, start) < self._starts[following] < (page, end):
            index = following  # white space before the heading
        if index < 0:
            return _NOWHERE, None
        section = self._sections[index]
        begins = section.page == page and start <= section.start < end
        return self._around[index], section if begins else None

    def _nest(self) -> Iterator[list[Section]]:
        """Of every section, those that it stands in, itself the last."""
        stack: list[Section] = []
        for section in self._sections:
            while stack and (stack[-1].level >= section.level or _is_past_contents(stack[-1], section)):
                stack.pop()
            stack.append(section)
            yield stack


def _is_past_contents(contents: Section, section: Section) -> bool:
    """A list of contents holds nothing but its entries, however large its heading is printed."""
    return contents.kind is SectionKind.CONTENTS and not section.heading[-1:].isdigit()
