"""What a search found, for people, at the width of their terminal."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from casereviews.counting import count
from search_api.cards import sure
from search_api.errors import Gone, Moved, NotFound
from search_api.results import (
    Listing,
    Passage,
    PointGroup,
    PointResult,
    PointResults,
    Result,
    SearchResults,
)
from search_api.service import SearchService
from taxonomy import Vocabulary

_INDENT = (0, 0, 0, 3)


def print_reviews(found: SearchResults, *, service: SearchService, console: Console) -> None:
    """Reviews with their passages; each passage with its page, and its document where the review has several."""
    _print_head(found, count(found.total, "review"), console=console)
    files = _files_of_documents(service, (result.id for result in found.results if result.passages))
    for place, result in enumerate(found.results, start=_first_place(found)):
        console.print()
        console.print(Text(f"{place}. {result.title or result.id}", style="bold"))
        console.print(Padding(_facts(result, service.vocabulary), _INDENT))
        for passage in result.passages:
            console.print(Padding(_passage(passage, files), _INDENT))


def print_points(found: PointResults, *, service: SearchService, console: Console) -> None:
    """Recommendations and learning points, under their review where they are grouped by it; each with its page."""
    groups = [(result.review, _points_of(result)) for result in found.results]
    grouped = any(isinstance(result, PointGroup) for result in found.results)
    _print_head(found, count(found.total, "review") if grouped else _count_points(found), console=console)
    files = _files_of_documents(service, {review.id for review, _ in groups})
    for place, (review, points) in enumerate(groups, start=_first_place(found)):
        console.print()
        console.print(Text(f"{place}. {review.title or review.id}", style="bold"))
        facts = " · ".join(fact for fact in (", ".join(review.authority), review.published) if fact)
        console.print(Padding(Text(f"{facts}\n{review.id}".strip(), style="dim"), _INDENT))
        for point in points:
            console.print(Padding(_point(point, service.vocabulary, files), _INDENT))


def _count_points(found: PointResults) -> str:
    return (
        "1 recommendation or learning point"
        if found.total == 1
        else f"{found.total:,} recommendations and learning points"
    )


def _points_of(result: PointResult | PointGroup) -> list[PointResult]:
    return result.points if isinstance(result, PointGroup) else [result]


def _print_head(found: Listing, counted: str, *, console: Console) -> None:
    console.print(f"{counted}{', page ' + str(found.page) if found.page > 1 else ''}")
    for line in (
        found.notice,
        f"Did you mean: {found.suggestion}" if found.suggestion else None,
        f"Also searched for: {', '.join(found.also_searched)}" if found.also_searched else None,
    ):
        if line:
            console.print(line)


def _first_place(found: Listing) -> int:
    return (found.page - 1) * found.size + 1


def _files_of_documents(service: SearchService, reviews: Iterable[str]) -> dict[str, str]:
    """The file names, by id, of the documents of those reviews that have several."""
    files: dict[str, str] = {}
    several = service.of_several_documents()
    for review_id in several.intersection(reviews):
        try:
            files |= {document.id: document.filename for document in service.review(review_id).documents}
        except (NotFound, Gone, Moved):  # since the search
            continue
    return files


def _facts(result: Result, vocabulary: Vocabulary) -> Text:
    tags = [vocabulary.label("abuse_type", concept) for concept in sure(result.abuse_types, result.unsure)]
    facts = [", ".join(result.authority), result.published, result.child_age, ", ".join(tags)]
    return Text(" · ".join(fact for fact in facts if fact) + f"\n{result.id}", style="dim")


def _passage(passage: Passage, files: Mapping[str, str]) -> Text:
    return _marked(f"{_place(passage.document, passage.page, files)}: ", passage.html)


def _point(point: PointResult, vocabulary: Vocabulary, files: Mapping[str, str]) -> Text:
    """`Recommendation 3 (Police), p. 12: its text`."""
    kind = "Recommendation" if point.kind == "recommendation" else "Learning point"
    number = f" {point.number}" if point.number else ""
    whom = ", ".join(vocabulary.label("agency", agency) for agency in point.addressed_to)
    addressed = f" ({whom})" if whom else ""
    title = f"{point.title}: " if point.title else ""
    return _marked(f"{kind}{number}{addressed}, {_place(point.document, point.page, files)}: {title}", point.html)


def _place(document: str, page: int, files: Mapping[str, str]) -> str:
    return f"{files[document]}, p. {page}" if document in files else f"p. {page}"


def _marked(before: str, marked: str) -> Text:
    text = Text(before)
    for place, piece in enumerate(re.split(r"</?mark>", marked)):
        text.append(html.unescape(piece), style="bold underline" if place % 2 else "")
    return text
