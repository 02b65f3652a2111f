"""Putting a point together from its paragraphs: its number, its title, its text and lettered parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.describe.markers import Marker, Style, is_part, list_marker
from ingest.describe.paragraphs import Paragraph
from ingest.describe.regions import ASKS, PointKind, Region, is_heading_like, is_table_head

_RESPONSE = re.compile(
    r"(?:(?:(?:partially|fully|not)\s+)?(?:accepted|agreed)\b|accept\b|response\b|we\s+(?:accept|agree)|"
    r"the\s+(?:board|partnership|committee)\s+(?:accepts|agrees)|progress\b|lead\b|owner\b|status\b|update\b|"
    r"completed?\b|actions?\s+taken|by\s+when|timescale|rationale|why\b|intended\s+outcome|outcome\b|evidence\b|"
    r"how\s+(?:will|we)|what\s+(?:we|has))",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:leads?|owner|responsib\w+|lead\s+(?:agency|officer)|for)\s*:\s*", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:[,;:–—-]|\b(?:and|or|which|that|to|should|the|of|for|by|with))$")
_COMMAND = re.compile(
    r"(?:Agree|Clarify|Consider|Continue|Develop|Embed|Ensure|Establish|Evaluate|Give|Implement|Improve|Increase|Introduce|"
    r"Make|Prioritise|Produce|Promote|Provide|Publish|Put|Reduce|Require|Revise|Seek|Strengthen|Take|Undertake)\b"
)
"""Verbs, and no nouns as well, with which a point asks for something: such a sentence is no title."""
_SAYS = re.compile(r"\b(?:is|are|was|were|has|have|can|cannot|may|will)\b")
_LEANS = re.compile(r"(?:It|This|They|These|That|Those|Such)\b")
"""Words that speak of the sentence before, which is then a part of the text and no title."""
_LONGEST_TITLE_WORDS = 14
_LONGEST_CLOSING_WORDS = 60


@dataclass(slots=True)
class Draft:
    """A point as it is put together."""

    style: Style
    number: str | None
    texts: list[str]
    page: int
    end_page: int
    region: int
    title: str | None = None
    lead: str = ""
    heading: str = ""
    parts: list[str] = field(default_factory=list)
    is_answered: bool = False
    """Whether the publisher's answer has begun, which is no part of the point."""

    @property
    def is_marked(self) -> bool:
        return self.style in (Style.NAMED, Style.SHORT, Style.NUMBERED)

    @property
    def text(self) -> str:
        return "\n".join((*self.texts, *self.parts)).strip()


def begin(paragraph: Paragraph, kind: PointKind, region: Region) -> Draft | None:
    """The point that begins with this paragraph, if one does."""
    if paragraph.cells:
        return _of_row(paragraph, kind, region)
    text = paragraph.text
    marker = kind.marker(text)
    if marker is None and region.is_open and not paragraph.heading_level:
        marker = _named_bullet(text, kind) or list_marker(text)
        if marker is None and kind.is_recommendation and ASKS.search(text) and not is_part(text):
            marker = Marker(Style.PLAIN, None, 0)
    if marker is None or _is_footnote(text):
        return None
    draft = Draft(
        marker.style, marker.number, [], paragraph.page, paragraph.end_page, region.number, heading=region.heading
    )
    body = text[marker.end :].strip()
    is_head = bool(paragraph.heading_level)
    title, rest = _title_and_text(body, is_head=is_head, style=marker.style)
    draft.title = title
    if rest:
        draft.texts.append(rest)
    return draft


def _named_bullet(text: str, kind: PointKind) -> Marker | None:
    """A bullet that is followed by the name of the point: `• Lesson 1. Ask again.`"""
    bullet = list_marker(text)
    if bullet is None or bullet.style is not Style.BULLET:
        return None
    named = kind.marker(text[bullet.end :])
    return None if named is None else replace(named, end=bullet.end + named.end)


def _title_and_text(body: str, *, is_head: bool, style: Style) -> tuple[str | None, str]:
    """A point may begin with its title: the whole of a heading, or a first sentence that asks for nothing."""
    if is_head:
        return (body.rstrip(" .:") or None), ""
    if style in (Style.BULLET, Style.PLAIN):
        return None, body
    match = re.match(r"(?P<title>[^.:?!]{3,90}?)[.:]\s+(?=[A-Z“\"‘(])", body)
    if match is None or len(match["title"].split()) > _LONGEST_TITLE_WORDS:
        return None, body
    title, rest = match["title"], body[match.end() :]
    is_text = ASKS.search(title) or _COMMAND.match(title) or (_SAYS.search(title) and _LEANS.match(rest))
    if is_text or match.group().rstrip().endswith(":") or not ASKS.search(rest):
        return None, body
    return title, rest


def _of_row(paragraph: Paragraph, kind: PointKind, region: Region) -> Draft | None:
    cells = paragraph.cells
    if is_table_head(cells):
        return None
    first = cells[0]
    marker = kind.marker(first) or kind.marker(paragraph.text)
    numbered = re.fullmatch(r"\(?([A-Z]{0,3}\d{1,2}(?:\.\d{1,2})?|[A-Z])[.):]?", first)
    text = region.text_of(cells)
    lead = region.lead_of(cells, text=text)
    if marker is not None:
        style, number = marker.style, marker.number
        if text == first:
            text = text[marker.end :]
    elif region.is_open and numbered is not None:
        style, number = Style.NUMBERED, numbered[1]
    elif region.is_open and (own := list_marker(text)) is not None:
        style, number, text = own.style, own.number, text[own.end :]
    elif region.is_open and region.has_columns and first and (ASKS.search(text) or not kind.is_recommendation):
        style, number = Style.ROW, None
    else:
        return None
    title, rest = _title_and_text(text.strip(), is_head=False, style=style)
    return Draft(
        style,
        number,
        [rest],
        paragraph.page,
        paragraph.end_page,
        region.number,
        title=title,
        lead=lead,
        heading=region.heading,
    )


def go_on(draft: Draft, paragraph: Paragraph) -> bool:
    """Add a paragraph to an open point; False when it belongs to it no more."""
    if paragraph.heading_level or paragraph.page > draft.end_page + 1:
        return False
    if paragraph.cells:
        return _continue_row(draft, paragraph)
    text = paragraph.text
    lead = _LEAD.match(text)
    if lead is not None:
        draft.lead = text[lead.end() :]
    if _is_footnote(text) or lead is not None or draft.is_answered:
        return True
    if not draft.texts:
        draft.is_answered = _RESPONSE.match(text) is not None
        if draft.is_answered:
            return True
        draft.texts.append(text)
    elif (
        is_part(text)
        or (text[:1].islower() and _OPEN_END.search(draft.text))
        or (not is_heading_like(paragraph) and (_OPEN_END.search(draft.text) or _goes_on(draft, text)))
    ):
        draft.parts.append(text)
    else:
        return False
    draft.end_page = max(draft.end_page, paragraph.end_page)
    return True


def is_introduced(draft: Draft) -> bool:
    """Whether a marked point ends in a colon or holds bullets already: a bullet below is a part of it."""
    return draft.is_marked and not draft.is_answered and (bool(draft.parts) or draft.text.endswith(":"))


def _goes_on(draft: Draft, text: str) -> bool:
    """A sentence after lettered parts that asks for more of the same body."""
    return (
        bool(draft.parts)
        and len(text.split()) <= _LONGEST_CLOSING_WORDS
        and ASKS.search(text) is not None
        and list_marker(text) is None
    )


def _continue_row(draft: Draft, paragraph: Paragraph) -> bool:
    """A row whose first cell is empty, at the top of the next page, goes on with the row above."""
    if is_table_head(paragraph.cells):
        return True
    if paragraph.cells[0] or draft.end_page == paragraph.page:
        return not paragraph.cells[0]
    longest = max(paragraph.cells, key=len)
    draft.texts[-1] = f"{draft.texts[-1]} {longest}"
    draft.end_page = paragraph.page
    return True


def _is_footnote(text: str) -> bool:
    return (
        text[:1].isdigit()
        and re.match(r"\d{1,2}\s?[A-Z]", text) is not None
        and not ASKS.search(text)
        and len(text) < 300
    )


def untitled_only(draft: Draft) -> Draft:
    """What is nothing but a title is the text itself."""
    return draft if draft.texts or not draft.title else replace(draft, texts=[draft.title], title=None)
