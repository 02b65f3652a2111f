"""Headings become sections: where each begins and ends, and what kind it is."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.structure.blocks import PageBlocks
from ingest.structure.kinds import kind_of
from records.models import Page, Section, SectionKind

BLANK_LINE = "\n\n"
_STANDS_ALONE = {SectionKind.CONTENTS, SectionKind.SUMMARY}
"""Kinds that what follows in smaller print is not a part of."""


@dataclass(slots=True)
class _Heading:
    text: str
    level: int
    page: int
    start: int


def pages_and_sections(pages: list[PageBlocks]) -> tuple[list[Page], list[Section]]:
    """Write down the text of pages and the sections that begin at blocks with a level."""
    written: list[Page] = []
    headings: list[_Heading] = []
    for page in pages:
        parts: list[str] = []
        length = 0
        for block in page.blocks:
            start = length + (len(BLANK_LINE) if parts else 0)
            if block.level is not None:
                headings.append(_Heading(block.text, block.level, page.number, start))
            parts.append(block.text)
            length = start + len(block.text)
        written.append(
            Page(
                number=page.number,
                label=page.label,
                text=BLANK_LINE.join(parts),
                ocr=page.ocr,
                ocr_confidence=page.ocr_confidence,
            )
        )
    return written, _sections(written, headings)


def _sections(pages: list[Page], headings: list[_Heading]) -> list[Section]:
    """A section ends where the next begins, whatever the level of that; a part of a part keeps the part's kind."""
    by_number = {page.number: page for page in pages}
    sections: list[Section] = []
    open_kinds: list[tuple[int, SectionKind]] = []
    title = _title(headings)
    for index, heading in enumerate(headings):
        following = headings[index + 1] if index + 1 < len(headings) else None
        end_page, end = _end(pages, by_number, following)
        while open_kinds and open_kinds[-1][0] >= heading.level:
            open_kinds.pop()
        inherited = open_kinds[-1][1] if open_kinds and open_kinds[-1][1] not in _STANDS_ALONE else SectionKind.BODY
        kind = SectionKind.BODY if heading is title else kind_of(heading.text) or inherited
        open_kinds.append((heading.level, kind))
        sections.append(
            Section(
                heading=heading.text,
                level=heading.level,
                page=heading.page,
                start=heading.start,
                end_page=end_page,
                end=end,
                kind=kind,
            )
        )
    return sections


def _title(headings: list[_Heading]) -> _Heading | None:
    """The document's own title, above everything: `Learning from Child Z` makes not all that follows learning."""
    levels = [heading.level for heading in headings]
    if len(levels) < 3 or levels.count(levels[0]) > 1 or levels[0] > min(levels):
        return None
    return None if kind_of(headings[0].text) in _STANDS_ALONE else headings[0]


def _end(pages: list[Page], by_number: dict[int, Page], following: _Heading | None) -> tuple[int, int]:
    if following is None:
        last = next((page for page in reversed(pages) if page.text), pages[-1])
        return last.number, len(last.text)
    if following.start > 0:
        return following.page, len(by_number[following.page].text[: following.start].rstrip())
    before = following.page - 1
    while before > 1 and not by_number[before].text:
        before -= 1
    return before, len(by_number[before].text)
