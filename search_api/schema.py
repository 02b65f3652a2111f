"""What is stored in an index: three collections, their fields, and the version of it all.

Both engines make their index from this table, so that neither can have a field that the other has not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SCHEMA_VERSION = 4
"""Goes up with any change of fields or of how words are cut: an index of another version has to be rebuilt."""

NO_WORDS = "-"
"""Stands in an empty field of words, so that every document has every field: engines disagree on empty ones' BM25.

It is no word, as words are letters and digits, and no engine takes it for a space (Elasticsearch does some controls).
"""

NO_DATE = -(10**9)
"""The day number of a date that is not known."""


class Kind(StrEnum):
    WORDS = "words"
    """Our words with one space between: indexed with positions by a whitespace analyzer, not stored."""
    VALUES = "values"
    """Exact strings, many a document: filtered and counted."""
    HELD = "held"
    """Exact strings, many a document: only searched for, where the score does not count."""
    NUMBER = "number"
    """64-bit integers: ranges and, where there is one a document, sorting (NO_DATE comes last either way)."""
    SORT = "sort"
    """One string that is only sorted by, byte by byte; missing is the empty string, which comes last."""
    STORED = "stored"
    """A string that is only given back: JSON."""


class Collection(StrEnum):
    REVIEWS = "reviews"
    PAGES = "pages"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind


def _fields(**kinds: Kind) -> tuple[Field, ...]:
    return tuple(Field(name, kind) for name, kind in kinds.items())


FACET_FIELDS = _fields(
    abuse_type=Kind.VALUES,
    agency=Kind.VALUES,
    theme=Kind.VALUES,
    review_type=Kind.VALUES,
    document_role=Kind.VALUES,
    authority=Kind.VALUES,
    region=Kind.VALUES,
    nation=Kind.VALUES,
    year=Kind.VALUES,
    outcome=Kind.VALUES,
    incident_type=Kind.VALUES,
    child_age_band=Kind.VALUES,
    child_sex=Kind.VALUES,
    addressed_to=Kind.VALUES,
)
_SORT_FIELDS = _fields(
    published_first=Kind.NUMBER,  # day number (date.toordinal) of the first day that the date covers
    published_last=Kind.NUMBER,  # and of the last
    sort_title=Kind.SORT,
    sort_authority=Kind.SORT,
    sort_abuse_type=Kind.SORT,
    ages_months=Kind.NUMBER,
)

SCHEMA: dict[Collection, tuple[Field, ...]] = {
    Collection.REVIEWS: (
        *_fields(id=Kind.VALUES, card=Kind.STORED),
        *FACET_FIELDS,
        *_SORT_FIELDS,
        *_fields(
            lead=Kind.WORDS,  # what says most of a review: title, names, summary, recommendations, learning
            body=Kind.WORDS,  # the narrative of all documents
            minor=Kind.WORDS,  # contents lists, glossaries, references, panels, definitions
            pairs=Kind.WORDS,  # neighbouring words of lead and body, two as one
            rings=Kind.WORDS,  # one word for each synonym ring that the text names
            held=Kind.HELD,  # every word of lead, body, minor and tags, and every ring, once
            tags=Kind.WORDS,  # labels of concepts, of the incident, of the kind of review and of its documents
            title=Kind.WORDS,  # these are only asked for by name
            summary=Kind.WORDS,
            recommendations=Kind.WORDS,
            learning=Kind.WORDS,
            findings=Kind.WORDS,
            child=Kind.WORDS,
            authority_words=Kind.WORDS,
            author=Kind.WORDS,
            surface=Kind.VALUES,  # every word as it stands, once: the library's own word list
        ),
    ),
    Collection.PAGES: (
        *_fields(
            review=Kind.VALUES, document=Kind.VALUES, number=Kind.NUMBER, words=Kind.WORDS, minor=Kind.WORDS,
            rings=Kind.WORDS, page=Kind.STORED,
        ),
    ),
    Collection.POINTS: (
        *_fields(id=Kind.VALUES, review=Kind.VALUES, kind=Kind.VALUES, card=Kind.STORED),
        *FACET_FIELDS,
        *_SORT_FIELDS,
        *_fields(text=Kind.WORDS, pairs=Kind.WORDS, tags=Kind.WORDS, names=Kind.WORDS, rings=Kind.WORDS),
    ),
}  # fmt: skip
KEY: dict[Collection, str] = {Collection.REVIEWS: "id", Collection.PAGES: "review", Collection.POINTS: "review"}
"""The field that holds the id of the review which a document belongs to: what put and delete replace by."""
