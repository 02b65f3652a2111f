"""Boxes of words, kept beside the text so that a passage can be marked on the picture of its page."""

from __future__ import annotations

import gzip
from typing import Any

from pydantic_core import to_json

from ingest.extract.lines import SourcePage


class Layout:
    """Collects the boxes of words page by page, packed at once: those of 5,000 pages would fill a worker's memory."""

    def __init__(self) -> None:
        self._pages: dict[int, bytes] = {}

    def take(self, page: SourcePage) -> None:
        """Take the boxes of a page away from it."""
        content: dict[str, Any] = {
            "number": page.number,
            "width": round(page.width),
            "height": round(page.height),
            "words": page.words,
        }
        self._pages[page.number] = _packed(to_json(content))
        page.words = []

    def packed(self) -> bytes:
        """All pages as gzipped JSON.

        Returns
        -------
        `{"unit": "point", "pages": [{"number", "width", "height", "words": [[x0, y0, x1, y1, "text"], ...]}, ...]}`:
        whole points from the top left corner of the page as it is shown, words in the order of the file. Running heads
        are there too; a word broken at the end of a line is two words, the first with its hyphen.
        """
        pages = _packed(b",").join(content for _, content in sorted(self._pages.items()))
        return b"".join([_packed(b'{"unit":"point","pages":['), pages, _packed(b"]}")])


def _packed(content: bytes) -> bytes:
    """One member of a gzip file: members that follow each other unpack as one."""
    return gzip.compress(content, compresslevel=1, mtime=0)
