from __future__ import annotations

from ingest.describe.choosing import LEAST_WORDS, MOST_WORDS
from ingest.describe.describing import describe
from tests.unit.describe.markup import reading

REPORT = """\
# Fenshaw Safeguarding Children Board

# Serious Case Review: Child K
===
# 1. Introduction

1.1 This review was commissioned by the Board in May 2014. Working Together defines abuse as physical, emotional and
sexual abuse and neglect.

1.2 Child K was four years old when he was found alone in a locked flat on 3 March 2014, without food or heating. He
was taken to hospital and treated for hypothermia.

# 2. Terms of reference

2.1 The panel asked whether each agency had seen Child K and whether the plan for Child K had been followed.

# 3. Findings

## Finding 1: Nobody put the concerns together

Nine separate concerns about Child K were recorded in eleven months, and each was closed as though it were the first.
They were held in four files.

## Finding 2: The flat was never seen

None of the five agencies that visited the family was shown the room in which Child K slept. A housing officer had
noticed a bolt on the door and recorded it as a repair.

## Finding 3: A father nobody asked

Mr D lived in the flat for seven months and appeared in nobody's assessment. However, he was named in a letter.

## Finding 4: Missed appointments were counted against the mother

Seven appointments were missed and the child was discharged from each service without anyone asking what it was for.

# 4. Recommendations

Recommendation 1: Every agency should record where a child sleeps and should say so to the others in writing.
"""


def test_a_summary_is_made_of_the_reports_own_sentences() -> None:
    read = reading(REPORT)
    facts = describe(read).facts
    evidence = facts.provenance["summary"].evidence
    assert facts.summary == " ".join(each.quote for each in evidence)
    for each in evidence:
        assert each.quote in " ".join(read.document.pages[each.page - 1].text.split())


def test_it_says_what_happened_and_then_what_was_found() -> None:
    summary = describe(reading(REPORT)).facts.summary
    assert summary is not None
    assert summary.startswith("Child K was four years old when he was found alone")
    assert "Nine separate concerns about Child K" in summary
    assert "None of the five agencies" in summary


def test_it_leaves_out_the_process_recommendations_and_what_leans_on_another_sentence() -> None:
    summary = describe(reading(REPORT)).facts.summary
    assert summary is not None
    for left_out in (
        "commissioned",
        "Working Together",
        "The panel asked",
        "should record",
        "However",
        "They were held",
    ):
        assert left_out not in summary


def test_it_is_as_long_as_a_digest_where_the_report_allows_it() -> None:
    summary = describe(reading(REPORT)).facts.summary
    assert summary is not None
    assert LEAST_WORDS <= len(summary.split()) <= MOST_WORDS


def test_a_report_without_a_readable_sentence_has_no_summary() -> None:
    assert describe(reading("# Serious Case Review: Child K\n===\n# Introduction\n\nSee below.")).facts.summary is None


def test_what_introduces_the_report_and_what_quotes_in_part_say_nothing_more() -> None:
    told = (
        "Child K was four years old when he was found alone in a locked flat on 3 March 2014, without food or heating."
    )
    text = REPORT.replace(
        "1.2 Child K",
        "1.2 This is the report of a review into how Child K, a boy of four, was seriously harmed in March 2014.\n\n"
        "1.3 Child K",
    ).replace("They were held in", "A neighbour said: “I rang three times in one week. Nobody came.” They were held in")
    summary = describe(reading(text)).facts.summary
    assert summary is not None
    assert summary.startswith(told)
    assert "This is the report" not in summary
    assert "I rang" not in summary
