"""Readings written by hand, as extraction would hand them over: pages, paragraphs, headings, tables, a cover.

`=== ` on a line of its own begins a page; `# ` a heading of level 1, `## ` of level 2; `**...**` is a bold line of
the cover; cells of a table stand between ` | `. Paragraphs are parted by blank lines.
"""

from __future__ import annotations

import hashlib
import re

from ingest.reading import CoverLine, Reading
from ingest.structure.kinds import kind_of
from records.models import Document, Page, Section, SectionKind

_HEADING = re.compile(r"^(#{1,3}) (.+)$")
_BOLD = re.compile(r"^\*\*(.+)\*\*$")


def reading(text: str, *, filename: str = "report.pdf", properties: dict[str, str] | None = None) -> Reading:
    """The reading that a marked-up text stands for."""
    pages: list[Page] = []
    headings: list[tuple[str, int, int, int]] = []
    cover: list[CoverLine] = []
    for number, raw in enumerate(re.split(r"^===\s*$\n?", text.strip("\n"), flags=re.MULTILINE), start=1):
        body = ""
        for line in raw.strip().splitlines():
            heading, bold = _HEADING.match(line), _BOLD.match(line)
            words = heading[2] if heading else bold[1] if bold else line.replace(" | ", "\t")
            if heading:
                headings.append((words, len(heading[1]), number, len(f"{body.rstrip()}\n\n".lstrip())))
            if number == 1 and words.strip():
                size = {1: 22.0, 2: 16.0, 3: 13.0}[len(heading[1])] if heading else 11.0
                cover.append(CoverLine(words, size, bold is not None, 60.0 + 30 * len(cover)))
            if heading or bold or not words.strip():
                body = f"{body.rstrip()}\n\n{words}" + "\n\n" * bool(words.strip())
            else:
                body += words + ("\n" if "\t" in words else " ")
        pages.append(Page(number=number, text=body.strip()))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        filename=filename,
        bytes=len(text),
        pages=pages,
        sections=_sections(headings, pages),
    )
    return Reading(document=document, cover=tuple(cover), properties=properties or {})


def _sections(headings: list[tuple[str, int, int, int]], pages: list[Page]) -> list[Section]:
    if not headings:
        return []
    ends = [*((page, start) for _, _, page, start in headings[1:]), (pages[-1].number, len(pages[-1].text))]
    return [
        Section(
            heading=words,
            level=level,
            page=page,
            start=start,
            end_page=end_page,
            end=end,
            kind=kind_of(words) or SectionKind.BODY,
        )
        for (words, level, page, start), (end_page, end) in zip(headings, ends, strict=True)
    ]
