"""What Word documents and presentations have in common: an archive of XML that may be damaged, or a bomb."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from ingest.limits import MEGABYTE
from records.errors import FileRejected

MOST_UNPACKED_BYTES = 1_000 * MEGABYTE
MOST_XML_BYTES = 200 * MEGABYTE
"""Unpacked, of one part of text: Word itself stops at 512 MB, real reports have 1 to 10."""


@contextmanager
def opening(content: bytes) -> Iterator[None]:
    """Check an archive before a library reads it, and turn what that raises over its contents into a rejection."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        largest = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
        if unpacked > MOST_UNPACKED_BYTES or largest > MOST_XML_BYTES:
            raise FileRejected("too-large", f"The document unpacks to {unpacked:,} bytes: it is not a report.")
        yield
    except (FileRejected, MemoryError):
        raise
    except Exception as error:  # the libraries raise KeyError, ValueError, XMLSyntaxError and more on damaged files
        raise FileRejected(
            "damaged", f"The document is damaged and cannot be opened ({type(error).__name__})."
        ) from error


def properties_of(core: Any) -> dict[str, str]:
    """The properties that Office keeps, by the names of `Reading.properties`."""
    found = {
        "title": core.title,
        "author": core.author,
        "subject": core.subject,
        "keywords": core.keywords,
        "created": core.created,
        "modified": core.modified,
    }
    return {
        name: value.date().isoformat() if isinstance(value, datetime) else str(value).strip()[:1_000]
        for name, value in found.items()
        if value
    }
