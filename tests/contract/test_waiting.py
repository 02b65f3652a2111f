"""What was kept while the engine was away is indexed by the server, without anybody's doing, and no more than once."""

from __future__ import annotations

import time

import pytest

from casereviews.waiting import index_what_waits, indexing_what_waits
from records.errors import IndexUnavailable
from records.models import Review
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver
from tests.contract.written_reviews import written


def keep_unindexed(service: SearchService, review: Review) -> None:
    service.library.catalogue.note_waiting([review.id])
    service.library.put(review)


def found(service: SearchService) -> list[str]:
    return [result.id for result in service.search(SearchRequest(sort="title")).results]


def test_what_waits_is_indexed(service_over: ServiceOver) -> None:
    service = service_over([written("one", "A page.")])
    keep_unindexed(service, written("two", "Another page."))
    index_what_waits(service.library, service.engine)
    assert found(service) == ["one", "two"]
    assert service.library.catalogue.waiting() == []


def test_while_another_writes_or_the_engine_is_away_it_waits_on(
    service_over: ServiceOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = service_over([written("one", "A page.")])
    keep_unindexed(service, written("two", "Another page."))
    with service.library.writing():
        index_what_waits(service.library, service.engine)
    assert service.library.catalogue.waiting() == ["two"]

    def away() -> None:
        raise IndexUnavailable("The search engine is away.")

    with monkeypatch.context() as broken:
        broken.setattr(service.engine, "commit", away)
        index_what_waits(service.library, service.engine)
    assert service.library.catalogue.waiting() == ["two"]
    index_what_waits(service.library, service.engine)
    assert found(service) == ["one", "two"]


def test_a_server_looks_by_itself(service_over: ServiceOver) -> None:
    service = service_over([written("one", "A page.")])
    with indexing_what_waits(service.library, service.engine, every_seconds=0.05):
        with service.library.writing():
            keep_unindexed(service, written("two", "Another page."))
        end = time.monotonic() + 30
        while service.library.catalogue.waiting() and time.monotonic() < end:
            time.sleep(0.05)
    assert found(service) == ["one", "two"]
