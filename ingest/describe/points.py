"""Recommendations and learning points, as a report lists them: in a list at the end, under each finding, in tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from ingest.describe.addressees import Units, find_addressees
from ingest.describe.markers import (
    Marker,
    Style,
    is_part,
    learning_marker,
    list_marker,
    ordinal,
    recommendation_marker,
)
from ingest.describe.paragraphs import Paragraph, Report
from records.models import Point, Scheme, SectionKind
from taxonomy.mentions import find_concepts

_RECOMMENDATIONS = re.compile(
    r"\brecommend(?:ations?|ed|s)\b|\bwhat\s+(?:needs?\s+to|must|should|has\s+to|will)\s+(?:be\s+)?(?:change|happen|done|improve)|"
    r"\bactions?\s+(?:required|recommended|for\s+improvement)|\bimproving\s+systems\s+and\s+practice\b|^next\s+steps$",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learning\s+points?|lessons?\s+(?:to\s+be\s+)?learn(?:ed|t)|practice\s+points?|key\s+(?:learning|messages|lessons)|"
    r"lessons\s+for\s+practice|points\s+for\s+practice|learning\s+for\s+practice)\b|^(?:\d+[.)]?\s*)?(?:the\s+)?(?:learning|lessons)$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:appendix|annexe?|action\s+plans?|previous|earlier|prior|other\s+reviews?|past\s+reviews?|national\s+reviews?|"
    r"(?:single|individual)[\s-]agenc(?:y|ies)(?:[’']s?)?\s+(?:recommendations?|actions?|learning)|"
    r"(?:imr|individual\s+management\s+review|agenc(?:y|ies)[’']?)\s+(?:recommendations?|actions?)|"
    r"recommendations?\s+(?:of|from|by|in)\s+(?:the\s+)?(?:individual|single|agency|imrs?|previous|earlier)|progress\s+(?:on|against|since)|"
    r"questions?|contents|glossary|good\s+practice|what\s+(?:has\s+)?(?:already\s+)?(?:been\s+)?(?:changed|done))\b",
    re.IGNORECASE,
)
_HEADING_LIKE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+|(?:part|section|chapter)\s+\w+\s*[:–-]?\s*)?[A-Z“\"‘][^.!]{2,100}[^.,;:!]"
)
_RESPONSE = re.compile(
    r"(?:(?:partially\s+|fully\s+|not\s+)?(?:accepted|agreed)\b|accept\b|response\b|we\s+(?:accept|agree)|the\s+(?:board|partnership|committee)\s+"
    r"(?:accepts|agrees)|progress\b|lead\b|owner\b|status\b|update\b|completed?\b|action(?:s)?\s+taken|by\s+when|timescale|rationale|why\b|"
    r"intended\s+outcome|outcome\b|evidence\b|how\s+(?:will|we)|what\s+(?:we|has))",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|must|shall|needs?\s+to|is\s+asked\s+to|are\s+asked\s+to|to\s+ensure|recommend(?:s|ed)?\s+that|ought)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:lead|leads|owner|responsib\w+|lead\s+(?:agency|officer)|for)\s*:\s*", re.IGNORECASE)
_LEAD_COLUMN = re.compile(
    r"\b(?:lead|leads|owner|who|for|agency|agencies|responsib\w+|responsible\s+agency|organisation|addressed)\b",
    re.IGNORECASE,
)
_NUMBER_COLUMN = re.compile(r"(?:no\.?|number|ref\.?|reference|#|rec\.?)", re.IGNORECASE)
_TEXT_COLUMN = re.compile(r"\b(?:recommendations?|learning\s+points?|lessons?|what)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:[,;:–—-]|\b(?:and|or|which|that|to|should|the|of|for|by|with))$")
_SAME_TEXT = 85.0
"""Of 100, by rapidfuzz's token_set_ratio: two printings of one recommendation, one of them shortened."""
_LONGEST_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class PointKind:
    """What tells recommendations from learning points."""

    word: str
    scheme_id: str
    heading: re.Pattern[str]
    section: SectionKind
    marker: Callable[[str], Marker | None]
    is_recommendation: bool


RECOMMENDATION = PointKind(
    "recommendation", "recommendation", _RECOMMENDATIONS, SectionKind.RECOMMENDATIONS, recommendation_marker, True
)
LEARNING_POINT = PointKind("learning point", "learning-point", _LEARNING, SectionKind.LEARNING, learning_marker, False)


@dataclass(slots=True)
class _Draft:
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


def find_points(report: Report, kind: PointKind) -> tuple[Point, ...]:
    """The points of one kind, each once, in the order in which they are numbered or printed."""
    drafts = [draft for draft in map(_untitled_only, _drafts(report, kind)) if len(draft.text) > 8]
    drafts = _once(_of_the_best_style(drafts))
    units = Units(report.text)
    return tuple(
        Point(
            id=f"{kind.scheme_id}-{place}",
            number=draft.number,
            title=draft.title,
            text=draft.text,
            addressed_to=find_addressees(draft.text, units, lead=draft.lead, heading=draft.title or draft.heading)
            if kind.is_recommendation
            else [],
            themes=find_concepts(f"{draft.title or ''} {draft.text}", scheme=Scheme.THEME),
            document=report.document.id,
            page=draft.page,
            end_page=draft.end_page,
        )
        for place, draft in enumerate(drafts, start=1)
    )


def _drafts(report: Report, kind: PointKind) -> Iterator[_Draft]:
    """Everything marked as such a point anywhere, and everything listed in a region under such a heading."""
    region = _Region(kind)
    open_draft: _Draft | None = None
    for paragraph in report.paragraphs[len(report.front) if len(report.front) < len(report.paragraphs) else 0 :]:
        if SectionKind.CONTENTS in paragraph.kinds and paragraph.text[-1:].isdigit():
            continue
        region.enter(paragraph)
        if region.is_closed:
            if open_draft is not None:
                yield open_draft
            open_draft = None
            continue
        draft = _begin(paragraph, kind, region)
        if draft is not None and draft.style is Style.PLAIN and open_draft is not None and open_draft.is_marked:
            draft = None  # what follows a marked point belongs to it or to nobody
        if draft is not None:
            if open_draft is not None:
                yield open_draft
            open_draft = draft
            continue
        if open_draft is not None and not _continue(open_draft, paragraph, region):
            yield open_draft
            open_draft = None
    if open_draft is not None:
        yield open_draft


class _Region:
    """Where in the document a list of points may stand, followed paragraph by paragraph."""

    def __init__(self, kind: PointKind) -> None:
        self._kind = kind
        self.is_open = False
        self.is_closed = False
        self.number = 0
        self.heading = ""
        self._level = 0
        self._columns: tuple[str, ...] = ()

    def enter(self, paragraph: Paragraph) -> None:
        """Look at the next paragraph: it may be a heading that opens or ends a region, or a table's head."""
        self.is_closed = any(_NOT_OURS.search(heading) for heading in paragraph.headings)
        if paragraph.cells and _is_table_head(paragraph.cells):
            if paragraph.cells == self._columns:
                return  # printed again at the top of a page
            self._columns = paragraph.cells
            if any(self._kind.heading.search(cell) for cell in paragraph.cells):
                self.is_open, self.number, self._level = True, self.number + 1, self._level or 9
            return
        if not paragraph.cells and not (paragraph.heading_level or _is_heading_like(paragraph)):
            return
        if not paragraph.cells:
            self._head(paragraph)

    def _head(self, paragraph: Paragraph) -> None:
        if self._kind.marker(paragraph.text) is not None:
            return
        self._columns = ()
        opens = bool(self._kind.heading.search(paragraph.text)) and not _NOT_OURS.search(paragraph.text)
        if opens:
            self.is_open, self.number, self.heading = True, self.number + 1, ""
            self._level = paragraph.heading_level or 9
        elif paragraph.heading_level and self.is_open and paragraph.heading_level <= self._level:
            self.is_open = self._kind.section in paragraph.kinds and paragraph.heading_level == self._level == 9
        elif self.is_open and paragraph.heading_level:
            self.heading = paragraph.text

    def column(self, cells: Sequence[str], wanted: re.Pattern[str]) -> str:
        for head, cell in zip(self._columns, cells, strict=False):
            if wanted.search(head):
                return cell
        return ""

    @property
    def has_columns(self) -> bool:
        return bool(self._columns)


def _is_table_head(cells: Sequence[str]) -> bool:
    """Short cells that end no sentence and ask for nothing, one of which names what the rows hold."""
    if any(len(cell) >= 60 or (len(cell) > 6 and cell.endswith(".")) for cell in cells):
        return False
    names_points = [cell for cell in cells if _TEXT_COLUMN.search(cell)]
    return bool(names_points) and not any(_MODAL.search(cell) for cell in cells if cell not in names_points)


def _is_heading_like(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= 110 and _HEADING_LIKE.fullmatch(paragraph.text) is not None


def _begin(paragraph: Paragraph, kind: PointKind, region: _Region) -> _Draft | None:
    """The point that begins with this paragraph, if one does."""
    if paragraph.cells:
        return _of_row(paragraph, kind, region)
    text = paragraph.text
    if _is_footnote(text):
        return None
    marker = kind.marker(text)
    if marker is None and region.is_open and not paragraph.heading_level:
        marker = list_marker(text)
        if marker is None and kind.is_recommendation and _MODAL.search(text) and not is_part(text):
            marker = Marker(Style.PLAIN, None, 0)
    if marker is None:
        return None
    draft = _Draft(
        marker.style, marker.number, [], paragraph.page, paragraph.end_page, region.number, heading=region.heading
    )
    body = text[marker.end :].strip()
    is_head = bool(paragraph.heading_level)
    title, rest = _title_and_text(body, is_head=is_head, style=marker.style)
    draft.title = title
    if rest:
        draft.texts.append(rest)
    return draft


def _title_and_text(body: str, *, is_head: bool, style: Style) -> tuple[str | None, str]:
    """A point may begin with its title: the whole of a heading, or a first sentence that asks for nothing."""
    if is_head:
        return (body.rstrip(" .:") or None), ""
    if style in (Style.BULLET, Style.PLAIN):
        return None, body
    match = re.match(r"(?P<title>[^.:?!]{3,90}?)[.:]\s+(?=[A-Z“\"‘(])", body)
    if match is None or len(match["title"].split()) > _LONGEST_TITLE_WORDS or _MODAL.search(match["title"]):
        return None, body
    rest = body[match.end() :]
    if match.group().rstrip().endswith(":") or not _MODAL.search(rest):
        return None, body
    return match["title"], rest


def _of_row(paragraph: Paragraph, kind: PointKind, region: _Region) -> _Draft | None:
    cells = paragraph.cells
    if _is_table_head(cells):
        return None
    first = cells[0]
    marker = kind.marker(first) or kind.marker(paragraph.text)
    numbered = re.fullmatch(r"\(?([A-Z]{0,3}\d{1,2}(?:\.\d{1,2})?|[A-Z])[.):]?", first)
    text = region.column(cells, _TEXT_COLUMN) or max(cells, key=len)
    lead = region.column(cells, _LEAD_COLUMN)
    if marker is not None:
        style, number = marker.style, marker.number
        if text == first:
            text = text[marker.end :]
    elif region.is_open and numbered is not None:
        style, number = Style.NUMBERED, numbered[1]
    elif region.is_open and (own := list_marker(text)) is not None:
        style, number, text = own.style, own.number, text[own.end :]
    elif region.is_open and region.has_columns and first and (_MODAL.search(text) or not kind.is_recommendation):
        style, number = Style.ROW, None
    else:
        return None
    title, rest = _title_and_text(text.strip(), is_head=False, style=style)
    if not lead and len(cells) > 2 and cells[-1] != text and not re.search(r"\d{4}", cells[-1]):
        lead = cells[-1]
    return _Draft(
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


def _continue(draft: _Draft, paragraph: Paragraph, region: _Region) -> bool:
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
        or not _is_heading_like(paragraph)
        and (_OPEN_END.search(draft.text) or _goes_on(draft, text))
    ):
        draft.parts.append(text)
    else:
        return False
    draft.end_page = max(draft.end_page, paragraph.end_page)
    return True


def _goes_on(draft: _Draft, text: str) -> bool:
    """A sentence after lettered parts that asks for more of the same body."""
    return (
        bool(draft.parts) and len(text.split()) <= 60 and _MODAL.search(text) is not None and list_marker(text) is None
    )


def _continue_row(draft: _Draft, paragraph: Paragraph) -> bool:
    """A row whose first cell is empty, at the top of the next page, goes on with the row above."""
    if _is_table_head(paragraph.cells):
        return True
    if paragraph.cells[0] or draft.end_page == paragraph.page:
        return not paragraph.cells[0]
    longest = max(paragraph.cells, key=len)
    draft.texts[-1] = f"{draft.texts[-1]} {longest}"
    draft.end_page = paragraph.page
    return True


def _is_footnote(text: str) -> bool:
    return re.match(r"\d{1,2}\s?[A-Z]", text) is not None and not _MODAL.search(text) and len(text) < 300


def _untitled_only(draft: _Draft) -> _Draft:
    """What is nothing but a title is the text itself."""
    return draft if draft.texts or not draft.title else replace(draft, texts=[draft.title], title=None)


def _of_the_best_style(drafts: list[_Draft]) -> list[_Draft]:
    """Named points are the report's own wherever they stand; else each region is read in the plainest way that it needs."""
    named = [draft for draft in drafts if draft.style in (Style.NAMED, Style.SHORT)]
    if named:
        return named
    chosen: list[_Draft] = []
    for region in dict.fromkeys(draft.region for draft in drafts):
        here = [draft for draft in drafts if draft.region == region and _is_stated(draft)]
        if not here:
            continue
        best = min(draft.style for draft in here)
        of_best = [draft for draft in here if draft.style is best]
        depths = Counter(_depth(draft.number) for draft in of_best)
        deepest = max(depths, key=lambda depth: (depths[depth], -depth))
        chosen += _ascending([draft for draft in of_best if _depth(draft.number) == deepest])
    return chosen


def _is_stated(draft: _Draft) -> bool:
    """A paragraph numbered like all others of the report (`9.1`) is a point only when it asks for something."""
    return draft.style is not Style.NUMBERED or not _depth(draft.number) or _MODAL.search(draft.text) is not None


def _depth(number: str | None) -> int:
    return (number or "").count(".")


def _ascending(drafts: list[_Draft]) -> list[_Draft]:
    """A numbered list goes up; it may begin again under another heading, but what leaps is another list."""
    kept: list[_Draft] = []
    for draft in drafts:
        place = ordinal(draft.number)
        last = ordinal(kept[-1].number) if kept else 0
        if (
            place is None
            or last is None
            or place == last + 1
            or not kept
            or place == 1
            and draft.heading != kept[-1].heading
            or place > last
            and place <= last + 3
            and len(kept) > 1
        ):
            kept.append(draft)
    return kept


def _once(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Leave out what is printed again, in a summary or in a table of actions: the fuller printing stays."""
    kept: list[_Draft] = []
    for draft in drafts:
        twin = next((place for place, other in enumerate(kept) if _is_twin(draft, other)), None)
        if twin is None:
            kept.append(draft)
        elif len(draft.text) > len(kept[twin].text):
            kept[twin] = replace(draft, title=draft.title or kept[twin].title)
    return kept


def _is_twin(draft: _Draft, other: _Draft) -> bool:
    if draft.number is not None and draft.number == other.number:
        if draft.style in (Style.NAMED, Style.SHORT) or draft.region != other.region:
            return True
        return draft.heading == other.heading
    short, long = sorted((draft.text, other.text), key=len)
    return len(short) > 40 and fuzz.token_set_ratio(short, long) >= _SAME_TEXT and len(short) > 0.4 * len(long)
