"""Where in a report its own recommendations and learning points stand: under which headings, in which tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.describe.markers import Marker, learning_marker, recommendation_marker
from ingest.describe.paragraphs import Paragraph
from records.models import SectionKind

_RECOMMENDATIONS = re.compile(
    r"\brecommend(?:ations?|ed|s)\b|"
    r"\bwhat\s+(?:needs?\s+to|must|should|has\s+to|will)\s+(?:be\s+)?(?:change|happen|done|improve)|"
    r"\bactions?\s+(?:required|recommended|for\s+improvement)|\bimproving\s+systems\s+and\s+practice\b|^next\s+steps$",
    re.IGNORECASE,
)
_IMPROVEMENTS = re.compile(
    r"^areas?\s+(?:for|of)\s+improvement\W*$|^priority\s+and\s+immediate\s+action\W*$|"
    r"^what\s+(?:does|do)\s+[\w’' ]{3,60}\s+need\s+to\s+improve\W*$",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learning\s+points?|lessons?\s+(?:to\s+be\s+)?learn(?:ed|t)|practice\s+points?|"
    r"key\s+(?:learning|messages|lessons)|(?:lessons|points|learning)\s+for\s+practice)\b|"
    r"^(?:\d+[.)]?\s*)?(?:the\s+)?(?:learning|lessons)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:previous|earlier|prior|other\s+reviews?|past\s+reviews?|national\s+reviews?|"
    r"(?:single|individual)[\s-]agenc(?:y|ies)(?:[’']s?)?\s+(?:recommendations?|actions?|learning)|"
    r"(?:imr|individual\s+management\s+review|agenc(?:y|ies)[’']?)\s+(?:recommendations?|actions?)|"
    r"recommendations?\s+(?:of|from|by|in)\s+(?:the\s+)?(?:individual|single|agency|imrs?|previous|earlier)|"
    r"progress\s+(?:on|against|since)|questions?|contents|glossary|good\s+practice|"
    r"what\s+(?:has\s+)?(?:already\s+)?(?:been\s+)?(?:changed|done))\b",
    re.IGNORECASE,
)
"""Headings over points that are not the review's: of earlier reviews, of single agencies, of progress made."""
_APPENDED = re.compile(r"\b(?:appendix|annexe?|action\s+plans?)\b", re.IGNORECASE)
"""Headings over what repeats the points, as a rule: there they are sought only where they stand nowhere else."""
_HEADING_LIKE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+|(?:part|section|chapter)\s+\w+\s*[:–-]?\s*)?[A-Z“\"‘][^.!]{2,100}[^.,;:!]"
)
_LONGEST_HEADING_CHARACTERS = 110
_SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+[A-Z]")
_LOWEST = 9
"""The level taken for a heading that is known by its looks alone."""
_TEXT_COLUMN = re.compile(r"\b(?:recommendations?|learning\s+points?|lessons?|what)\b", re.IGNORECASE)
_LEAD_COLUMN = re.compile(
    r"\b(?:leads?|owner|who|for|agency|agencies|responsib\w+|organisation|addressed)\b", re.IGNORECASE
)
ASKS = re.compile(
    r"\b(?:should|must|shall|needs?\s+to|(?:is|are)\s+asked\s+to|to\s+ensure|recommend(?:s|ed)?\s+that|ought)\b",
    re.IGNORECASE,
)
"""Words by which a sentence asks somebody to act."""


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
IMPROVEMENT = replace(RECOMMENDATION, heading=_IMPROVEMENTS)
"""What an inspection asks for under other headings: sought only where a report has no recommendations by that name."""
LEARNING_POINT = PointKind("learning point", "learning-point", _LEARNING, SectionKind.LEARNING, learning_marker, False)


class Region:
    """Where in the document a list of points may stand, followed paragraph by paragraph."""

    def __init__(self, kind: PointKind, *, appended: bool) -> None:
        self._kind = kind
        self._appended = appended
        self._shut: dict[tuple[str, ...], bool] = {}
        self.is_open = False
        self.is_closed = False
        self.number = 0
        self.heading = ""
        self._level = 0
        self._own_number: tuple[int, ...] = ()
        self._columns: tuple[str, ...] = ()

    def enter(self, paragraph: Paragraph) -> None:
        """Look at the next paragraph: it may be a heading that opens or ends a region, or a table's head."""
        is_closed = self._shut.get(paragraph.headings)
        if is_closed is None:  # many paragraphs stand under the same headings
            is_closed = self._shut[paragraph.headings] = any(map(self._is_shut, paragraph.headings))
        self.is_closed = is_closed
        if not paragraph.cells:
            if paragraph.heading_level or is_heading_like(paragraph):
                self._head(paragraph)
        elif is_table_head(paragraph.cells) and paragraph.cells != self._columns:  # else printed again on a page
            self._columns = paragraph.cells
            if any(self._kind.heading.search(cell) for cell in paragraph.cells):
                self.is_open, self.number, self._level = True, self.number + 1, self._level or _LOWEST

    def _head(self, paragraph: Paragraph) -> None:
        if self._kind.marker(paragraph.text) is not None:
            return
        self._columns = ()
        match = _SECTION_NUMBER.match(paragraph.text)
        number = tuple(map(int, match[1].split("."))) if match else ()
        if self._kind.heading.search(paragraph.text) and not self._is_shut(paragraph.text):
            self.is_open, self.number, self.heading = True, self.number + 1, ""
            self._level, self._own_number = paragraph.heading_level or _LOWEST, number
        elif self.is_open and self._own_number and len(number) <= len(self._own_number) and number > self._own_number:
            self.is_open = False  # 10 ends what 9 began, however large they are printed
        elif paragraph.heading_level and self.is_open and paragraph.heading_level <= self._level:
            self.is_open = self._kind.section in paragraph.kinds and paragraph.heading_level == self._level == _LOWEST
        elif self.is_open and paragraph.heading_level:
            self.heading = paragraph.text

    def _is_shut(self, heading: str) -> bool:
        return _OF_OTHERS.search(heading) is not None or (not self._appended and is_appended(heading))

    def text_of(self, cells: Sequence[str]) -> str:
        """The cell of a row that states the point: by the table's head, else the longest."""
        return self._column(cells, _TEXT_COLUMN) or max(cells, key=len)

    def lead_of(self, cells: Sequence[str], *, text: str) -> str:
        """The cell of a row that says who is to act; empty where there is none."""
        named = self._column(cells, _LEAD_COLUMN)
        if not named and len(cells) > 2 and cells[-1] != text and not re.search(r"\d{4}", cells[-1]):
            return cells[-1]
        return named

    def _column(self, cells: Sequence[str], wanted: re.Pattern[str]) -> str:
        for head, cell in zip(self._columns, cells, strict=False):
            if wanted.search(head):
                return cell
        return ""

    @property
    def has_columns(self) -> bool:
        return bool(self._columns)


def is_table_head(cells: Sequence[str]) -> bool:
    """Short cells that end no sentence and ask for nothing, one of which names what the rows hold."""
    if any(len(cell) >= 60 or (len(cell) > 6 and cell.endswith(".")) for cell in cells):
        return False
    names_points = [cell for cell in cells if _TEXT_COLUMN.search(cell)]
    return bool(names_points) and not any(ASKS.search(cell) for cell in cells if cell not in names_points)


def is_heading_like(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _LONGEST_HEADING_CHARACTERS and _HEADING_LIKE.fullmatch(paragraph.text) is not None


def is_appended(heading: str) -> bool:
    """Whether a heading is that of an appendix or an action plan."""
    return _APPENDED.search(heading) is not None
