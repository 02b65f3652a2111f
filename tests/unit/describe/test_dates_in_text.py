from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.describe.dates import find_dates
from ingest.describe.describing import describe
from records.dates import first_day
from tests.unit.describe.markup import reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 September 2018", ["2018-09-20"]),
        ("20th September, 2018", ["2018-09-20"]),
        ("September 20th 2018", ["2018-09-20"]),
        ("the 1st of May 2012", ["2012-05-01"]),
        ("Sunday 5 Feb 2017", ["2017-02-05"]),
        ("Sept. 2011", ["2011-09"]),
        ("05/02/2017 and 5.2.17", ["2017-02-05", "2017-02-05"]),
        ("2014-06-01", ["2014-06-01"]),
        ("in 2013, not before", ["2013"]),
        ("31 February 2015", []),
        ("30/02/2015", []),
        ("29 February 2015 and 29 February 2016", ["2016-02-29"]),
        ("May 2105", []),
        ("May came in May", []),
        ("reference 2013/14, paragraph 6.2013", []),
        ("£2014 was paid", []),
    ],
)
def test_dates_are_read_to_the_precision_printed(text: str, expected: list[str]) -> None:
    assert [found.value for found in find_dates(text, years=True)] == expected


@given(st.text(alphabet="0123456789/.- abcJuneMayof,", max_size=60))
def test_whatever_is_read_is_a_day_of_the_calendar(text: str) -> None:
    for found in find_dates(text, years=True):
        first_day(found.value)
        assert text[found.start : found.end]


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("Completed April 2018. Published 24 May 2018.", "2018-05-24"),
        ("Agreed by the Board: 11 June 2018\n\nPublished: 20 September 2018", "2018-09-20"),
        ("Commissioned March 2014\n\nSigned off 2 May 2015\n\nPublication date: June 2015", "2015-06"),
        ("First published March 2015. Reissued June 2019.", "2015-03"),
        ("Date of review: 3 May 2014\n\nDate published | 1 July 2014", "2014-07-01"),
        ("November 2018. From the review which the Board published in September 2018.", "2018-11"),
        ("Report completed: July 2020", None),
        ("Period reviewed: May 2011 to June 2013", None),
        ("Published 31 February 2015", None),
        ("Child K died in May 2014", None),
        ("© Fenshaw Safeguarding Children Board 2014", "2014"),
    ],
)
def test_of_many_dates_that_of_publication_is_taken(lines: str, published: str | None) -> None:
    read = reading(f"# Serious Case Review: Child K\n\n{lines}\n===\n# Introduction\n\nThe review was long.")
    assert describe(read).facts.published == published


def test_what_a_file_says_of_itself_is_no_publication_date() -> None:
    properties = {"title": "Microsoft Word - final v7", "created": "2015-03-02"}
    facts = describe(reading("# Serious Case Review: Child K", properties=properties)).facts
    assert facts.published is None
    assert facts.title == "Serious Case Review: Child K"
