"""A PDF becomes a `Reading`."""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pypdfium2 as pdfium

from ingest.extract.layout import Layout
from ingest.extract.legibility import needs_recognising
from ingest.extract.lines import SourcePage
from ingest.extract.notices import notices_of
from ingest.extract.ocr import recognise
from ingest.extract.options import OcrMode
from ingest.extract.pdfium import PdfReader
from ingest.limits import Limits
from ingest.reading import CoverLine, Reading
from ingest.structure.document import structure
from ingest.structure.paragraphs import line_of
from ingest.structure.rows import rows_of
from records.errors import FileRejected
from records.models import Document

_PROPERTIES = {
    "Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords",
    "Creator": "creator", "Producer": "producer", "CreationDate": "created", "ModDate": "modified",
}  # fmt: skip
_PDF_DATE = re.compile(r"^D?:?(\d{4})(\d{2})?(\d{2})?")
MOST_OUTLINE_ENTRIES = 5_000
MANY_PAGES = 500
"""Reading leaves some seven megabytes of freed memory behind for every thousand."""


def read_pdf(content: bytes, *, document: Document, ocr: OcrMode, limits: Limits) -> Reading:
    """Read a PDF from its bytes into `document`. Raises `FileRejected`."""
    layout = Layout()
    pages: list[SourcePage] = []
    to_recognise: list[SourcePage] = []
    with _opened(content, limits) as pdf:
        for page in PdfReader(pdf).pages():
            pages.append(page)
            if ocr == "always" or needs_recognising(page):
                to_recognise.append(page)
            else:
                layout.take(page)
        properties = _properties(pdf)
        outline = _outline(pdf)
        if to_recognise and ocr != "never":
            recognise(pdf, to_recognise, unless_worse=ocr != "always")
    for page in to_recognise:
        layout.take(page)
    cover = _cover(pages)
    structured = structure(pages, outline)
    document.ocr = any(page.ocr for page in structured.pages)
    document.pages, document.sections = structured.pages, structured.sections
    if len(pages) > MANY_PAGES:
        _give_memory_back()
    unread = [page.number for page in to_recognise] if ocr == "never" else []
    document.notices = notices_of(structured.pages, unread=unread)
    return Reading(document, cover=cover, running=structured.running, properties=properties, layout=layout.packed())


def _give_memory_back() -> None:
    """Return to the system what reading freed: the C library keeps it, and a worker reads many files."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)


@contextmanager
def _opened(content: bytes, limits: Limits) -> Iterator[pdfium.PdfDocument]:
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _rejection(content, str(error)) from error
    try:
        count = len(pdf)
        if count == 0:
            raise FileRejected("no-pages", "The PDF has no pages: it is damaged or was not saved whole.")
        if count > limits.pages:
            raise FileRejected("too-many-pages", f"The PDF has {count:,} pages; at most {limits.pages:,} are read.")
        yield pdf
    finally:
        pdf.close()


def _rejection(content: bytes, error: str) -> FileRejected:
    if "password" in error.casefold():
        return FileRejected("encrypted", "The PDF is protected by a password: save it without one.")
    if "security" in error.casefold():
        return FileRejected(
            "encrypted", "The PDF is protected in a way that cannot be opened: save it without protection."
        )
    if b"%%EOF" not in content[-2_048:]:
        return FileRejected("truncated", "The PDF ends before its end: it was not downloaded or saved whole.")
    return FileRejected("damaged", "The PDF is damaged and cannot be opened: get it again, or print it to a new PDF.")


def _properties(pdf: pdfium.PdfDocument) -> dict[str, str]:
    """What the file says of itself; dates as YYYY-MM-DD."""
    properties = {}
    for key, name in _PROPERTIES.items():
        value = ""
        with suppress(UnicodeDecodeError):  # damaged
            value = pdf.get_metadata_value(key).replace("\x00", "").strip()
        if name in ("created", "modified"):
            match = _PDF_DATE.match(value)
            value = "-".join(part for part in match.groups() if part) if match else ""
        if value:
            properties[name] = value[:1_000]
    return properties


def _outline(pdf: pdfium.PdfDocument) -> dict[int, list[tuple[str, int]]]:
    """The bookmarks by the page to which they lead: title and level."""
    outline: dict[int, list[tuple[str, int]]] = {}
    for count, bookmark in enumerate(pdf.get_toc(max_depth=6)):
        if count >= MOST_OUTLINE_ENTRIES:
            break
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        if index is not None:
            with suppress(UnicodeDecodeError):  # a damaged title; the others are as good as before
                outline.setdefault(index + 1, []).append((bookmark.get_title(), bookmark.level + 1))
    return outline


def _cover(pages: list[SourcePage]) -> tuple[CoverLine, ...]:
    """The lines of the first page that has text."""
    first = next((page for page in pages if page.runs), None)
    if first is None:
        return ()
    lines = map(line_of, rows_of(first.runs))
    return tuple(CoverLine(line.text, line.size, line.bold, line.y0) for line in lines)
