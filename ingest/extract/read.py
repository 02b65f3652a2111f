"""The order of extraction: what kind of file, its lines, its structure."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.extract.filetype import FileType, file_type
from ingest.extract.options import OcrMode
from ingest.extract.pdf import read_pdf
from ingest.extract.slides import read_slides
from ingest.extract.webpage import read_web_page
from ingest.extract.word import read_word
from ingest.limits import Limits
from ingest.reading import Reading
from records.errors import FileRejected
from records.models import Document


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
    kind = file_type(path, content)
    document = Document(id=sha256[:16], sha256=sha256, filename=path.name, bytes=size)
    if kind is FileType.WORD:
        return read_word(content, document=document)
    if kind is FileType.SLIDES:
        return read_slides(content, document=document)
    if kind is FileType.HTML:
        return read_web_page(content, document=document)
    return read_pdf(content, document=document, ocr=ocr, limits=limits)
