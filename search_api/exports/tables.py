"""Results as CSV for a spreadsheet, and as JSON Lines for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from search_api.results import ListedReview

_COLUMNS = (
    "id", "title", "review_type", "partnership", "authority", "region", "nation", "published", "lead_reviewer", "child",
    "child_age", "child_age_band", "child_sex", "outcome", "incident_type", "abuse_types", "agencies", "themes",
    "unsure", "recommendations", "learning_points", "documents", "pages", "summary",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to a spreadsheet, wherever the text came from (OWASP, CSV injection)."""


def to_csv(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """UTF-8 that Excel recognises, a row a review, several values of a cell separated by `; `, formulas defused.

    `link` with `{id}` in it is where a review can be read: the last column.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)  # lines end with CR LF (RFC 4180)
    writer.writerow((*_COLUMNS, "address"))
    yield _BYTE_ORDER_MARK + _taken(buffer)
    for result in results:
        writer.writerow([*(_cell(getattr(result, column)) for column in _COLUMNS), link.format(id=result.id)])
        yield _taken(buffer)


def to_jsonl(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """One JSON object a line; the last key is the `address` where it can be read, or null where `link` has none."""
    for result in results:
        row = result.model_dump(mode="json", exclude={"passages", "score"})
        row["address"] = link.format(id=result.id) or None
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
