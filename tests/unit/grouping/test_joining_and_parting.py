from __future__ import annotations

import pytest

from ingest.amending import amend
from ingest.composing import compose
from ingest.grouping import GroupingRefused, group, ungroup
from records.models import DocumentRole, Review
from tests.unit.grouping.cases import LATER, NOW, OVERVIEW, part

BRIEFING = part("briefing.pdf", role=DocumentRole.SEVEN_MINUTE_BRIEFING, title="Briefing", child_sex="female")


def _two() -> tuple[Review, Review]:
    first = compose([part(recommendations=2, tags=("neglect",), **OVERVIEW)], taken_ids=(), now=NOW)
    return first, compose([BRIEFING], taken_ids={first.id}, now=LATER)


def test_joining_keeps_the_older_id_and_lets_the_other_redirect() -> None:
    older, newer = _two()
    for joined in (group(older, newer, now=LATER), group(newer, older, now=LATER)):
        assert joined.id == older.id
        assert joined.former_ids == [newer.id]
        assert len(joined.documents) == 2
        assert joined.child_sex == "female"
        assert len(joined.recommendations) == 2
        assert joined.grouping is not None
        assert joined.grouping.pinned
        assert joined.grouping.reason


def test_joining_keeps_what_persons_said_of_either() -> None:
    older, newer = _two()
    older = amend(older, ["outcome=death"], now=NOW)
    newer = amend(newer, ["outcome=other", "region=South West", "abuse_type=-neglect"], now=NOW)
    joined = group(older, newer, now=LATER)
    assert (joined.outcome, joined.region) == ("death", "South West")
    assert joined.accepted_tags() == []


def test_a_review_is_not_joined_with_itself() -> None:
    older, _ = _two()
    with pytest.raises(GroupingRefused, match="one review already"):
        group(older, older, now=LATER)


def test_parting_undoes_joining() -> None:
    older, newer = _two()
    joined = group(older, newer, now=LATER)
    rest, apart = ungroup(joined, BRIEFING.document.id, taken_ids={joined.id}, now=LATER)
    assert rest.id == joined.id
    assert [document.id for document in rest.documents] == [document.id for document in older.documents]
    assert rest.child_sex is None
    assert apart.child_sex == "female"
    assert apart.id not in {rest.id, *rest.former_ids}
    for review in (rest, apart):
        assert review.grouping is not None
        assert review.grouping.pinned


def test_a_document_that_is_read_again_when_it_is_parted_says_all_that_it_says() -> None:
    older, newer = _two()
    joined = group(older, newer, now=LATER)
    again = part("briefing.pdf", role=DocumentRole.SEVEN_MINUTE_BRIEFING, title="Briefing", published="2015-01")
    _, apart = ungroup(
        joined, BRIEFING.document.id, taken_ids={joined.id}, now=LATER, read_again={BRIEFING.document.id: again}
    )
    assert apart.published == "2015-01"


def test_the_only_document_and_an_unknown_one_are_not_parted() -> None:
    older, _ = _two()
    with pytest.raises(GroupingRefused, match="the only document"):
        ungroup(older, older.documents[0].id, taken_ids=(), now=LATER)
    with pytest.raises(GroupingRefused, match="has no document"):
        ungroup(older, "0" * 16, taken_ids=(), now=LATER)
