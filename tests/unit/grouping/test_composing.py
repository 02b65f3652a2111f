from __future__ import annotations

from typing import Any

import pytest

from ingest.amending import amend
from ingest.composing import Part, Supplied, compose, make_id, missing_notice
from records.models import DocumentRole, Facts, Source
from tests.unit.grouping.cases import LATER, NOW, OVERVIEW, part


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"published": "2014-06", "authority": ["Northmoor"], "child": ["Child BR"]}, "2014-northmoor-child-br"),
        ({"incident": "2012-11", "authority": ["Northmoor"], "child": ["Child BR"]}, "2012-northmoor-child-br"),
        ({"authority": ["Northmoor"], "child": ["Child BR"]}, "undated-northmoor-child-br"),
        (
            {"published": "2014", "authority": ["Northmoor"], "review_type": "thematic-review"},
            "2014-northmoor-thematic-review",
        ),
        ({"published": "2014", "authority": ["Ynys Môn"], "child": ["Siân"]}, "2014-ynys-mon-sian"),
        (
            {"published": "2014", "child": ["Orla’s baby"], "authority": ["Bath & Wells"]},
            "2014-bath-and-wells-orlas-baby",
        ),
        ({}, "undated-review"),
    ],
)
def test_a_review_is_named_for_year_authority_and_child(values: dict[str, Any], expected: str) -> None:
    assert make_id(Facts(**values), taken_ids=()) == expected


def test_a_name_that_is_taken_gets_a_number() -> None:
    facts = Facts(published="2014", authority=["Northmoor"], child=["Child BR"])
    first, second = "2014-northmoor-child-br", "2014-northmoor-child-br-2"
    assert make_id(facts, taken_ids={first}) == second
    assert make_id(facts, taken_ids={first, second}) == "2014-northmoor-child-br-3"


def test_a_very_long_name_is_cut_between_words() -> None:
    name = make_id(Facts(authority=["Northmoor"], child=["Childofaverylongname " * 12]), taken_ids=())
    assert len(name) <= 80
    assert name.endswith("childofaverylongname")


def test_the_overview_report_speaks_first_and_companions_fill_what_it_lacks() -> None:
    overview = part(recommendations=2, tags=("neglect",), **{**OVERVIEW, "lead_reviewer": None})
    briefing = part(
        "briefing.pdf",
        role=DocumentRole.SEVEN_MINUTE_BRIEFING,
        recommendations=5,
        tags=("physical-abuse",),
        title="Briefing",
        published="2015-01",
        child_sex="female",
    )
    review = compose([briefing, overview], taken_ids=(), now=NOW)
    assert review.title == OVERVIEW["title"]
    assert review.published == "2014-06"
    assert review.child_sex == "female"
    assert review.provenance["child_sex"].evidence[0].document == briefing.document.id
    assert len(review.recommendations) == 2
    assert [tag.concept for tag in review.tags] == ["neglect"]
    assert [document.role for document in review.documents] == ["overview-report", "seven-minute-briefing"]
    assert [document.title for document in review.documents] == [OVERVIEW["title"], "Briefing"]


def test_an_id_once_given_stays_whatever_is_found_later() -> None:
    first = compose([part(**OVERVIEW)], taken_ids=(), now=NOW)
    again = compose(
        [part(**{**OVERVIEW, "published": "2015", "child": ["Child XX"]})],
        taken_ids={first.id},
        now=LATER,
        earlier=first,
    )
    assert again.id == first.id == "2014-northmoor-child-br"
    assert again.child == ["Child XX"]
    assert (again.added, again.updated) == (NOW, LATER)


def test_a_companion_that_comes_years_later_joins_without_the_others_being_read_again() -> None:
    first = compose([part(recommendations=2, tags=("neglect",), **OVERVIEW)], taken_ids=(), now=NOW)
    briefing = part("briefing.pdf", role=DocumentRole.SEVEN_MINUTE_BRIEFING, title="Briefing", child_sex="female")
    review = compose([briefing], taken_ids={first.id}, now=LATER, earlier=first)
    assert len(review.documents) == 2
    assert review.title == OVERVIEW["title"]
    assert review.child_sex == "female"
    assert len(review.recommendations) == 2
    assert [tag.concept for tag in review.tags] == ["neglect"]


def test_what_a_person_supplied_wins_and_survives_reading_again() -> None:
    supplied = Supplied(values={"published": "2014-07-01", "outcome": "death"}, role=DocumentRole.LEARNING_SUMMARY)
    first = compose([part(supplied=supplied, **OVERVIEW)], taken_ids=(), now=NOW)
    again = compose([part(**OVERVIEW)], taken_ids=(), now=LATER, earlier=first)
    assert (first.published, again.published) == ("2014-07-01", "2014-07-01")
    assert again.provenance["published"].source is Source.SUPPLIED
    assert again.outcome == "death"


RESPONSE = {"title": "Partnership Response to the Review of Child BR", "published": "2014-09"}


def _response(**supplied: str) -> Part:
    return part(
        "response.pdf",
        role=DocumentRole.PARTNERSHIP_RESPONSE,
        supplied=Supplied(values=dict(supplied)),
        title="Our Response",
    )


@pytest.mark.parametrize("is_supplied", [True, False])
def test_what_is_supplied_of_a_companion_is_its_own_and_not_the_reviews(is_supplied: bool) -> None:
    values = {"title": "The Review of Child BR", "published": "2014-06-02"}
    supplied = Supplied(values=values if is_supplied else {})
    expected = values if is_supplied else OVERVIEW
    first = compose([part(supplied=supplied, **OVERVIEW)], taken_ids=(), now=NOW)
    review = compose([_response(**RESPONSE)], taken_ids=(), now=LATER, earlier=first)
    assert (review.title, review.published) == (expected["title"], expected["published"])
    assert [document.title for document in review.documents] == [expected["title"], RESPONSE["title"]]


def test_a_companion_names_the_review_until_its_report_comes() -> None:
    first = compose([_response(**RESPONSE)], taken_ids=(), now=NOW)
    assert first.title == RESPONSE["title"]
    assert first.provenance["title"].source is Source.SUPPLIED
    review = compose([part(**OVERVIEW)], taken_ids={first.id}, now=LATER, earlier=first)
    assert review.title == OVERVIEW["title"]
    assert review.provenance["title"].source is Source.AUTO


def test_what_was_not_found_in_the_report_stays_said_when_a_companion_comes() -> None:
    notices = ("No author was found in the document.", missing_notice("child_sex"))
    first = compose([part(notices=notices, **OVERVIEW)], taken_ids=(), now=NOW)
    briefing = part("briefing.pdf", role=DocumentRole.SEVEN_MINUTE_BRIEFING, child_sex="female")
    review = compose([briefing], taken_ids=(), now=LATER, earlier=first)
    assert first.notices == list(notices)
    assert review.notices == list(notices[:1])  # the briefing says the other


def test_a_companion_gives_what_the_report_lacks() -> None:
    first = compose([part(**{**OVERVIEW, "title": None, "published": None})], taken_ids=(), now=NOW)
    review = compose([_response(**RESPONSE)], taken_ids={first.id}, now=LATER, earlier=first)
    assert (review.title, review.published) == (RESPONSE["title"], RESPONSE["published"])


def test_what_a_person_corrected_wins_over_what_was_supplied() -> None:
    supplied = Supplied(values={"published": "2014-07-01"})
    first = amend(compose([part(supplied=supplied, **OVERVIEW)], taken_ids=(), now=NOW), ["published=2013"], now=NOW)
    again = compose([part(supplied=supplied, **OVERVIEW)], taken_ids=(), now=LATER, earlier=first)
    assert again.published == "2013"
    assert again.provenance["published"].source is Source.CURATED


def test_a_value_that_a_person_cleared_stays_cleared() -> None:
    first = amend(compose([part(**OVERVIEW)], taken_ids=(), now=NOW), ["lead_reviewer="], now=NOW)
    again = compose([part(**OVERVIEW)], taken_ids=(), now=LATER, earlier=first)
    assert again.lead_reviewer is None
    assert again.provenance["lead_reviewer"].source is Source.CURATED


def test_a_refused_tag_is_not_found_again_and_a_given_one_stays() -> None:
    first = compose([part(tags=("neglect", "physical-abuse"), **OVERVIEW)], taken_ids=(), now=NOW)
    decided = amend(first, ["abuse_type=-neglect;bullying"], now=NOW)
    again = compose([part(tags=("neglect", "physical-abuse"), **OVERVIEW)], taken_ids=(), now=LATER, earlier=decided)
    assert {tag.concept for tag in again.accepted_tags()} == {"physical-abuse", "bullying"}
    refused = next(tag for tag in again.tags if tag.concept == "neglect")
    assert refused.rejected
    assert refused.evidence


def test_a_value_no_longer_found_is_gone_with_its_provenance() -> None:
    first = compose([part(**OVERVIEW)], taken_ids=(), now=NOW)
    again = compose([part(**{**OVERVIEW, "incident": None})], taken_ids=(), now=LATER, earlier=first)
    assert again.incident is None
    assert "incident" not in again.provenance


def test_a_copy_speaks_after_its_original() -> None:
    original = part("original.pdf", **OVERVIEW)
    copy = part("watermarked.pdf", pages=9, **{**OVERVIEW, "title": "Title of the copy"})
    marked = type(copy)(copy.document.model_copy(update={"copy_of": original.document.id}), copy.description)
    assert compose([marked, original], taken_ids=(), now=NOW).title == OVERVIEW["title"]
