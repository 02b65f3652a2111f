"""A document cut page by page: sentences with their words and the section they stand in.

This is done once, when a review is indexed; what a passage needs is kept with the page (`PageWords.stored`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from pydantic_core import from_json

from records.models import Document, Section, SectionKind
from search_api.analysis.rings import Rings
from search_api.analysis.sentences import Span, sentence_spans
from search_api.analysis.words import raw_words, stems_of

MINOR_KINDS = frozenset(
    {
        SectionKind.CONTENTS,
        SectionKind.GLOSSARY,
        SectionKind.REFERENCES,
        SectionKind.PANEL,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.DEFINITIONS,
    }
)
"""Sections that are the same in every report or only point elsewhere: found, but ranked low."""

_IMPRINT = re.compile(
    r"\bYou may (?:copy all or parts of this|re-?use this)\b|\bOpen Government Licen[cs]e\b|\bCrown copyright\b"
    r"|\bInformation Policy Team\b|\bPiccadilly Gate\b|\blarge print or Braille\b|\breceive regular email alerts\b",
    re.IGNORECASE,
)
"""What only the sentences about copying a report and writing to its publisher have: ranked low, wherever they are."""

_MINOR = 0.3
"""What a sentence of a minor section counts for in a passage."""

_NO_SENTENCE = 0.5
"""What a heading, a label, a row of a table or half a sentence counts for beside a whole one."""

_SHORTEST_SENTENCE = 5
"""Words: a shorter one is a heading or a label, and tells little."""

_ENDS = re.compile(r"[.!?].?$", re.DOTALL)
"""The end of a sentence, which may be followed by a bracket or a quotation mark."""

_FINDINGS = re.compile(r"\b(?:finding|analys|apprais|conclusion|lesson|learn)", re.IGNORECASE)


class Place(NamedTuple):
    """From `start` on, a page's text belongs to the section of this heading."""

    start: int
    heading: str | None
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    stems: tuple[str, ...]
    place: Place
    is_imprint: bool = False

    @property
    def minor(self) -> bool:
        return self.is_imprint or self.place.kind in MINOR_KINDS

    @property
    def is_finding(self) -> bool:
        return self.place.kind is SectionKind.LEARNING or bool(_FINDINGS.search(self.place.heading or ""))

    def weight(self, text: str) -> float:
        """What it counts for in a passage, from 0 to 1. `text` is that of its page."""
        weight = _MINOR if self.minor else 1.0
        is_short = len(self.stems) < _SHORTEST_SENTENCE
        is_half = text[self.span.start].islower() or not _ENDS.search(text, self.span.start, self.span.end)
        return weight * _NO_SENTENCE if is_short or is_half else weight


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page, cut. `spellings` are its distinct words as they stand; `rings` the synonym rings that it names."""

    document: str
    number: int
    text: str
    sentences: tuple[Sentence, ...]
    spellings: frozenset[str]
    rings: tuple[str, ...]

    def stored(self) -> str:
        """What is kept in the index for passages; read back by `StoredPage.parse`."""
        shown = [(sentence.place.heading, sentence.minor) for sentence in self.sentences]
        places = {place: index for index, place in enumerate(dict.fromkeys(shown))}
        return json.dumps(
            [
                self.document,
                self.number,
                self.text,
                [offset for sentence in self.sentences for offset in sentence.span],
                f" {_BETWEEN.join(' '.join(sentence.stems) for sentence in self.sentences)} ",
                [round(sentence.weight(self.text), 3) for sentence in self.sentences],
                [places[place] for place in shown],
                list(places),
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )


_BETWEEN = " \n "
"""Between the words of two sentences."""


class StoredPage(NamedTuple):
    """A page as the index keeps it: the words of `text[spans[2 * i] : spans[2 * i + 1]]` are `sentences[i]`."""

    document: str
    number: int
    text: str
    spans: list[int]
    words: str
    """Those of all sentences, a space before and after each, a line's end between sentences."""
    weights: list[float]
    """What each sentence counts for in a passage, from 0 to 1."""
    place_of: list[int]
    places: list[tuple[str | None, bool]]
    """Heading, and whether the section is a minor one."""
    sentences: list[str]

    @classmethod
    def parse(cls, stored: str) -> StoredPage:
        document, number, text, spans, words, weights, place_of, places = from_json(stored)
        return cls(document, number, text, spans, words, weights, place_of, places, words[1:-1].split(_BETWEEN))

    def is_minor(self, sentence: int) -> bool:
        """Whether a sentence stands in a minor section."""
        return self.places[self.place_of[sentence]][1]


def cut_pages(document: Document, rings: Rings) -> Iterator[PageWords]:
    """The pages of a document that have text, cut."""
    places_by_page = _places(document)
    current = Place(0, None, SectionKind.BODY)
    for page in document.pages:
        places = places_by_page.get(page.number, ())
        if page.text.strip():
            yield _cut_page(document.id, page.number, page.text, (current._replace(start=0), *places), rings)
        if places:
            current = places[-1]


def _cut_page(document_id: str, number: int, text: str, places: tuple[Place, ...], rings: Rings) -> PageWords:
    sentences: list[Sentence] = []
    spellings: set[str] = set()
    named: list[str] = []
    imprint = [match.start() for match in _IMPRINT.finditer(text)]
    next_place = 1
    for span in sentence_spans(text):
        while next_place < len(places) and places[next_place].start <= span.start:
            next_place += 1
        raw = raw_words(text[span.start : span.end])
        if not raw:
            continue
        stems = stems_of(raw)
        spellings.update(raw)
        named.extend(rings.named_by(raw, stems))
        is_imprint = any(span.start <= at < span.end for at in imprint)
        sentences.append(Sentence(span, tuple(stems), places[next_place - 1], is_imprint))
    return PageWords(document_id, number, text, tuple(sentences), frozenset(spellings), tuple(named))


def _places(document: Document) -> dict[int, tuple[Place, ...]]:
    """Where sections start and where text falls back to the one around, by page number, in order of offset.

    A plain section within one of a special kind (3.1 within Recommendations) is of that kind.
    """
    places: dict[int, list[Place]] = {}
    open_sections: list[tuple[Section, SectionKind]] = []
    last_page = document.pages[-1].number if document.pages else 0
    for section in sorted(document.sections, key=lambda each: (each.page, each.start, each.level)):
        while open_sections and _ends_before(open_sections[-1][0], section):
            _close(open_sections, places, last_page)
        kind = section.kind
        if kind is SectionKind.BODY and open_sections:
            kind = open_sections[-1][1]
        open_sections.append((section, kind))
        places.setdefault(section.page, []).append(Place(section.start, section.heading, kind))
    while open_sections:
        _close(open_sections, places, last_page)
    return {number: tuple(sorted(on_page, key=itemgetter(0))) for number, on_page in places.items()}


def _ends_before(section: Section, other: Section) -> bool:
    return (section.end_page, section.end) <= (other.page, other.start)


def _close(open_sections: list[tuple[Section, SectionKind]], places: dict[int, list[Place]], last_page: int) -> None:
    section, _ = open_sections.pop()
    if section.end_page > last_page:
        return
    around = open_sections[-1] if open_sections else None
    heading, kind = (around[0].heading, around[1]) if around else (None, SectionKind.BODY)
    on_page = places.setdefault(section.end_page, [])
    if all(place.start != section.end for place in on_page):
        on_page.append(Place(section.end, heading, kind))
