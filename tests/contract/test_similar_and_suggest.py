"""Reviews like another and why; suggestions while typing; numbers of the whole."""

from __future__ import annotations

import pytest

from records.models import AgeBand
from search_api.errors import NotFound
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver
from tests.contract.written_reviews import point, written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written("one", "x", title="Child Hazel", abuse=["neglect"], themes=["parental-substance-misuse"],
                    child_age_band=[AgeBand.UNDER_1], authority=["Marlbrook"], published="2014"),
            written("alike", "y", title="Child Rowan", abuse=["neglect"], themes=["parental-substance-misuse"],
                    child_age_band=[AgeBand.UNDER_1], authority=["Marlborough"], published="2020-02"),
            written("a-little", "z", title="Hazel's sister", abuse=["neglect"],
                    recommendations=[point(1, "Do.", review_id="a-little")]),
            written("unlike", "disguised compliance", title="Others", abuse=["bullying"], agencies=["police"]),
        ]
    )  # fmt: skip


def test_the_most_alike_first_and_why(service: SearchService) -> None:
    results = service.similar("one").results
    assert [result.id for result in results] == ["alike", "a-little"]
    assert set(results[0].shared) == {"neglect", "under-1", "parental-substance-misuse"}
    assert results[1].shared == ["neglect"]
    assert results[0].score > results[1].score


def test_nobody_is_like_itself_and_a_limit_holds(service: SearchService) -> None:
    assert [result.id for result in service.similar("a-little", limit=1).results] in (["one"], ["alike"])
    with pytest.raises(NotFound):
        service.similar("nobody")


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("negl", "concept", "Neglect"),
        ("NEGL", "concept", "Neglect"),
        ("substance mis", "concept", "Parental substance misuse"),
        ("marl", "authority", "Marlbrook"),
        ("haz", "title", "Child Hazel"),
        ("child haz", "title", "Child Hazel"),
        ("disguised comp", "phrase", "disguised compliance"),
    ],
)
def test_suggestions(service: SearchService, typed: str, kind: str, label: str) -> None:
    assert (kind, label) in [(each.kind, each.label) for each in service.suggest(typed)]


def test_each_concept_is_suggested_once(service: SearchService) -> None:
    concepts = [(each.scheme, each.id) for each in service.suggest("child", limit=20) if each.kind == "concept"]
    assert len(concepts) == len(set(concepts)) > 1


def test_words_that_never_stand_together_are_not_suggested(service: SearchService) -> None:
    assert not [each for each in service.suggest("hazel comp") if each.kind == "phrase"]


def test_a_suggestion_finds_something_when_it_is_taken(service: SearchService) -> None:
    for typed in ("negl", "marl", "haz", "disguised comp"):
        for suggestion in service.suggest(typed):
            if suggestion.kind != "concept":
                assert service.search(SearchRequest(q=suggestion.query)).total


@pytest.mark.parametrize("typed", ["", " ", "\0", "(((", "😀", "x" * 10_000, "*"])
def test_nothing_to_suggest_is_no_error(service: SearchService, typed: str) -> None:
    assert service.suggest(typed) == []


def test_numbers_of_the_whole(service: SearchService) -> None:
    stats = service.stats()
    assert (stats.reviews, stats.documents, stats.pages, stats.recommendations) == (4, 4, 4, 1)
    assert (stats.published_from, stats.published_to) == ("2014", "2020-02")
    assert stats.facets["abuse_type"][0].label == "Neglect"


def test_the_vocabulary_is_described(service: SearchService) -> None:
    described = service.describe_vocabulary()
    assert {"abuse-type", "agency", "theme"} == set(described.schemes)
    assert {concept.id for concept in described.schemes["abuse-type"]} >= {"neglect"}
    assert {value.id for value in described.lists["outcome"]} == {"death", "serious-harm", "other"}
