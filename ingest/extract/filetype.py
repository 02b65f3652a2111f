"""What a file is, decided by what it holds, and the plain reason when it is nothing that can be read."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO
from pathlib import Path

from records.errors import FileRejected


class FileType(Enum):
    PDF = "pdf"
    WORD = "docx"
    SLIDES = "pptx"
    HTML = "html"


_PDF_WITHIN = 1_024
"""Readers of PDF allow that much before `%PDF-`; mail gateways put headers there."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|div|p|h1)\b", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
}
_NAMED = {
    ".pdf": FileType.PDF,
    ".docx": FileType.WORD,
    ".pptx": FileType.SLIDES,
    ".html": FileType.HTML,
    ".htm": FileType.HTML,
}
_CALLED = {
    FileType.PDF: "a PDF",
    FileType.WORD: "a Word document",
    FileType.SLIDES: "a PowerPoint presentation",
    FileType.HTML: "a web page (HTML)",
}


def file_type(path: Path, content: bytes) -> FileType:
    """The type of a file by its content.

    Raises
    ------
    FileRejected
        With a reason in plain words: empty, of another type than its name says, of a type that is not read.
    """
    if not content:
        raise FileRejected("empty", "The file is empty (zero bytes).")
    found = _by_content(content)
    named = _NAMED.get(path.suffix.casefold())
    if named is None or found is named:
        return found
    code = f"{found.value}-as-{named.value}"
    reason = f"The file is named {path.suffix} but it is {_CALLED[found]}, not {_CALLED[named]}."
    if found is FileType.HTML:
        reason += " The publisher's server probably answered with a page in place of the file: download it again."
    else:
        reason += f" Rename it to end in .{found.value} if that is what it should be."
    raise FileRejected(code, reason)


def _by_content(content: bytes) -> FileType:
    start = content[:_PDF_WITHIN]
    if b"%PDF-" in start:
        return FileType.PDF
    if start.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if _HTML.search(content[:4096].lstrip(b"\xef\xbb\xbf")) or _HTML.search(content[:4096].replace(b"\x00", b"")):
        return FileType.HTML
    if start.startswith(_OLD_OFFICE):
        raise FileRejected(
            "old-office",
            "The file is in an old format of Office, or protected by a password: save it as PDF or .docx.",
        )
    if start.startswith(b"{\\rtf"):
        raise FileRejected("rich-text", "The file is rich text (RTF): save it as PDF or .docx.")
    for magic, name in _IMAGES.items():
        if start.startswith(magic):
            raise FileRejected("picture", f"The file is {name}: save it as a PDF to have it recognised.")
    if not start.strip(b"\x00 \t\r\n"):
        raise FileRejected("blank", "The file holds nothing but zeros or blanks: it was not saved or downloaded whole.")
    raise FileRejected("unknown-type", "The file is no PDF, Word document, presentation or web page.")


def _office_type(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise FileRejected(
            "damaged", "The file is an Office document or archive that was cut short or damaged."
        ) from error
    if "word/document.xml" in names:
        return FileType.WORD
    if "ppt/presentation.xml" in names:
        return FileType.SLIDES
    if any(name.startswith("xl/") for name in names):
        raise FileRejected("spreadsheet", "The file is a spreadsheet: save it as a PDF.")
    raise FileRejected("archive", "The file is an archive (zip): unpack it first.")
