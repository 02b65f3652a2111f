"""Plain text as a document, so that any text can be tagged: form feeds part its pages, `#` marks its headings."""

from __future__ import annotations

import hashlib
import re

from records.models import Document, Page, Section

_HEADING = re.compile(r"^(#{1,6}) +(\S.*)$", re.MULTILINE)


def document_of(text: str, *, filename: str = "text") -> Document:
    """One document of the text. A section runs from its heading to the next heading, over pages."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    pages: list[Page] = []
    starts: list[tuple[int, int, int, str]] = []
    for number, source in enumerate(text.split("\f"), 1):
        shift = 0
        for match in _HEADING.finditer(source):
            mark = match.end() - match.start() - len(match[2])  # what is cut; a line break is added
            starts.append((number, match.start() - shift, len(match[1]), match[2]))
            shift += mark - 1
        pages.append(Page(number=number, text=_HEADING.sub(lambda match: match[2] + "\n", source)))
    sections = [
        Section(heading=heading, level=level, page=page, start=max(start, 0), end_page=end_page, end=end)
        for (page, start, level, heading), (end_page, end) in zip(starts, _ends(starts, pages), strict=True)
    ]
    return Document(id=sha256[:16], sha256=sha256, filename=filename, bytes=len(text), pages=pages, sections=sections)


def _ends(starts: list[tuple[int, int, int, str]], pages: list[Page]) -> list[tuple[int, int]]:
    last = (pages[-1].number, len(pages[-1].text))
    return [(page, start) for page, start, _, _ in starts[1:]] + [last] if starts else []
