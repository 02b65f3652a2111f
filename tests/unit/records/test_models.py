"""Models and dates: what a record may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from records.dates import first_day, last_day, overlaps
from records.models import Review, Scheme, Tag


@given(st.dates())
def test_a_day_covers_itself_and_lies_in_its_month_and_year(day: date) -> None:
    written = day.isoformat()
    assert first_day(written) == last_day(written) == day
    for partial in (written[:7], written[:4]):
        assert first_day(partial) <= day <= last_day(partial)
        assert overlaps(partial, earliest=written, latest=written)


@pytest.mark.parametrize("text", ["2019-02-31", "2019-13", "19", "2019-1", "0000", "2019-01-01T00:00", "", "٢٠١٩"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar"):
        first_day(text)


def test_a_range_may_be_open_at_either_end() -> None:
    assert overlaps("2019", earliest="2019-12", latest=None)
    assert overlaps("2019", earliest=None, latest="2019-01-01")
    assert not overlaps("2019", earliest="2020", latest=None)
    assert not overlaps("2019-02", earliest=None, latest="2019-01")


def test_a_refused_tag_is_left_out_and_the_rest_is_in_order_of_confidence(make_review: Callable[..., Review]) -> None:
    tags = [
        Tag(scheme=Scheme.THEME, concept="supervision", confidence=0.6),
        Tag(scheme=Scheme.ABUSE_TYPE, concept="neglect", confidence=0.9),
        Tag(scheme=Scheme.ABUSE_TYPE, concept="bullying", confidence=0.99, rejected=True),
    ]
    review = make_review(tags=tags)
    assert [tag.concept for tag in review.accepted_tags()] == ["neglect", "supervision"]
    assert [tag.concept for tag in review.accepted_tags(Scheme.THEME)] == ["supervision"]


def test_the_record_without_text_still_lists_its_pages(make_review: Callable[..., Review]) -> None:
    (document,) = make_review().without_text()["documents"]
    assert document["pages"] == [{"number": 1, "label": None, "ocr": False, "ocr_confidence": None}]


@pytest.mark.parametrize(
    "fields", [{"published": "2019-02-30"}, {"status": "lost"}, {"titel": "x"}, {"id": "Not An Id"}]
)
def test_a_record_that_says_what_cannot_be_is_refused(
    make_review: Callable[..., Review], fields: dict[str, str]
) -> None:
    valid = make_review().model_dump()
    with pytest.raises(ValidationError):
        Review.model_validate(valid | fields)
