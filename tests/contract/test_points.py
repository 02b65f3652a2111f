"""Recommendations and learning points are searched by their own words and by all that their review is found by."""

from __future__ import annotations

import pytest

from search_api.request import PointRequest
from search_api.results import PointGroup, PointResult
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver
from tests.contract.written_reviews import document_of, point, written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written(
                "one",
                "A harbour.",
                published="2015",
                ages_months=[5],
                abuse=["neglect"],
                recommendations=[
                    point(
                        1, "The police should count <herons>.", review_id="one", to=["police"], themes=["thresholds"]
                    ),
                    point(2, "Schools should count swans & geese.", review_id="one", to=["education"]),
                ],
                learning=[point(1, "Herons are counted late.", review_id="one", title="On herons")],
            ),
            written(
                "two",
                "A mill.",
                published="2020",
                abuse=["physical-abuse"],
                recommendations=[point(1, "Every heron counts.", review_id="two", to=["police", "hospital"])],
            ),
        ]
    )


def _texts(service: SearchService, **asked: object) -> list[str]:
    results = service.recommendations(PointRequest.model_validate(asked)).results
    return [result.text for result in results if isinstance(result, PointResult)]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 4),
        ({"q": "heron"}, 3),
        ({"q": '"count swans"'}, 1),
        ({"kind": "recommendation"}, 3),
        ({"kind": "learning-point"}, 1),
        ({"q": "heron", "kind": "recommendation"}, 2),
        ({"addressed_to": ["police"]}, 2),
        ({"addressed_to": ["police", "education"]}, 3),
        ({"theme": ["thresholds"]}, 1),
        ({"abuse_type": ["neglect"]}, 3),
        ({"year": ["2020"]}, 1),
        ({"q": "harbour", "exact": True}, 0),
        ({"published_from": "2016"}, 1),
        ({"q": "age:<1"}, 3),
        ({"q": "heron published:2020"}, 1),
        ({"q": "abuse:neglect swans"}, 1),
        ({"q": "page:harbour"}, 3),
    ],
)
def test_what_is_listed(service: SearchService, asked: dict[str, object], count: int) -> None:
    found = service.recommendations(PointRequest.model_validate(asked))
    assert (found.total, len(found.results)) == (count, count)


def test_a_point_says_where_it_stands(service: SearchService) -> None:
    (result,) = service.recommendations(PointRequest(q="herons police", kind="recommendation", year=["2015"])).results
    assert isinstance(result, PointResult)
    assert (result.review.id, result.document, result.page, result.number) == ("one", document_of("one"), 1, "1")
    assert result.html == "The <mark>police</mark> should count &lt;<mark>herons</mark>&gt;."
    assert result.addressed_to == ["police"]


def test_facets_count_points(service: SearchService) -> None:
    facets = service.recommendations(PointRequest()).facets
    assert {value.id: value.count for value in facets["addressed_to"]} == {"police": 2, "education": 1, "hospital": 1}
    assert {value.id: value.count for value in facets["abuse_type"]} == {"neglect": 3, "physical-abuse": 1}


def test_without_words_newest_first_then_in_reading_order(service: SearchService) -> None:
    assert _texts(service)[:3] == [
        "Every heron counts.",
        "The police should count <herons>.",
        "Schools should count swans & geese.",
    ]


def test_grouped_by_review(service: SearchService) -> None:
    found = service.recommendations(PointRequest(q="heron", group="review"))
    assert found.total == 2
    groups = {group.review.id: len(group.points) for group in found.results if isinstance(group, PointGroup)}
    assert groups == {"one": 2, "two": 1}
    second = service.recommendations(PointRequest(group="review", size=1, page=2))
    assert [group.review.id for group in second.results] == ["one"]
    assert second.total == 2
    beyond = service.recommendations(PointRequest(group="review", page=10**9))
    assert (beyond.results, beyond.total) == ([], 2)


def test_all_points_of_a_list(service: SearchService) -> None:
    assert len(list(service.every_point(PointRequest(q="heron", size=1)))) == 3
