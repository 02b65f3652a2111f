"""Boxes of words, kept beside the text so that a passage can be marked on the picture of its page."""

from __future__ import annotations

import gzip

from pydantic_core import to_json

from ingest.extract.lines import SourcePage


def layout_of(pages: list[SourcePage]) -> bytes:
    """The boxes of all words as gzipped JSON.

    Returns
    -------
    `{"unit": "point", "pages": [{"number", "width", "height", "words": [[x0, y0, x1, y1, "text"], ...]}, ...]}`:
    whole points from the top left corner of the page as it is shown, in the order of the file. Running heads are
    there too; a word broken at the end of a line is two words, the first with its hyphen.
    """
    content = {
        "unit": "point",
        "pages": [
            {"number": page.number, "width": round(page.width), "height": round(page.height), "words": page.words}
            for page in pages
        ],
    }
    return gzip.compress(to_json(content, inf_nan_mode="null"), compresslevel=1, mtime=0)
