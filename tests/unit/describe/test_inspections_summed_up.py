"""What an inspection's summary says: the overall judgement, then what the report itself sums its findings up in."""

from __future__ import annotations

import pytest

from ingest.describe.describing import describe
from ingest.describe.judgements import find_judgement
from ingest.describe.report import Report
from records.models import Evidence
from tests.unit.describe.markup import reading

_HEAD = """\
# Quenbury Council

# Inspection of children’s social care services

Inspection dates: 3 to 14 June 2024
"""
_AFTER = """\
# What needs to improve?

◼ The quality of plans for children who have gone missing.

# The experiences and progress of children in care: good

1. Carers write to the children whom they look after, and they keep what the children send back to them.

# Information about this inspection

This inspection was carried out under section 136 of an act and inspectors were on site for two weeks in June.
"""


def _summary(text: str) -> tuple[str, list[Evidence]]:
    facts = describe(reading(text)).facts
    assert facts.summary is not None
    return facts.summary, facts.provenance["summary"].evidence


def test_the_judgement_comes_first_and_then_the_first_paragraphs() -> None:
    summary, evidence = _summary(f"""{_HEAD}
Judgement | Grade
The impact of leaders | Good
Overall effectiveness | Requires improvement to be good

There are more social workers in Quenbury than before, and children see the same one for longer.

Too many plans for children in need do not say what must change. Nobody checks whether a plan has made a difference.

{_AFTER}""")
    assert summary.startswith(
        "Overall effectiveness: Requires improvement to be good. There are more social workers in Quenbury"
    )
    assert [each.quote for each in evidence][:2] == [
        "Overall effectiveness Requires improvement to be good",
        "There are more social workers in Quenbury than before, and children see the same one for longer.",
    ]
    assert "Nobody checks whether a plan has made a difference." in summary
    assert "children who have gone missing" not in summary  # what is asked for is no finding
    assert "section 136" not in summary


def test_a_summary_of_findings_is_read_before_the_rest() -> None:
    summary, _ = _summary(f"""{_HEAD}
# The overall judgement is that children’s services are good
===
# Context

The council has 14 wards and 61 schools, and four in ten of its people live in Quenbury or in Easterby itself.

# Summary of findings

## Children’s services in Quenbury are good because:

1. Social workers visit as often as each child needs, and they write down what was said and what was promised.

2. Foster carers are asked what they need. None of them has waited for more than a week for an answer this year.

{_AFTER}""")
    assert summary.startswith("The overall judgement is that children’s services are good. Social workers visit")
    assert "None of them has waited" in summary
    assert summary.index("None of them has waited") < summary.index("Carers write to the children")


def test_a_judgement_in_a_numbered_paragraph_is_followed_by_the_rest_of_it() -> None:
    summary, _ = _summary(f"""{_HEAD}
===
# The inspection judgements and what they mean

1. All judgements are made on a scale.

# Safeguarding services

## Overall effectiveness

2. Overall effectiveness is outstanding, good, adequate or inadequate.

3. The overall effectiveness of services in Quenbury is adequate. Nobody waits for more than a day to be seen at home.
Visits are written down on the same day and are read by a manager within the week.

## Capacity for improvement

4. Leaders read ten files each month and tell the council what they found in them and what they will change.
""")
    assert summary.startswith(
        "The overall effectiveness of services in Quenbury is adequate. Nobody waits for more than a day"
    )
    assert summary.count("overall effectiveness") == 1
    assert summary.index("Visits are written down") < summary.index("Leaders read ten files")


@pytest.mark.parametrize(
    ("line", "judgement"),
    [
        ("The overall judgement is Inadequate", "The overall judgement is Inadequate"),
        ("The overall effectiveness of services in Quenbury is adequate.", "in Quenbury is adequate"),
        ("The Quenbury Children Board requires improvement", "The Quenbury Children Board requires improvement"),
        ("Overall effectiveness | Outstanding", "Overall effectiveness: Outstanding"),
    ],
)
def test_ways_to_say_the_judgement(line: str, judgement: str) -> None:
    found = find_judgement(Report(reading(f"{_HEAD}\n{line}\n\n{_AFTER}")))
    assert found is not None
    assert found.text.endswith(judgement)


@pytest.mark.parametrize(
    "line",
    [
        "Leaders know what good looks like",
        "Children in care: good",
        "Services were judged to be inadequate",
        "Overall effectiveness is outstanding, good, adequate or inadequate.",
        "The overall effectiveness of plans was not tested",
    ],
)
def test_what_is_no_judgement(line: str) -> None:
    assert find_judgement(Report(reading(f"{_HEAD}\n{line}\n\n{_AFTER}"))) is None
