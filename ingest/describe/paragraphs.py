"""A document as paragraphs and sentences that know their page, their section and whether they are body text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.describe.front import as_printed
from ingest.reading import CoverLine, Reading
from records.models import Document, Evidence, Page, Section, SectionKind

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

_BLANK_LINE = re.compile(r"\n[ \t]*\n\n*")
_FOOTNOTE = re.compile(r"(?:\d{1,3}|\*|†)\s+(?:[A-Z\"“‘(]|https?:)")
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Z]?\d{1,2}[.:)]|\(?[a-z]{1,4}\)|[•●▪‣·–-])\s+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|para|paras|cf|vs|e\.g|i\.e|etc|approx|Rev|Hon)|\b[A-Z])\.$"
)
_FRONT_ENDS = re.compile(
    r"1(?:\.[01])?[.:)]?\s+[A-Z]|(?:part|section|chapter)\s+(?:1|one|i)\b|"
    r"(?:introduction|foreword|preface|background|before (?:you|we|reading)|why |about (?:this|the)|"
    r"acknowledge|statement (?:from|by)|glossary|brief outline|what happened|context|legal)",
    re.IGNORECASE,
)
_SUMMARY_HEAD = re.compile(r"(?:executive\s+)?summary", re.IGNORECASE)
"""The title of a summary stands above the date of a cover; below, it heads the body."""
_CONTENTS_ENTRY = re.compile(r"(?:table\s+of\s+)?contents\b|.*[\s.]\d{1,3}$", re.IGNORECASE | re.DOTALL)
_SEVERAL_ENTRIES = re.compile(r"(?:[a-z’')?]\s+\d{1,3}\s+(?:[A-Z]|\d+\.)[^.]*?){3,}")
_MID_SENTENCE = re.compile(r"\w\s(?:and|or|of|the|to|a|an|in|with|for|by|on|at|was|were|had|his|her)$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE_COVER = 120
"""Characters: a first page with less than a title on it is followed by another that has the rest."""
_MOST_FRONT_PARAGRAPHS = 40
_LONG_PARAGRAPH_CHARACTERS = 330
"""No cover has one; a body's first paragraph nearly always is longer."""


def collapse(text: str) -> str:
    """All white space as single blanks: the form in which quotes are compared."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading; one that runs over a page break is whole."""

    text: str
    """White space collapsed."""
    lines: tuple[str, ...]
    """As they are broken in the page's text."""
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
    def is_body(self) -> bool:
        return not self.heading_level and not self.kinds & NOT_BODY

    def page_at(self, offset: int) -> int:
        return self.end_page if self.break_at and offset >= self.break_at else self.page

    def quote(self, start: int, end: int) -> str:
        """Words that stand together in the page's text: cut at a footnote that stands between."""
        if self.break_at and not self.joined and start < self.break_at < end:
            end = self.break_at
        return self.text[start:end].strip()


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    page: int
    quote: str
    paragraph: Paragraph
    paragraph_index: int
    position: int
    """Which sentence of its paragraph, from 0."""
    lower: str = ""
    """The text in lower case, for what is looked for in many ways."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


class Report:
    """A reading, prepared once for all the questions that are asked of it."""

    def __init__(self, reading: Reading) -> None:
        self.document: Document = reading.document
        self.cover: tuple[CoverLine, ...] = reading.cover
        self.running: tuple[str, ...] = reading.running
        self.properties: dict[str, str] = reading.properties

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        paragraphs = list(_join_broken(_paragraphs(self.document)))
        return tuple(_join_over_pages(paragraphs, self.document.pages))

    @cached_property
    def front(self) -> tuple[Paragraph, ...]:
        """What stands before the body begins: the cover and what is printed like one, a printed line of sense each."""
        return tuple(piece for _, piece in self._front)

    @cached_property
    def _front(self) -> list[tuple[Paragraph, Paragraph]]:
        """The paragraphs of the front with their pieces."""
        early = [each for each in self.paragraphs[:_MOST_FRONT_PARAGRAPHS] if not is_contents_entry(each)]
        front: list[tuple[Paragraph, Paragraph]] = []
        characters = 0
        for paragraph, piece in as_printed(early, self.cover):
            if front and paragraph.page > front[0][0].page and characters > _BARE_COVER:
                break
            if front and (len(piece.text) > _LONG_PARAGRAPH_CHARACTERS or _FRONT_ENDS.match(piece.text)):
                break
            if _SUMMARY_HEAD.fullmatch(piece.text) and any(_YEAR.search(each.text) for _, each in front):
                break
            front.append((paragraph, piece))
            characters += len(piece.text)
        return front

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Of the body, in order: no headings, contents, glossary, references, panel or definitions."""
        return tuple(
            sentence
            for index, paragraph in self.body
            if paragraph.is_body
            for sentence in split_sentences(paragraph, index=index)
        )

    @cached_property
    def body(self) -> tuple[tuple[int, Paragraph], ...]:
        """Every paragraph and heading after the cover, with its place; lists of contents are left out."""
        in_front = {id(paragraph) for paragraph, _ in self._front}
        return tuple(
            (index, paragraph)
            for index, paragraph in enumerate(self.paragraphs)
            if id(paragraph) not in in_front and not is_contents_entry(paragraph)
        )

    @cached_property
    def text(self) -> str:
        """The body, sentence after sentence."""
        return " ".join(sentence.text for sentence in self.sentences)

    @cached_property
    def lower(self) -> str:
        """Every paragraph and heading, in lower case."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).lower()

    @cached_property
    def opening(self) -> tuple[Sentence, ...]:
        """The sentences in which a report says what it is about: the first fifth, but some at least."""
        return self.sentences[: max(40, len(self.sentences) // 5)]

    def evidence(self, page: int, quote: str) -> Evidence:
        return Evidence(document=self.document.id, page=page, quote=collapse(quote))

    def of_sentence(self, sentence: Sentence) -> Evidence:
        return self.evidence(sentence.page, sentence.quote)

    def of_match(self, paragraph: Paragraph, match: re.Match[str]) -> Evidence:
        """Evidence for what a pattern matched in `paragraph.text`."""
        return self.evidence(paragraph.page_at(match.start()), paragraph.quote(match.start(), match.end()))


def is_contents_entry(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a list of contents or one line of it."""
    if SectionKind.CONTENTS in paragraph.kinds and _CONTENTS_ENTRY.fullmatch(paragraph.text):
        return True
    return paragraph.text[-1:].isdigit() and _SEVERAL_ENTRIES.search(paragraph.text) is not None


def split_sentences(paragraph: Paragraph, *, index: int = 0) -> Iterator[Sentence]:
    """The sentences of a paragraph, without its number or bullet; those of a row of a table cell by cell."""
    text = paragraph.text
    numbered = _NUMBERED.match(text)
    start = numbered.end() if numbered else 0
    position = 0
    for end in (*sorted({*_ends(text, start), *_cell_ends(paragraph, start)}), len(text)):
        piece = text[start:end].strip()
        if piece:
            yield Sentence(piece, paragraph.page_at(start), paragraph.quote(start, end), paragraph, index, position)
            position += 1
        start = end


def _cell_ends(paragraph: Paragraph, start: int) -> Iterator[int]:
    end = 0
    for cell in filter(None, paragraph.cells):
        end = paragraph.text.index(cell, end) + len(cell)
        if start < end < len(paragraph.text):
            yield end


def _ends(text: str, start: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, start):
        if not _NO_END.search(text, max(0, match.start() - 8), match.start() + 1):
            yield match.end()


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    outline = _Outline(document.sections)
    for page in document.pages:
        start = 0
        for match in (*_BLANK_LINE.finditer(page.text), None):
            end = match.start() if match else len(page.text)
            yield from _paragraph(page, start, end, outline)
            start = match.end() if match else end


def _paragraph(page: Page, start: int, end: int, outline: _Outline) -> Iterator[Paragraph]:
    """One paragraph; a heading that is printed with its text below is split off."""
    raw = page.text[start:end]
    if not raw.strip():
        return
    stack, own = outline.at(page.number, start, end)
    heading_end = 0
    if own is not None:
        heading_end = _length_of(own.heading, raw)
        lines = tuple(raw[:heading_end].splitlines())
        yield _make(raw[:heading_end], lines, page.number, stack, level=own.level)
    rest = raw[heading_end:]
    if "\t" in rest:
        for row in filter(str.strip, rest.splitlines()):
            yield _make(row, (row,), page.number, stack, level=0)
    elif rest.strip():
        yield _make(rest, tuple(filter(str.strip, rest.splitlines())), page.number, stack, level=0)


def _make(raw: str, lines: tuple[str, ...], page: int, stack: tuple[Section, ...], *, level: int) -> Paragraph:
    return Paragraph(
        text=collapse(raw),
        lines=tuple(collapse(line) for line in lines),
        page=page,
        end_page=page,
        kinds=frozenset(section.kind for section in stack),
        headings=tuple(section.heading for section in stack),
        heading_level=level,
        cells=tuple(collapse(cell) for cell in raw.split("\t")) if "\t" in raw else (),
    )


def _length_of(heading: str, raw: str) -> int:
    """How much of the raw text the heading takes: the words may be spaced and broken otherwise."""
    pattern = r"\s*" + r"\s+".join(re.escape(word) for word in heading.split()) + r"[ \t]*"
    match = re.match(pattern, raw)
    return match.end() if match else 0


class _Outline:
    """The sections by place, to ask in which of them an offset lies."""

    def __init__(self, sections: list[Section]) -> None:
        self._sections = sorted(sections, key=lambda section: (section.page, section.start, section.level))
        self._starts = [(section.page, section.start) for section in self._sections]
        self._stacks = self._nest()

    def at(self, page: int, start: int, end: int) -> tuple[tuple[Section, ...], Section | None]:
        """The sections around a paragraph, and the one whose heading it begins with."""
        index = bisect_right(self._starts, (page, start)) - 1
        following = index + 1
        if following < len(self._starts) and (page, start) < self._starts[following] < (page, end):
            index = following  # white space before the heading
        if index < 0:
            return (), None
        section = self._sections[index]
        begins = section.page == page and start <= section.start < end
        return self._stacks[index], section if begins else None

    def _nest(self) -> list[tuple[Section, ...]]:
        stack: list[Section] = []
        stacks = []
        for section in self._sections:
            while stack and (stack[-1].level >= section.level or _is_past_contents(stack[-1], section)):
                stack.pop()
            stack.append(section)
            stacks.append(tuple(stack))
        return stacks


def _is_past_contents(contents: Section, section: Section) -> bool:
    """A list of contents holds nothing but its entries, however large its heading is printed."""
    return contents.kind is SectionKind.CONTENTS and not section.heading[-1:].isdigit()


def _join_broken(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Put together what was parted in the middle of a sentence on one page, as recognising a scan does."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and not paragraph.heading_level and not paragraph.cells and paragraph.page == held.page:
            yield replace(held, text=f"{held.text} {paragraph.text}", lines=held.lines + paragraph.lines)
            held = None
            continue
        if held is not None:
            yield held
        is_open = not paragraph.heading_level and not paragraph.cells and _MID_SENTENCE.search(paragraph.text)
        held = paragraph if is_open else None
        if held is None:
            yield paragraph
    if held is not None:
        yield held


def _join_over_pages(paragraphs: list[Paragraph], pages: list[Page]) -> list[Paragraph]:
    """Put together what a page break has cut; footnotes at the foot of the first page stay behind."""
    last_on: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        last_on[paragraph.page] = index
    dropped: set[int] = set()
    for page in pages[:-1]:
        last = last_on.get(page.number)
        if last is None or last + 1 >= len(paragraphs):
            continue
        head = last
        while head > 0 and _FOOTNOTE.match(paragraphs[head].text) and paragraphs[head - 1].page == page.number:
            head -= 1
        tail = last + 1
        first, second = paragraphs[head], paragraphs[tail]
        if _is_cut(first, second):
            paragraphs[tail] = _joined(first, second, adjacent=head == last)
            dropped.add(head)
    return [paragraph for index, paragraph in enumerate(paragraphs) if index not in dropped]


def _is_cut(first: Paragraph, second: Paragraph) -> bool:
    if first.heading_level or second.heading_level or first.cells or second.cells:
        return False
    if second.page != first.page + 1 or second.text.isupper() or SectionKind.CONTENTS in first.kinds:
        return False
    ends = first.text.rstrip("\"”’')")[-1:]
    if ends in ".!?:;":
        return False
    return second.text[:1].islower() or ((ends in ",-–" or len(first.text) > 60) and not _NUMBERED.match(second.text))


def _joined(first: Paragraph, second: Paragraph, *, adjacent: bool) -> Paragraph:
    return Paragraph(
        text=f"{first.text} {second.text}",
        lines=first.lines + second.lines,
        page=first.page,
        end_page=second.page,
        kinds=first.kinds,
        headings=first.headings,
        break_at=len(first.text) + 1,
        joined=adjacent,
    )
