"""Results as CSV for a spreadsheet, and as JSON Lines for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from search_api.results import ListedReview, PointResult

_COLUMNS = (
    "id", "title", "review_type", "partnership", "authority", "region", "nation", "published", "lead_reviewer", "child",
    "child_age", "child_age_band", "child_sex", "outcome", "incident_type", "abuse_types", "agencies", "themes",
    "unsure", "recommendations", "learning_points", "documents", "pages", "summary",
)  # fmt: skip
_POINT_COLUMNS = (
    "review", "review_title", "review_type", "authority", "published", "id", "kind", "number", "title", "text",
    "addressed_to", "themes", "document", "page", "end_page", "address",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to a spreadsheet, wherever the text came from (OWASP, CSV injection)."""


def to_csv(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """UTF-8 that Excel recognises, a row a review, several values of a cell separated by `; `, formulas defused.

    `link` with `{id}` in it is where a review can be read: the last column.
    """
    return _csv((*_COLUMNS, "address"), (_row(result, link=link) for result in results))


def points_to_csv(points: Iterable[PointResult], *, link: str) -> Iterator[str]:
    """The same of recommendations and learning points. `link` leads to a page: `{id}`, `{document}`, `{page}` in it."""
    return _csv(_POINT_COLUMNS, (_point_row(point, link=link) for point in points))


def points_to_jsonl(points: Iterable[PointResult], *, link: str) -> Iterator[str]:
    """One JSON object a line, with what is in a row of `points_to_csv`."""
    for point in points:
        yield _line(_point_row(point, link=link))


def to_jsonl(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """One JSON object a line; the last key is the `address` where it can be read, or null where `link` has none."""
    for result in results:
        row = _row(result, link=link)
        yield _line({**row, "address": row["address"] or None})


def _row(result: ListedReview, *, link: str) -> dict[str, Any]:
    return {**result.model_dump(mode="json", exclude={"passages", "score"}), "address": link.format(id=result.id)}


def _point_row(point: PointResult, *, link: str) -> dict[str, Any]:
    """A point with the review that it is of, in the order of `_POINT_COLUMNS`."""
    review = point.review
    row = {
        **review.model_dump(mode="json", include={"review_type", "authority", "published"}),
        **point.model_dump(mode="json", exclude={"review", "html", "score"}),
        "review": review.id,
        "review_title": review.title,
        "address": link.format(id=quote(review.id, safe=""), document=quote(point.document, safe=""), page=point.page),
    }
    return {column: row[column] for column in _POINT_COLUMNS}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)  # lines end with CR LF (RFC 4180)
    writer.writerow(columns)
    yield _BYTE_ORDER_MARK + _taken(buffer)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        yield _taken(buffer)


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
