"""Filters: any of one facet, all facets together; counts say what one more tap would list."""

from __future__ import annotations

from typing import Any

import pytest

from records.models import (
    AgeBand,
    ChildSex,
    DocumentRole,
    IncidentType,
    Nation,
    Outcome,
    ReviewType,
    Scheme,
    Tag,
)
from search_api.request import FACETS, SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import point, written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    refused = Tag(scheme=Scheme.ABUSE_TYPE, concept="bullying", confidence=0.9, rejected=True)
    kept = Tag(scheme=Scheme.ABUSE_TYPE, concept="neglect", confidence=0.9)
    return service_over(
        [
            written(
                "one",
                "A harbour.",
                tags=[kept, refused],
                authority=["Marlbrook", "Northmoor"],
                region="North West",
                nation=Nation.ENGLAND,
                published="2014-06",
                review_type=ReviewType.SERIOUS_CASE_REVIEW,
                outcome=Outcome.DEATH,
                incident_type=[IncidentType.DROWNING],
                child_age_band=[AgeBand.UNDER_1, AgeBand.MULTIPLE],
                child_sex=ChildSex.FEMALE,
                recommendations=[point(1, "Do it.", review_id="one", to=["police"])],
            ),
            written(
                "two",
                "A harbour and a mill.",
                abuse=["neglect", "physical-abuse"],
                agencies=["police"],
                themes=["thresholds"],
                authority=["Northmoor"],
                nation=Nation.WALES,
                published="2019",
                role=DocumentRole.EXECUTIVE_SUMMARY,
            ),
            written("three", "A mill.", abuse=["physical-abuse"], published="2014-12-31"),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"abuse_type": ["neglect"]}, {"one", "two"}),
        ({"abuse_type": ["neglect", "physical-abuse"]}, {"one", "two", "three"}),
        ({"abuse_type": ["neglect"], "agency": ["police"]}, {"two"}),
        ({"abuse_type": ["bullying"]}, set()),
        ({"theme": ["thresholds"]}, {"two"}),
        ({"authority": ["Northmoor"]}, {"one", "two"}),
        ({"region": ["North West"]}, {"one"}),
        ({"nation": ["Wales", "England"]}, {"one", "two"}),
        ({"year": ["2014"]}, {"one", "three"}),
        ({"review_type": ["serious-case-review"]}, {"one"}),
        ({"document_role": ["executive-summary"]}, {"two"}),
        ({"outcome": ["death"]}, {"one"}),
        ({"incident_type": ["drowning"]}, {"one"}),
        ({"child_age_band": ["under-1"]}, {"one"}),
        ({"child_sex": ["female"]}, {"one"}),
        ({"addressed_to": ["police"]}, {"one"}),
        ({"published_from": "2014-07"}, {"two", "three"}),
        ({"published_from": "2014-06-30", "published_to": "2014-06-30"}, {"one"}),
        ({"published_to": "2014"}, {"one", "three"}),
        ({"published_from": "2019-12-31"}, {"two"}),
        ({"q": "harbour", "abuse_type": ["physical-abuse"]}, {"two"}),
    ],
)
def test_filters(service: SearchService, asked: dict[str, object], expected: set[str]) -> None:
    assert set(ids(service, **{"q": "", **asked})) == expected  # type: ignore[arg-type]


def test_every_facet_is_counted(service: SearchService) -> None:
    facets = service.search(SearchRequest()).facets
    assert tuple(facets) == FACETS
    assert [(value.id, value.label, value.count) for value in facets["abuse_type"]] == [
        ("neglect", "Neglect", 2),
        ("physical-abuse", "Physical abuse", 2),
    ]
    assert {value.id: value.count for value in facets["authority"]} == {"Northmoor": 2, "Marlbrook": 1}
    assert {value.id: value.count for value in facets["child_age_band"]} == {"under-1": 1, "multiple": 1}


def test_counts_leave_out_the_facets_own_filter(service: SearchService) -> None:
    facets = service.search(SearchRequest(abuse_type=["neglect"], year=["2014"])).facets
    assert {value.id: value.count for value in facets["abuse_type"]} == {"neglect": 1, "physical-abuse": 1}
    assert {value.id: value.count for value in facets["year"]} == {"2014": 1, "2019": 1}
    assert {value.id: value.count for value in facets["outcome"]} == {"death": 1}


@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_choosing_the_value_lists(service: SearchService, facet: str) -> None:
    for value in service.search(SearchRequest(q="harbour OR mill")).facets[facet]:
        assert (
            service.search(SearchRequest.model_validate({"q": "harbour OR mill", facet: [value.id]})).total
            == value.count
        )


def test_a_chosen_value_is_shown_even_with_none(service: SearchService) -> None:
    values = service.search(SearchRequest(q="mill", outcome=["serious-harm"])).facets["outcome"]
    assert [(value.id, value.label, value.count) for value in values] == [("serious-harm", "Serious harm", 0)]


def test_a_value_that_is_not_in_the_vocabulary_is_said(service: SearchService) -> None:
    found = service.search(SearchRequest(abuse_type=["no-such-thing"]))
    assert found.total == 0
    assert "no-such-thing" in (found.notice or "")


@pytest.mark.parametrize("exact", [False, True])
def test_filters_are_blamed_only_where_they_are_to_blame(service: SearchService, exact: bool) -> None:
    def notice(q: str, **filters: Any) -> str | None:
        found = service.search(SearchRequest(q=q, exact=exact, **filters))
        assert found.total == 0
        return found.notice

    nowhere, without = "qqxxjj", "without the filters there are results"
    assert without in (notice("mill", outcome=["serious-harm"]) or "")
    assert without in (notice("mill", published_to="1950") or "")
    assert "without the filters nothing would be" in (notice(nowhere, outcome=["serious-harm"]) or "")
    assert notice(nowhere) == "Nothing was found."
    assert notice("", published_to="1950") == "Nothing fits these filters."


def test_facets_can_be_left_out(service: SearchService) -> None:
    assert service.search(SearchRequest(facets=False)).facets == {}


def test_dates_that_end_before_they_begin_are_said(service: SearchService) -> None:
    notice = service.search(SearchRequest(published_from="2019", published_to="2015-06")).notice
    assert notice is not None
    assert "end (2015-06) before they begin (2019)" in notice
    assert service.search(SearchRequest(published_from="2014", published_to="2014-06")).notice is None
