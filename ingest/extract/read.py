"""The order of extraction: what kind of file, its lines, its structure."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import pypdfium2

from ingest.limits import Limits
from ingest.reading import Reading
from records.errors import FileRejected
from records.models import Document, Page

EXTRACTION_VERSION = 1
"""Raised when the same file would be read differently, so that libraries know what to read again."""

OcrMode = Literal["auto", "never", "always"]


def read(path: Path, *, ocr: OcrMode = "auto", limits: Limits | None = None) -> Reading:  # noqa: ARG001
    """Read a file whose type is decided by its content.

    Raises
    ------
    FileRejected
        The file can never be read as it is: damaged, encrypted, not what its name says, too large.
    TemporaryFailure
        It may be read later.
    """
    limits = limits or Limits()
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise FileRejected("damaged", f"This is no PDF that can be read: {error}") from error
    pages = [
        Page(number=number, text=page.get_textpage().get_text_range().replace("\r\n", "\n"))
        for number, page in enumerate(pdf, start=1)
    ]
    document = Document(id=sha256[:16], sha256=sha256, filename=path.name, bytes=len(content), pages=pages)
    return Reading(document=document)
