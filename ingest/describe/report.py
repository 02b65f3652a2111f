"""A reading, prepared once for all the questions that are asked of it: its front, its body, its sentences."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from ingest.describe.front import as_printed
from ingest.describe.joining import join_broken, join_over_pages
from ingest.describe.markers import may_hold_points, starts_of_points
from ingest.describe.paragraphs import NUMBERED, Paragraph, collapse, read_paragraphs
from ingest.reading import CoverLine, Reading
from records.models import Document, Evidence, SectionKind
from taxonomy.letters import ends_in_letter

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_NO_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|para|paras|cf|vs|e\.g|i\.e|etc|approx|Rev|Hon|(?P<letter>[A-Z]))\.$"
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
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE_COVER = 120
"""Characters: a first page with less than a title on it is followed by another that has the rest."""
_MOST_FRONT_PARAGRAPHS = 40
_MOST_PRINTED_PARAGRAPHS = 4 * _MOST_FRONT_PARAGRAPHS
"""Of those read: two of one page may be joined to one, and two of these over a page break."""
_LONG_PARAGRAPH_CHARACTERS = 330
"""No cover has one; a body's first paragraph nearly always is longer."""


class Sentence(NamedTuple):
    text: str
    page: int
    quote: str
    paragraph: Paragraph
    paragraph_index: int
    position: int
    """Which sentence of its paragraph, from 0."""

    @property
    def lower(self) -> str:
        """The text in lower case. Not kept: a long report would stand in memory once more."""
        return self.text.lower()

    @property
    def words(self) -> int:
        """How many words the text has: its white space is collapsed."""
        return self.text.count(" ") + 1


class Report:
    """A reading, prepared once for all the questions that are asked of it."""

    def __init__(self, reading: Reading) -> None:
        self.document: Document = reading.document
        self.cover: tuple[CoverLine, ...] = reading.cover
        self.running: tuple[str, ...] = reading.running
        self.properties: dict[str, str] = reading.properties

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        paragraphs = list(join_broken(read_paragraphs(self.document, printed=_MOST_PRINTED_PARAGRAPHS)))
        return tuple(join_over_pages(paragraphs, self.document.pages))

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

    def sentences_with(self, *words: str, first: int | None = None) -> Iterator[tuple[int, Sentence]]:
        """The sentences of the body in which one of these stands, in lower case, each with its place.

        With `first`, only of the first so many. They are sought in the whole text at once: a dozen words cost less than
        splitting or searching each sentence.
        """
        lowered, starts = self._lowered
        end = len(lowered) if first is None or first >= len(starts) else starts[first]
        places: set[int] = set()
        for word in words:
            at = lowered.find(word, 0, end)
            while at >= 0:
                place = bisect_right(starts, at)
                places.add(place - 1)
                at = lowered.find(word, starts[place], end) if place < len(starts) else -1
        for place in sorted(places):
            yield place, self.sentences[place]

    @cached_property
    def _lowered(self) -> tuple[str, array[int]]:
        """The body's sentences in lower case, a line each, and where each of them starts."""
        lines = [sentence.lower for sentence in self.sentences]
        return "\n".join(lines), array("L", accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def forget_lowered(self) -> None:
        """Give back what `sentences_with` keeps, when it has been asked for the last time."""
        self.__dict__.pop("_lowered", None)

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
    def parted(self) -> tuple[Paragraph, ...]:
        """The body's paragraphs, those that hold several points as so many."""
        parts: list[Paragraph] = []
        for _, paragraph in self.body:
            if paragraph.heading_level or paragraph.cells or not may_hold_points(paragraph.text):
                parts.append(paragraph)  # nearly all
            else:
                parts += _parts(paragraph)
        return tuple(parts)

    @property
    def text(self) -> str:
        """The body, sentence after sentence. A copy of all text, so made when asked for and not kept."""
        return " ".join(sentence.text for sentence in self.sentences)

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


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, or the points that it holds."""
    starts = starts_of_points(paragraph.text)
    if len(starts) == 1:
        yield paragraph
        return
    for start, end in zip(starts, (*starts[1:], len(paragraph.text)), strict=True):
        page, end_page = paragraph.page_at(start), paragraph.page_at(end - 1)
        yield paragraph._replace(text=paragraph.text[start:end].strip(), page=page, end_page=end_page, break_at=0)


def is_contents_entry(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a list of contents or one line of it."""
    if SectionKind.CONTENTS in paragraph.kinds and _CONTENTS_ENTRY.fullmatch(paragraph.text):
        return True
    return paragraph.text[-1:].isdigit() and _SEVERAL_ENTRIES.search(paragraph.text) is not None


def split_sentences(paragraph: Paragraph, *, index: int = 0) -> Iterator[Sentence]:
    """The sentences of a paragraph, without its number or bullet; those of a row of a table cell by cell."""
    text = paragraph.text
    numbered = NUMBERED.match(text)
    start = numbered.end() if numbered else 0
    ends = sorted({*_ends(text, start), *_cell_ends(paragraph, start)}) if paragraph.cells else _ends(text, start)
    position = 0
    for end in chain(ends, (len(text),)):
        piece = text[start:end].strip()
        if piece:
            quote = paragraph.quote(start, end) if paragraph.break_at else piece
            yield Sentence(piece, paragraph.page_at(start), quote, paragraph, index, position)
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
        short = _NO_END.search(text, max(0, match.start() - 8), match.start() + 1)
        if short is None or (short["letter"] and ends_in_letter(text, match.start(), match.end())):
            yield match.end()
