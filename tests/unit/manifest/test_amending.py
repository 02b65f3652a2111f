from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.amending import AmendmentRefused, amend, withdraw
from records.models import Review, Source, Status

NOW = datetime(2024, 5, 1, tzinfo=UTC)
REVIEW = Review(id="2014-northmoor-child-br", title="As found", child=["Child BR"], added=NOW, updated=NOW)
LATER = datetime(2025, 5, 1, tzinfo=UTC)


def test_a_correction_is_kept_as_a_persons_word() -> None:
    amended = amend(REVIEW, ["title=As it is", "published=3 June 2014", "ages_months=29; 4"], now=LATER)
    assert (amended.title, amended.published, amended.ages_months) == ("As it is", "2014-06-03", [29, 4])
    assert {amended.provenance[field].source for field in ("title", "published", "ages_months")} == {Source.CURATED}
    assert amended.updated == LATER
    assert REVIEW.title == "As found"


def test_an_empty_value_says_that_there_is_none() -> None:
    amended = amend(REVIEW, ["title=", "child="], now=LATER)
    assert amended.title is None
    assert amended.child == []


def test_tags_are_given_and_refused() -> None:
    amended = amend(REVIEW, ["abuse-type=neglect;-bullying", "theme=Professional curiosity"], now=LATER)
    assert [(tag.concept, tag.rejected, tag.source) for tag in amended.tags] == [
        ("neglect", False, Source.CURATED),
        ("bullying", True, Source.CURATED),
        ("professional-curiosity", False, Source.CURATED),
    ]


@pytest.mark.parametrize(
    ("assignment", "reason"),
    [
        ("title", "FIELD=VALUE"),
        ("colour=red", "cannot be amended: the fields are title"),
        ("published=31/02/2015", "is not a date"),
        ("outcome=deth", "death, serious-harm, other"),
        ("nation=Albania", "England"),
        ("ages_months=young", "not a value of ages_months"),
        ("abuse_type=nonsense", "not a concept"),
        ("status=withdrawn", "with a reason"),
        ("id=other", "cannot be amended"),
    ],
)
def test_what_cannot_be_is_refused_and_says_what_can(assignment: str, reason: str) -> None:
    with pytest.raises(AmendmentRefused, match=reason):
        amend(REVIEW, ["title=Changed", assignment], now=LATER)


def test_a_withdrawn_review_says_why_and_can_be_shown_again() -> None:
    withdrawn = withdraw(REVIEW, reason="  The family\nasked. ", now=LATER)
    assert withdrawn.status is Status.WITHDRAWN
    assert withdrawn.withdrawn_reason == "The family asked."
    shown = amend(withdrawn, ["status=published"], now=LATER)
    assert shown.status is Status.PUBLISHED
    assert shown.withdrawn_reason is None


def test_a_review_is_not_withdrawn_without_a_reason() -> None:
    with pytest.raises(AmendmentRefused, match="with a reason"):
        withdraw(REVIEW, reason=" ", now=LATER)
