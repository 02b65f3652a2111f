"""Under which edition of the national guidance the events happened: practice may have changed since."""

from __future__ import annotations

from ingest.describe.claims import Claim
from ingest.describe.incidents import find_period
from ingest.describe.report import Report
from records.dates import first_day, last_day
from records.models import Nation

EDITIONS: dict[Nation, tuple[tuple[str, str], ...]] = {
    Nation.ENGLAND: (
        ("1991-10", "working-together-1991"),
        ("1999-12", "working-together-1999"),
        ("2006-04", "working-together-2006"),
        ("2010-03", "working-together-2010"),
        ("2013-04", "working-together-2013"),
        ("2015-03", "working-together-2015"),
        ("2018-07", "working-together-2018"),
        ("2023-12", "working-together-2023"),
    ),
    Nation.SCOTLAND: (
        ("1998-11", "protecting-children-a-shared-responsibility-1998"),
        ("2010-12", "national-guidance-for-child-protection-in-scotland-2010"),
        ("2014-05", "national-guidance-for-child-protection-in-scotland-2014"),
        ("2021-09", "national-guidance-for-child-protection-in-scotland-2021"),
        ("2023-09", "national-guidance-for-child-protection-in-scotland-2023"),
    ),
    Nation.WALES: (
        ("2000-01", "working-together-to-safeguard-children-wales-2000"),
        ("2007-01", "safeguarding-children-working-together-under-the-children-act-2004-2007"),
        ("2016-04", "working-together-to-safeguard-people-2016"),
        ("2019-11", "wales-safeguarding-procedures-2019"),
    ),
    Nation.NORTHERN_IRELAND: (
        ("2003-05", "co-operating-to-safeguard-children-2003"),
        ("2016-03", "co-operating-to-safeguard-children-and-young-people-2016"),
        ("2017-08", "co-operating-to-safeguard-children-and-young-people-2017"),
    ),
}
"""Of each nation, the month from which an edition was in force, and its name. The last is in force until another is."""


def edition_at(nation: Nation, partial_date: str) -> str | None:
    """The edition in force on a date; None when the date is too vague to tell, or before the first that is known.

    >>> edition_at(Nation.ENGLAND, "2014-06")
    'working-together-2013'
    """
    on_first, on_last = (
        next((name for since, name in reversed(EDITIONS[nation]) if first_day(since) <= day), None)
        for day in (first_day(partial_date), last_day(partial_date))
    )
    return on_first if on_first == on_last else None


def find_guidance(report: Report, *, nation: Nation | None, incident: Claim[str] | None) -> Claim[str] | None:
    """From the date of the incident; where none is told, from the end of the period that the review looks at."""
    if nation is None:
        return None
    if incident is not None:
        edition = edition_at(nation, incident.value)
        return Claim(edition, incident.evidence) if edition else None
    period = find_period(report)
    edition = edition_at(nation, period.value[-1]) if period else None
    return Claim(edition, period.evidence) if edition and period else None
