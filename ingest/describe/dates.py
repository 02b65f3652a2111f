"""Dates in running text, to the precision that is printed. A day that no calendar has is no date at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from records.dates import first_day

EARLIEST_YEAR = 1945
LATEST_YEAR = 2049
"""Reviews of children are younger than the first, and a year after the second is a misprint."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{name}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{name}>\d{{1,2}})(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?P<{name}>(?:19|2\d)\d\d)(?!\d)"
_DATE = re.compile(
    r"(?<![\d/.])(?:"
    + "|".join(
        (
            _DAY.format(name="day1")
            + r"(?:\s+day)?(?:\s+of)?\s+"
            + _MONTH.format(name="month1")
            + r",?\s+"
            + _YEAR.format(name="year1"),
            _MONTH.format(name="month2") + r"\s+" + _DAY.format(name="day2") + r",?\s+" + _YEAR.format(name="year2"),
            _MONTH.format(name="month3") + r",?\s+(?:of\s+)?" + _YEAR.format(name="year3"),
            r"(?P<day4>\d{1,2})(?P<mark>[/.-])(?P<month4>\d{1,2})(?P=mark)(?P<year4>(?:19|2\d)\d\d|\d\d)(?![\d/])",
            r"(?P<year5>(?:19|20)\d\d)-(?P<month5>\d\d)-(?P<day5>\d\d)(?!\d)",
        )
    )
    + ")",
    re.IGNORECASE,
)
_SOME_YEAR = re.compile(r"\d[/.-]?\d")
_BARE_YEAR = re.compile(r"(?<![\d/.,£-])(?:19[4-9]\d|20[0-4]\d)(?![\d/,]\d|\d)")


@dataclass(frozen=True, slots=True)
class DateFound:
    value: str
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    start: int
    end: int


def find_dates(text: str, *, years: bool = False) -> Iterator[DateFound]:
    """The dates of a text in order; with `years`, years that stand alone too.

    >>> [date.value for date in find_dates("Completed 3rd March 2014, published June 2015, revised 31 February 2016")]
    ['2014-03-03', '2015-06']
    """
    if _SOME_YEAR.search(text) is None:
        return
    position = 0
    for match in _DATE.finditer(text):
        if years:
            yield from _bare_years(text, position, match.start())
        position = match.end()
        value = _value(match)
        if value is not None:
            yield DateFound(value, match.start(), match.end())
    if years:
        yield from _bare_years(text, position, len(text))


def first_date(text: str) -> str | None:
    return next((found.value for found in find_dates(text)), None)


def _bare_years(text: str, start: int, end: int) -> Iterator[DateFound]:
    for match in _BARE_YEAR.finditer(text, start, end):
        yield DateFound(match.group(), match.start(), match.end())


def _value(match: re.Match[str]) -> str | None:
    groups = {name[:-1]: text for name, text in match.groupdict().items() if text and name != "mark"}
    year = int(groups["year"])
    if year < 100:
        year += 1900 if year > LATEST_YEAR - 2000 else 2000
    month = int(groups["month"]) if groups["month"].isdigit() else _MONTHS.index(groups["month"][:3].lower()) + 1
    value = f"{year:04d}-{month:02d}"
    if "day" in groups:
        value += f"-{int(groups['day']):02d}"
    try:
        first_day(value)
    except ValueError:
        return None
    return value if EARLIEST_YEAR <= year <= LATEST_YEAR else None
