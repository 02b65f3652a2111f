"""Orders with ties and missing values, and paging to the end."""

from __future__ import annotations

import pytest

from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written("a", title="beta", published="2015", authority=["York", "Bath"], abuse=["neglect"]),
            written(
                "b", title="Älpha", published="2015-01-01", authority=["Cardiff"], abuse=["physical-abuse", "bullying"]
            ),
            written("c", title=None, published=None, authority=[], abuse=[]),
            written("d", title="Gamma", published="2014-12", authority=["bath"], abuse=["neglect"]),
            written("e", title="alpha 2", published="2016-02-29", authority=["Bath"], abuse=["emotional-abuse"]),
        ]
    )


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", "e a b d c"),
        ("oldest", "d a b e c"),
        ("title", "b e a d c"),
        ("authority", "e a d b c"),
        ("abuse_type", "b e a d c"),
    ],
)
def test_orders(service: SearchService, sort: str, expected: str) -> None:
    assert ids(service, sort=sort) == expected.split()


def test_without_words_the_newest_come_first(service: SearchService) -> None:
    assert ids(service) == ids(service, sort="newest")


@pytest.mark.parametrize("sort", ["newest", "oldest", "title", "authority", "abuse_type", "relevance"])
@pytest.mark.parametrize("size", [1, 2, 4])
def test_pages_join_to_the_whole(service: SearchService, sort: str, size: int) -> None:
    whole = ids(service, sort=sort)
    pages = [ids(service, sort=sort, size=size, page=page) for page in range(1, 5 // size + 2)]
    assert [review_id for page in pages for review_id in page] == whole


@pytest.mark.parametrize("page", [2, 10**9, 10**18])
def test_past_the_last_page_is_an_empty_list_with_a_notice(service: SearchService, page: int) -> None:
    found = service.search(SearchRequest(page=page))
    assert (found.results, found.total) == ([], 5)
    assert "last page is 1" in (found.notice or "")


def test_many_that_tie_page_to_the_end(service_over: ServiceOver) -> None:
    many = [written(f"tie-{number:03}", "A harbour.", title="Child", published="2015") for number in range(230)]
    service = service_over(many)
    for q in ("", "harbour"):
        listed = [review_id for page in range(1, 5) for review_id in ids(service, q, size=70, page=page)]
        assert listed == [review.id for review in many]
