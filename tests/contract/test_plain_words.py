"""Plain words forgive: most of them are enough, all of them come first, and nothing that fits is kept back."""

from __future__ import annotations

import pytest

from search_api.request import SearchRequest, Sort
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written(
                "all-five", "Copper and granite lay there.", "Velvet, lantern.", "Then a saddle.", published="2010"
            ),
            written("four", "Copper granite velvet lantern. " * 5, published="2020"),
            written("three", "Copper granite velvet. " * 9, published="2021"),
            written("two", "Copper granite. " * 20, published="2022"),
        ]
    )


def test_sixty_per_cent_of_the_words_are_enough_wherever_they_stand(service: SearchService) -> None:
    assert set(ids(service, "copper granite velvet lantern saddle")) == {"all-five", "four", "three"}


def test_all_words_come_before_most_of_them(service: SearchService) -> None:
    found = service.search(SearchRequest(q="copper granite velvet lantern saddle"))
    assert found.results[0].id == "all-five"
    scores = [result.score for result in found.results]
    assert scores == sorted(scores, reverse=True)


def test_two_words_must_both_be_there(service: SearchService) -> None:
    assert ids(service, "copper saddle") == ["all-five"]


def test_words_that_say_nothing_do_not_count(service: SearchService) -> None:
    assert ids(service, "what was the copper of a saddle") == ["all-five"]


def test_tiers_go_on_over_pages(service: SearchService) -> None:
    pages = [ids(service, "copper granite velvet lantern saddle", size=1, page=page) for page in (1, 2, 3, 4)]
    assert pages == [["all-five"], *[[each] for each in ids(service, "copper granite velvet lantern saddle")[1:]], []]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_other_orders_list_full_matches_only_and_offer_the_rest(service: SearchService, sort: Sort) -> None:
    found = service.search(SearchRequest(q="copper granite velvet lantern saddle", sort=sort))
    assert [result.id for result in found.results] == ["all-five"]
    assert (found.total, found.partial_total) == (1, 2)
    assert found.notice is not None
    assert "2 more hold" in found.notice
    assert {value.id: value.count for value in found.facets["year"]} == {"2010": 1}


def test_the_rest_is_listed_when_asked_for(service: SearchService) -> None:
    words = "copper granite velvet lantern saddle"
    assert ids(service, words, sort="newest", partial=True) == ["three", "four", "all-five"]


def test_other_orders_list_partial_matches_where_there_are_no_full_ones(service: SearchService) -> None:
    assert ids(service, "copper granite velvet zeppelin", sort="newest") == ["three", "four", "all-five"]


def test_where_nothing_holds_enough_words_any_are_listed(service: SearchService) -> None:
    found = service.search(SearchRequest(q="saddle zeppelin"))
    assert [result.id for result in found.results] == ["all-five"]
    assert "some of its words" in (found.notice or "")


def test_a_phrase_that_is_nowhere_is_searched_as_words(service: SearchService) -> None:
    found = service.search(SearchRequest(q='"lantern velvet saddle"'))
    assert found.results[0].id == "all-five"
    assert "some of its words" in (found.notice or "")


def test_phrases_that_do_not_all_fit_are_searched_as_words(service: SearchService) -> None:
    found = service.search(SearchRequest(q='"lantern velvet" "saddle copper" zeppelin'))
    assert {result.id for result in found.results} == {"all-five", "four", "three", "two"}
    assert "some of its words" in (found.notice or "")


def test_length_alone_does_not_win(service_over: ServiceOver) -> None:
    long = "A harbour. " + "The meeting was recorded and the record was read by the meeting. " * 900
    service = service_over([written("long", long), written("short", "A harbour. The meeting was recorded.")])
    assert ids(service, "harbour") == ["short", "long"]


def test_title_weighs_more_than_narrative(service_over: ServiceOver) -> None:
    service = service_over(
        [
            written("narrative", "A harbour, a harbour, and a mill.", title="Child A"),
            written("titled", "A mill and a mill and a well.", title="Harbour review"),
        ]
    )
    assert ids(service, "harbour") == ["titled", "narrative"]


def test_neighbouring_words_lift(service_over: ServiceOver) -> None:
    service = service_over(
        [
            written("apart", "The gate was long. A silver line of mills.", title="Child", published="2023"),
            written("together", "The gate line was long. A silver mill of it.", title="Child", published="2001"),
            written("other", "Nothing of that.", title="Child"),
        ]
    )
    assert ids(service, "gate line") == ["together", "apart"]


def test_newer_breaks_ties(service_over: ServiceOver) -> None:
    same = "A harbour and a mill."
    service = service_over(
        [
            written("a", same, title="Child", published="2010"),
            written("b", same, title="Child", published="2020"),
            written("c", same, title="Child"),
            written("d", same, title="Child", published="2020"),
        ]
    )
    assert ids(service, "harbour") == ["b", "d", "a", "c"]
