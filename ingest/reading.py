"""What passes between the stages of ingest. Plain data: it crosses between processes.

extract + structure: file -> Reading
describe:            Reading -> Description
tag:                 Document -> tags
record:              readings, descriptions and tags of one case -> Review
"""

from __future__ import annotations

from dataclasses import dataclass, field

from records.models import Document, DocumentRole, Facts, Point


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A printed line of the first page: what titles are made of. `size_points` is the height of its font."""

    text: str
    size_points: float
    bold: bool
    y_points: float
    """Distance of the line's top from the top of the page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that has been read: its text and structure, and what stands beside the text and may tell who it is."""

    document: Document
    cover: tuple[CoverLine, ...] = ()
    """The lines of the first page that has text, from top to bottom."""
    running: tuple[str, ...] = ()
    """Running heads, footers and markings that were left out of the text, each once."""
    properties: dict[str, str] = field(default_factory=dict)
    """The file's own properties (`title`, `author`, `created`, `modified`, ...): often wrong, so trusted last."""
    layout: bytes = b""
    """The boxes of the words of every page, as gzipped JSON: `files/<sha256>.layout.json.gz`."""


@dataclass(frozen=True, slots=True)
class Description:
    """What one document says of its case."""

    facts: Facts
    role: DocumentRole
    recommendations: tuple[Point, ...] = ()
    learning_points: tuple[Point, ...] = ()
    notices: tuple[str, ...] = ()
    """In plain words, what was looked for and not found."""
