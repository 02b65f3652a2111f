"""Recommendations and learning points, as a report lists them: in a list at the end, under each finding, in tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from ingest.describe.addressees import Units, find_addressees
from ingest.describe.drafts import Draft, begin, go_on, is_introduced, untitled_only
from ingest.describe.markers import Style, ordinal
from ingest.describe.regions import ASKS, IMPROVEMENT, LEARNING_POINT, RECOMMENDATION, PointKind, Region, is_appended
from ingest.describe.report import Report
from records.models import Point, Scheme
from taxonomy.mentions import find_concepts

__all__ = ["LEARNING_POINT", "RECOMMENDATION", "find_points"]

_SAME_TEXT = 85.0
"""Of 100, by rapidfuzz's token_set_ratio: two printings of one recommendation, one of them shortened."""
_SAME_SUBJECT = 57.0
"""Of 100: a shortened printing of a point and its full text are more alike than this, two points of one number in two
lists (for the board, for one agency) are less."""
_SHORTEST_CHARACTERS = 9
"""Of what is listed without a number: less is a stray bullet or a page's leftovers."""

_NONE = re.compile(
    r"(?:(?:the|this)\s+(?:inspection|review)|inspectors|we)\s+(?:did\s+not\s+(?:find|identify|make)\s+any|"
    r"(?:found|identified|made)\s+no)\b|there\s+(?:are|were)\s+no\s+(?:areas|recommendations|priority)\b|"
    r"no\s+(?:areas|recommendations|priority)\b[\w\s]{0,40}?\b(?:are|were|was|is|been)\s+(?:identified|made|found|needed|required)\b",
    re.IGNORECASE,
)
"""A paragraph of the list that says that the list is empty."""


def find_points(report: Report, kind: PointKind) -> tuple[Point, ...]:
    """The points of one kind, each once, in the order in which they are numbered or printed."""
    drafts = _choose(report, kind, appended=False)
    if not drafts and kind.is_recommendation:
        drafts = _choose(report, IMPROVEMENT, appended=False)
    if not drafts and any(is_appended(section.heading) for section in report.document.sections):
        drafts = _choose(report, kind, appended=True)
    units = Units(report.text) if drafts and kind.is_recommendation else None
    return tuple(
        Point(
            id=f"{kind.scheme_id}-{place}",
            number=draft.number,
            title=draft.title,
            text=draft.text,
            addressed_to=find_addressees(draft.text, units, lead=draft.lead, heading=draft.title or draft.heading)
            if units is not None
            else [],
            themes=find_concepts(f"{draft.title or ''} {draft.text}", scheme=Scheme.THEME),
            document=report.document.id,
            page=draft.page,
            end_page=draft.end_page,
        )
        for place, draft in enumerate(drafts, start=1)
    )


def _choose(report: Report, kind: PointKind, *, appended: bool) -> list[Draft]:
    drafts = map(untitled_only, _drafts(report, kind, appended=appended))
    return _once(_of_the_best_style([draft for draft in drafts if _says_something(draft)]))


def _drafts(report: Report, kind: PointKind, *, appended: bool) -> Iterator[Draft]:
    """Everything marked as such a point anywhere, and everything listed in a region under such a heading."""
    region = Region(kind, appended=appended)
    open_draft: Draft | None = None
    for paragraph in report.parted:
        region.enter(paragraph)
        if region.is_closed:
            if open_draft is not None:
                yield open_draft
            open_draft = None
            continue
        draft = begin(paragraph, kind, region)
        if draft is not None and draft.style is Style.PLAIN and open_draft is not None and open_draft.is_marked:
            draft = None  # what follows a marked point belongs to it or to nobody
        if draft is not None and draft.style is Style.BULLET and open_draft is not None and is_introduced(open_draft):
            draft = None
        if draft is not None:
            if open_draft is not None:
                yield open_draft
            open_draft = draft
            continue
        if open_draft is not None and not go_on(open_draft, paragraph):
            yield open_draft
            open_draft = None
    if open_draft is not None:
        yield open_draft


def _says_something(draft: Draft) -> bool:
    if _NONE.match(draft.text):
        return False
    return bool(draft.text) and (draft.is_marked or len(draft.text) >= _SHORTEST_CHARACTERS)


def _of_the_best_style(drafts: list[Draft]) -> list[Draft]:
    """Named points are the report's own wherever they stand; else each region is read in its least plain way."""
    named = [draft for draft in drafts if draft.style in (Style.NAMED, Style.SHORT)]
    if named:
        return named
    chosen: list[Draft] = []
    for region in dict.fromkeys(draft.region for draft in drafts):
        here = _without_narrative([draft for draft in drafts if draft.region == region and _is_stated(draft)])
        if not here:
            continue
        best = min(draft.style for draft in here)
        of_best = [draft for draft in here if draft.style is best]
        depths = Counter(_depth(draft.number) for draft in of_best)
        deepest = max(depths, key=lambda depth: (depths[depth], -depth))
        chosen += _ascending([draft for draft in of_best if _depth(draft.number) == deepest])
    return chosen


def _without_narrative(drafts: list[Draft]) -> list[Draft]:
    """Numbered paragraphs after a list of bullets are the report going on, unless most of them ask for something."""
    numbered = [draft for draft in drafts if draft.style is Style.NUMBERED]
    asking = [draft for draft in numbered if ASKS.search(draft.text)]
    if not drafts or drafts[0].style is not Style.BULLET or 2 * len(asking) > len(numbered):
        return drafts
    return drafts[: drafts.index(numbered[0])] if numbered else drafts


def _is_stated(draft: Draft) -> bool:
    """A paragraph numbered like all others of the report (`9.1`) is a point only when it asks for something."""
    return draft.style is not Style.NUMBERED or not _depth(draft.number) or ASKS.search(draft.text) is not None


def _depth(number: str | None) -> int:
    return (number or "").count(".")


def _ascending(drafts: list[Draft]) -> list[Draft]:
    """A numbered list goes up; it may begin again under another heading, but what leaps is another list."""
    kept: list[Draft] = []
    for draft in drafts:
        place = ordinal(draft.number)
        last = ordinal(kept[-1].number) if kept else 0
        if (
            place is None
            or last is None
            or place == last + 1
            or not kept
            or (place == 1 and draft.heading != kept[-1].heading)
            or (place > last and place <= last + 3 and len(kept) > 1)
        ):
            kept.append(draft)
    return kept


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what is printed again, in a summary or in a table of actions: the fuller printing stays."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((place for place, other in enumerate(kept) if _is_twin(draft, other)), None)
        if twin is None:
            kept.append(draft)
        elif len(draft.text) > len(kept[twin].text):
            kept[twin] = replace(draft, title=draft.title or kept[twin].title)
    return kept


def _is_twin(draft: Draft, other: Draft) -> bool:
    """Whether two drafts are printings of one point: alike, or of one number and about the same."""
    short, long = sorted((draft.text, other.text), key=len)
    if draft.number is not None and draft.number == other.number:
        is_same_list = draft.style in (Style.NAMED, Style.SHORT) or draft.region != other.region
        return _alike(short, long, _SAME_SUBJECT) if is_same_list else draft.heading == other.heading
    return len(short) > 40 and len(short) > 0.4 * len(long) and _alike(short, long, _SAME_TEXT)


def _alike(short: str, long: str, least: float) -> bool:
    return fuzz.token_set_ratio(short, long, score_cutoff=least) >= least
