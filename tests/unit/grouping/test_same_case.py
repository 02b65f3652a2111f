from __future__ import annotations

from typing import Any

import pytest

from ingest.composing import compose
from ingest.grouping import CaseBook, case_of_part, case_of_review, same_case
from records.models import DocumentRole
from tests.unit.grouping.cases import NOW, OVERVIEW, part

BRIEFING = DocumentRole.SEVEN_MINUTE_BRIEFING


@pytest.mark.parametrize(
    ("role", "differs"),
    [
        (BRIEFING, {"title": "Briefing", "published": "2014-11"}),
        (BRIEFING, {"lead_reviewer": None, "ages_months": [24], "published": "2015-05"}),
        (BRIEFING, {"incident": None, "lead_reviewer": None, "ages_months": []}),
        (DocumentRole.EXECUTIVE_SUMMARY, {"child": ["Baby BR"], "incident": "2012-11"}),
        (DocumentRole.PARTNERSHIP_RESPONSE, {"child": [], "title": "Response", "published": "2019"}),
        (DocumentRole.OTHER, {"review_type": "rapid-review", "published": "2013-01"}),
        (DocumentRole.OVERVIEW_REPORT, {"title": "Republished with corrections", "published": "2019"}),
    ],
)
def test_companions_are_of_one_case(role: DocumentRole, differs: dict[str, Any]) -> None:
    agree = same_case(case_of_part(part(**OVERVIEW)), case_of_part(part("b.pdf", role=role, **{**OVERVIEW, **differs})))
    assert agree
    assert agree[0] == "the same body (northmoor)"


@pytest.mark.parametrize(
    "differs",
    [
        {"child": ["Child M"]},
        {"authority": ["Southmoor"]},
        {"incident": "2013-02-01"},
        {"incident": None, "lead_reviewer": "Sam Dark"},
        {"incident": None, "lead_reviewer": None, "ages_months": [180]},
        {"incident": None, "ages_months": [], "published": "2009"},
        {"review_type": "domestic-homicide-review"},
        {"authority": [], "partnership": None},
        {"child": [], "title": "Another Matter", "incident": None, "ages_months": []},
    ],
)
def test_two_cases_of_one_board_stay_two(differs: dict[str, Any]) -> None:
    other = part("other.pdf", **{**OVERVIEW, **differs})
    assert same_case(case_of_part(part(**OVERVIEW)), case_of_part(other)) == ()


def test_inspections_are_never_joined() -> None:
    values: dict[str, Any] = {
        "title": "Inspection",
        "review_type": "inspection-report",
        "authority": ["Northmoor"],
        "published": "2014",
    }
    assert same_case(case_of_part(part("a.pdf", **values)), case_of_part(part("b.pdf", **values))) == ()


def test_the_book_finds_the_review_and_says_why() -> None:
    review = compose([part(**OVERVIEW)], taken_ids=(), now=NOW)
    other = compose(
        [part("other.pdf", **{**OVERVIEW, "child": ["Child M"], "incident": "2013"})], taken_ids=(), now=NOW
    )
    book = CaseBook()
    for each in (review, other):
        book.add(each.id, case_of_review(each))
    match = book.find(case_of_part(part("briefing.pdf", role=BRIEFING, **OVERVIEW)))
    assert match is not None
    assert match.review_id == review.id
    assert match.reason == (
        "The same body (northmoor), the same children (br), the same time of the incident (2012-11), "
        "the same reviewer (Bright), the same ages."
    )


def test_what_two_reviews_are_equally_near_to_is_left_alone() -> None:
    book = CaseBook()
    book.add("first", case_of_part(part(**OVERVIEW)))
    book.add("second", case_of_part(part(**OVERVIEW)))
    assert book.find(case_of_part(part("b.pdf", role=BRIEFING, **OVERVIEW))) is None
    book.forget("second")
    match = book.find(case_of_part(part("b.pdf", role=BRIEFING, **OVERVIEW)))
    assert match is not None
    assert match.review_id == "first"


def test_a_review_taken_in_again_is_known_by_what_it_says_now() -> None:
    book = CaseBook()
    book.add("first", case_of_part(part(**OVERVIEW)))
    book.add("first", case_of_part(part(**{**OVERVIEW, "authority": ["Southmoor"]})))
    assert book.find(case_of_part(part("b.pdf", role=BRIEFING, **OVERVIEW))) is None
