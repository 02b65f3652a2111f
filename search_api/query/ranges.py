"""Ranges in a query: published:[2015 TO 2019], published:2015-03, year:2015-2019, age:<1, age:6m..2, page:12."""

from __future__ import annotations

import re
from datetime import date

from records.dates import first_day, last_day
from search_api.query.syntax import Between

RANGE_FIELDS = {
    "published": "published:2015, published:2015-06 or published:2015..2019",
    "year": "year:2015, year:2015-2019 or year:>2015",
    "age": "age:14, age:7m for months, age:<1 or age:16-17",
    "page": "page:12, page:12-14 or page:(words of one page)",
}
"""Field -> how it is written, for whoever wrote it otherwise."""

_BRACKETS = re.compile(r"\s*[\[{]\s*([^\s\]}]+)\s+TO\s+([^\s\]}]+)\s*[\]}]", re.IGNORECASE)
_COMPARED = re.compile(r"\s*(<=|>=|<|>)\s*([^\s()\"]+)")
_SINGLE = re.compile(r"[^\s()\"]+")
_QUOTED = re.compile(r'"([^"]+)"')
_UNIT = re.compile(r"\s+(?:months?|years?)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\.\.|[-–—]")
_AGE = re.compile(r"(\d{1,3})\s*(m|months?|y|years?)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}")

Bounds = tuple[int, int]
"""The first and the last number that a value covers: 2015 as a date is a year of days, 3 as an age twelve months."""


def read_range(field: str, text: str, at: int) -> tuple[Between, int] | None:
    """The range that stands at an offset, and where it ends; None when there is none that can be understood."""
    if (match := _BRACKETS.match(text, at)) is not None:
        low, high = (_open_or_bounds(field, value) for value in match.groups())
        if low is None or high is None:
            return None
        low_bound, high_bound = (low or (None, None))[0], (high or (None, None))[1]
        return Between(field, low_bound, high_bound), match.end()
    if (match := _COMPARED.match(text, at)) is not None:
        bounds = _bounds(field, match.group(2))
        return None if bounds is None else (_compared(field, match.group(1), bounds), match.end())
    value, end = _value(field, text, at)
    bounds = _bounds(field, value)
    node = _span(field, value) if bounds is None else Between(field, *bounds)
    return None if node is None else (node, end)


def _value(field: str, text: str, at: int) -> tuple[str, int]:
    """One value and where it ends, in quotation marks or not. An age may have its unit behind a space."""
    if field != "page" and (match := _QUOTED.match(text, at)) is not None:  # words on a page have marks of their own
        return match.group(1).strip(), match.end()
    if (match := _SINGLE.match(text, at)) is None:
        return "", at
    end = match.end()
    if field == "age" and (unit := _UNIT.match(text, end)) is not None:
        end = unit.end()
    return text[at:end], end


def _span(field: str, value: str) -> Between | None:
    """A range as people write it: 2015-2019, 2015-19, 2018-01-2019-06, 6-12 months, 2015.. (open)."""
    for match in _BETWEEN.finditer(value):
        low, high = value[: match.start()].strip(), value[match.end() :].strip()
        if field == "year" and len(low) == 4 and len(high) == 2:
            high = low[:2] + high
        if field == "age" and low.isdigit():
            low += high.lstrip("0123456789")
        bounds = [() if match.group() == ".." and not each else _bounds(field, each) for each in (low, high)]
        if None not in bounds and any(bounds):
            low_bound, high_bound = (each or (None, None) for each in bounds)
            return Between(field, low_bound[0], high_bound[1])
    return None


def _compared(field: str, operator: str, bounds: Bounds) -> Between:
    match operator:
        case "<":
            return Between(field, None, bounds[0] - 1)
        case "<=":
            return Between(field, None, bounds[1])
        case ">":
            return Between(field, bounds[1] + 1, None)
        case _:
            return Between(field, bounds[0], None)


def _open_or_bounds(field: str, value: str) -> Bounds | tuple[()] | None:
    return () if value == "*" else _bounds(field, value)


def _bounds(field: str, value: str) -> Bounds | None:
    if field == "published":
        return _days(value)
    if field == "age":
        return _months(value)
    return (int(value), int(value)) if _NUMBER.fullmatch(value) and value.isascii() else None


def _days(value: str) -> Bounds | None:
    try:
        return first_day(value).toordinal(), last_day(value).toordinal()
    except ValueError:
        return None


def _months(value: str) -> Bounds | None:
    match = _AGE.fullmatch(value)
    if match is None or not value.isascii():
        return None
    number, unit = int(match.group(1)), (match.group(2) or "y").lower()
    return (number, number) if unit.startswith("m") else (12 * number, 12 * number + 11)


def year_days(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The first day of a year and the last of another, as day numbers; years beyond the calendar are open or empty."""
    first = date(min(max(low, date.min.year), date.max.year), 1, 1).toordinal() if low is not None else None
    last = date(min(max(high, date.min.year), date.max.year), 12, 31).toordinal() if high is not None else None
    return first, last
