"""Running heads, footers, page numbers and markings: what repeats near the edge of pages, page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ingest.extract.lines import Run, SourcePage
from ingest.structure.page_labels import counts_pages, label_alone, label_in
from ingest.structure.rows import Row, rows_of

MARGIN = 0.16
"""The part of a page's height, from its upper and from its lower edge, in which running lines stand."""
EDGE = 0.1
"""What repeats on few pages only must stand that near to the edge."""
VERY_EDGE = 0.08
"""A page number or a marking that stands on one page only must stand even nearer."""
STAMPED = 0.5
"""The part of pages on which a stamp stands."""
FEW = 3
MOST_ROWS = 5
PAGE_NUMBER = "page number"
SAME_PLACE_POINTS = 8.0
AGREEING = 0.7
"""The part of its occurrences in which the number in a line must go with the page, or stand still."""

_NUMBER = re.compile(r"\d+")
_MARKING = re.compile(
    r"(?:not\s+|official|restricted|confidential|protect(?:ively)?|marked|unclassified|private|sensitive|final|draft"
    r"|for publication|strictly|and|in confidence|[-–—:/|()\s])+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Candidate:
    page: SourcePage
    run: Run


def take_out_running_lines(pages: list[SourcePage]) -> tuple[str, ...]:
    """Take running lines out of `pages`, and set the labels that they print.

    Returns
    -------
    What was taken out, each text once, page numbers left out.
    """
    zones = [_zones(page) for page in pages]
    shares: dict[int, float] = {}
    for zone in (0, 1):
        groups: dict[str, list[_Candidate]] = defaultdict(list)
        for page, both in zip(pages, zones, strict=True):
            for row in both[zone]:
                for run in row.runs:
                    if not _is_in_table(run, page):
                        key = PAGE_NUMBER if label_alone(run.text) else _NUMBER.sub("#", run.text.casefold())
                        groups[key].append(_Candidate(page, run))
        for group in groups.values():
            members = _running(group, len(pages))
            shares.update((id(member.run), len(members) / len(pages)) for member in members)
    texts: dict[str, None] = {}
    texts.update(dict.fromkeys(_take_out_stamps(pages)))
    whole = [page.runs for page in pages]
    for page, both in zip(pages, zones, strict=True):
        for zone, rows in enumerate(both):
            texts.update(dict.fromkeys(_take_out(page, zone, rows, shares)))
    if not any(page.runs for page in pages):  # what repeats is all that there is
        for page, runs in zip(pages, whole, strict=True):
            page.runs = runs
        return ()
    return tuple(texts)


def _take_out_stamps(pages: list[SourcePage]) -> Iterator[str]:
    """What runs another way than the text, and does so on most pages: `DRAFT` across the page, a mark at its side."""
    counts = Counter(text for page in pages for text in {run.text for run in page.sideways})
    stamps = {text for text, count in counts.items() if count >= max(2, STAMPED * len(pages))}
    for page in pages:
        page.sideways = [run for run in page.sideways if run.text not in stamps]
    yield from sorted(stamps)


def _zones(page: SourcePage) -> tuple[list[Row], list[Row]]:
    """The outermost rows at the top and at the bottom, from the edge inwards."""
    upper = [run for run in page.runs if run.y1 < MARGIN * page.height]
    lower = [run for run in page.runs if run.y0 > (1 - MARGIN) * page.height]
    return rows_of(upper)[:MOST_ROWS], rows_of(lower)[::-1][:MOST_ROWS]


def _is_in_table(run: Run, page: SourcePage) -> bool:
    """Whether upright rules pass beside the run, as the borders of cells do."""
    beside = {round(x0) for x0, y0, x1, y1 in page.rules if x0 == x1 and y0 < run.middle < y1}
    return len(beside) >= 2


def _running(group: list[_Candidate], page_count: int) -> list[_Candidate]:
    """The members of a group of lines with the same words that are running lines."""
    enough = 2 if page_count < 5 else 3
    place = median(candidate.run.y0 for candidate in group)
    there = [candidate for candidate in group if abs(candidate.run.y0 - place) <= SAME_PLACE_POINTS]
    if len({candidate.page.number for candidate in there}) < enough:
        return []
    if len(there) < FEW and not all(_is_at_edge(candidate) for candidate in there):
        return []
    labels = [(candidate.page.number, label_alone(candidate.run.text) or "") for candidate in there]
    if all(label for _, label in labels):
        return there if counts_pages(labels) else []
    numbers = [[int(number) for number in _NUMBER.findall(candidate.run.text)] for candidate in there]
    for values in zip(*numbers, strict=True):
        steps = [value - candidate.page.number for value, candidate in zip(values, there, strict=True)]
        most = max(Counter(values).most_common(1)[0][1], Counter(steps).most_common(1)[0][1])
        if most < AGREEING * len(there):
            return []
    return there


def _is_at_edge(candidate: _Candidate) -> bool:
    run, height = candidate.run, candidate.page.height
    return run.y1 < EDGE * height or run.y0 > (1 - EDGE) * height


def _take_out(page: SourcePage, zone: int, rows: list[Row], shares: dict[int, float]) -> Iterator[str]:
    """Take rows away from the edge inwards, up to the first that holds anything else."""
    gone: set[int] = set()
    for depth, row in enumerate(rows):
        known = [run for run in row.runs if id(run) in shares or _is_page_furniture(run, page, zone, depth)]
        if not known or (depth and _is_apart(row, rows[depth - 1]) and not _is_on_most_pages(known, shares)):
            break
        for run in known:
            gone.add(id(run))
            page.label = label_in(run.text) or page.label
            if not label_alone(run.text):
                yield run.text
        if len(known) < len(row.runs):
            break
    if gone:
        page.runs = [run for run in page.runs if id(run) not in gone]


def _is_apart(row: Row, outer: Row) -> bool:
    return abs(row.middle - outer.middle) > 2.2 * (outer.y1 - outer.y0)


def _is_on_most_pages(runs: list[Run], shares: dict[int, float]) -> bool:
    """What stands apart from the outermost lines may be the header of a table that runs over a few pages."""
    return all(shares.get(id(run), 1.0) > 0.7 for run in runs)


def _is_page_furniture(run: Run, page: SourcePage, zone: int, depth: int) -> bool:
    """A page number or a marking at the very edge tells itself, even when it stands on one page only."""
    near = run.y1 < VERY_EDGE * page.height if zone == 0 else run.y0 > (1 - VERY_EDGE) * page.height
    if not near or depth > 1:
        return False
    label = label_alone(run.text)
    if label:
        return label in {str(page.number), page.label} or run.text.casefold().startswith("page")
    return bool(_MARKING.fullmatch(run.text))
