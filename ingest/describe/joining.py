"""Paragraphs put together that a page break, a footnote or a scan has cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.describe.paragraphs import NUMBERED, Paragraph
from records.models import Page, SectionKind

_FOOTNOTE = re.compile(r"(?:\d{1,3}|\*|†)\s+(?:[A-Z\"“‘(]|https?:)")
_OPEN_WORDS = ("and", "or", "of", "the", "to", "a", "an", "in", "with", "for", "by", "on", "at", "was", "were", "had")
_OPEN_ENDS = tuple(f" {word}" for word in (*_OPEN_WORDS, "his", "her"))
"""Words that end no sentence."""


def join_broken(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Put together what was parted in the middle of a sentence on one page, as recognising a scan does."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and not paragraph.heading_level and not paragraph.cells and paragraph.page == held.page:
            text, printed = f"{held.text} {paragraph.text}", f"{held.printed}\n{paragraph.printed}"
            yield held._replace(text=text, printed=printed)
            held = None
            continue
        if held is not None:
            yield held
        is_open = not paragraph.heading_level and not paragraph.cells and _is_mid_sentence(paragraph.text)
        held = paragraph if is_open else None
        if held is None:
            yield paragraph
    if held is not None:
        yield held


def _is_mid_sentence(text: str) -> bool:
    if not text.endswith(_OPEN_ENDS):
        return False
    before = text[text.rindex(" ") - 1]
    return before.isalnum() or before == "_"


def join_over_pages(paragraphs: list[Paragraph], pages: list[Page]) -> list[Paragraph]:
    """Put together what a page break has cut; footnotes at the foot of the first page stay behind."""
    last_on: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        last_on[paragraph.page] = index
    dropped: set[int] = set()
    for page in pages[:-1]:
        last = last_on.get(page.number)
        if last is None or last + 1 >= len(paragraphs):
            continue
        head = last
        while head > 0 and _FOOTNOTE.match(paragraphs[head].text) and paragraphs[head - 1].page == page.number:
            head -= 1
        tail = last + 1
        first, second = paragraphs[head], paragraphs[tail]
        if _is_cut(first, second):
            paragraphs[tail] = _joined(first, second, adjacent=head == last)
            dropped.add(head)
    return [paragraph for index, paragraph in enumerate(paragraphs) if index not in dropped]


def _is_cut(first: Paragraph, second: Paragraph) -> bool:
    if first.heading_level or second.heading_level or first.cells or second.cells:
        return False
    if second.page != first.page + 1 or second.text.isupper() or SectionKind.CONTENTS in first.kinds:
        return False
    ends = first.text.rstrip("\"”’')")[-1:]
    if ends in ".!?:;":
        return False
    return second.text[:1].islower() or ((ends in ",-–" or len(first.text) > 60) and not NUMBERED.match(second.text))


def _joined(first: Paragraph, second: Paragraph, *, adjacent: bool) -> Paragraph:
    return Paragraph(
        text=f"{first.text} {second.text}",
        printed=f"{first.printed}\n{second.printed}",
        page=first.page,
        end_page=second.page,
        kinds=first.kinds,
        headings=first.headings,
        break_at=len(first.text) + 1,
        joined=adjacent,
    )
