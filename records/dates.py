"""Dates to the precision that a report gives: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(partial: str) -> date:
    """The first day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` covers: what it is sorted by.

    Raises ValueError when it is no such date, 31 February included.
    """
    match = _SHAPE.fullmatch(partial)
    if match is None:
        raise ValueError(f"'{partial}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"'{partial}' is not a day of the calendar") from None


def last_day(partial: str) -> date:
    """The last day that a partial date covers. Raises ValueError as `first_day` does."""
    first = first_day(partial)
    if len(partial) == len("YYYY"):
        return first.replace(month=12, day=31)
    if len(partial) == len("YYYY-MM"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def overlaps(partial: str, *, earliest: str | None, latest: str | None) -> bool:
    """Whether a partial date shares a day with the range between two partial dates, either of which may be open."""
    if earliest is not None and last_day(partial) < first_day(earliest):
        return False
    return latest is None or first_day(partial) <= last_day(latest)


def _checked(partial: str) -> str:
    first_day(partial)
    return partial


PartialDate = Annotated[str, AfterValidator(_checked)]
