"""The way of one file through the pure stages, as it runs in a worker process."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.composing import Part
from ingest.limits import Limits
from ingest.versions import DESCRIPTION_VERSION, EXTRACTION_VERSION
from records.models import Document, Tag
from taxonomy.language import beginning_of, language_of
from taxonomy.quick_start import import_spacy
from taxonomy.version import TAGGING_VERSION

if TYPE_CHECKING:
    from ingest.extract import OcrMode
    from taxonomy.tagger import Tagger

LOGIC_VERSIONS = {"extraction": EXTRACTION_VERSION, "description": DESCRIPTION_VERSION, "tagging": TAGGING_VERSION}
"""What a document carries that was read by this version of the program."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that went through every stage. `layout` is empty when no boxes of words are known."""

    part: Part
    layout: bytes


def read_file(path: Path, *, ocr: OcrMode, limits: Limits) -> ReadFile:
    """Extract, structure, describe and tag one file. Raises FileRejected, TemporaryFailure."""
    # By the worker that reads: the process that only hands out files starts in half the time without them.
    from ingest.describe.describing import describe  # noqa: PLC0415
    from ingest.extract import read  # noqa: PLC0415

    reading = read(path, ocr=ocr, limits=limits)
    description = describe(reading)
    document = _in_its_language(reading.document).model_copy(
        update={"role": description.role, "logic_versions": LOGIC_VERSIONS}
    )
    return ReadFile(Part(document, description, tuple(tag(document))), reading.layout)


def _in_its_language(document: Document) -> Document:
    """The document with the language that it is in, and a notice where that keeps it from being tagged."""
    beginning = beginning_of(document)
    if not beginning.strip():
        return document
    language = language_of(beginning)
    if language == "en":
        return document.model_copy(update={"language": language})
    name = {"cy": "in Welsh"}.get(language, "not in English")
    notice = f"The document is {name}: it was not tagged, as the rules for tags read English only."
    return document.model_copy(update={"language": language, "notices": [*document.notices, notice]})


def read_again(path: Path, document: Document) -> Part:
    """A document of the library as its file reads today, on its own; its name and address stay those of the record."""
    part = read_file(path, ocr="auto", limits=Limits()).part
    kept = {"filename": document.filename, "source_url": document.source_url}
    return replace(part, document=part.document.model_copy(update=kept))


def tag(document: Document) -> list[Tag]:
    """The tags of one document."""
    return _tagger().tag(document)


@cache
def _tagger() -> Tagger:
    """One tagger a process, made when first needed: spaCy takes a second to import."""
    import_spacy()
    from taxonomy.tagger import Tagger  # noqa: PLC0415

    tagger = Tagger()
    gc.freeze()  # the vocabulary stays for good: a full search for garbage in it costs 0.1 s every few hundred pages
    return tagger
