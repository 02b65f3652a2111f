"""The order of extraction: what kind of file, its lines, its structure."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.extract.filetype import FileType, file_type
from ingest.extract.options import OcrMode
from ingest.extract.pdf import read_pdf
from ingest.limits import Limits
from ingest.reading import Reading
from records.errors import FileRejected

EXTRACTION_VERSION = 1
"""Raised when the same file would be read differently, so that libraries know what to read again."""


def read(path: Path, *, ocr: OcrMode = "auto", limits: Limits | None = None) -> Reading:
    """Read a file whose type is decided by its content.

    Raises
    ------
    FileRejected
        The file can never be read as it is: damaged, encrypted, not what its name says, too large.
    OSError
        It cannot be opened; some of these pass (`ingest.workers` tells them apart).
    """
    limits = limits or Limits()
    if path.is_dir():
        raise FileRejected("folder", "This is a folder, not a file.")
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise FileRejected("too-large", f"The file has {size:,} bytes; at most {limits.file_bytes:,} are read.")
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    if file_type(path, content) is FileType.PDF:
        return read_pdf(content, filename=path.name, sha256=sha256, ocr=ocr, limits=limits)
    raise FileRejected("unknown-type", "Only PDF files are read.")
