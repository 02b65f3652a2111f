"""What is put, deleted, withdrawn and rebuilt is found, or not, from the commit on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from records.models import Review, Status
from search_api.request import PointRequest, SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import point, written


@pytest.fixture
def service(service_over: ServiceOver) -> SearchService:
    return service_over([_review("one", "A harbour."), _review("two", "A mill.")])


def _review(review_id: str, text: str, **facts: Any) -> Review:
    return written(review_id, text, recommendations=[point(1, f"Mend it: {text}", review_id=review_id)], **facts)


def test_nothing_is_seen_before_the_commit(service: SearchService) -> None:
    service.engine.put(_review("three", "A harbour."))
    service.engine.delete("one")
    assert set(ids(service)) == {"one", "two"}
    service.engine.commit()
    assert set(ids(service)) == {"two", "three"}
    assert ids(service, "harbour") == ["three"]


def test_an_update_replaces_all_of_a_review(service: SearchService) -> None:
    service.engine.put(_review("one", "A windmill.", title="Renamed"))
    service.engine.commit()
    assert ids(service, "harbour", exact=True) == []
    (result,) = service.search(SearchRequest(q="windmill")).results
    assert (result.id, result.title) == ("one", "Renamed")
    assert [passage.html for passage in result.passages] == ["A <mark>windmill</mark>."]
    assert service.recommendations(PointRequest(q="windmill")).total == 1
    assert service.recommendations(PointRequest()).total == 2


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DRAFT])
def test_what_is_not_published_is_not_found(service: SearchService, status: Status) -> None:
    service.engine.put(_review("one", "A harbour.", status=status, withdrawn_reason="A wish"))
    service.engine.commit()
    assert ids(service) == ["two"]
    assert ids(service, "harbour", exact=True) == []
    assert service.recommendations(PointRequest()).total == 1
    assert [result.id for result in service.every_result(SearchRequest())] == ["two"]
    assert service.stats().reviews == 1


def test_deleting_what_is_not_there_is_no_error(service: SearchService) -> None:
    service.engine.delete("nobody")
    service.engine.commit()
    assert set(ids(service)) == {"one", "two"}


def test_new_words_are_known_soon(service: SearchService) -> None:
    assert service.search(SearchRequest(q="zepelin")).suggestion is None
    service.engine.put(_review("three", "A zeppelin."))
    service.engine.commit()
    end = time.monotonic() + 30  # where the words take long to read, searches go on with the old ones meanwhile
    while service.search(SearchRequest(q="zepelin")).suggestion is None and time.monotonic() < end:
        time.sleep(0.05)
    assert service.search(SearchRequest(q="zepelin")).suggestion == "zeppelin"
    assert ids(service, "zepp*") == ["three"]


def test_a_rebuild_puts_the_new_in_place_of_the_old(service: SearchService) -> None:
    before = service.engine.generation()
    assert service.engine.rebuild([_review("three", "A bridge.")]) == 1
    assert service.engine.generation() != before
    assert ids(service) == ["three"]


def test_while_a_rebuild_runs_the_old_index_answers(service: SearchService) -> None:
    seen: list[list[str]] = []

    def reviews() -> Iterator[Review]:
        yield _review("three", "A bridge.")
        seen.append(ids(service, "harbour"))
        yield _review("four", "A harbour.")

    assert service.engine.rebuild(reviews()) == 2
    assert seen == [["one"]]
    assert ids(service, "harbour") == ["four"]


def test_a_rebuild_that_fails_leaves_the_old_index(service: SearchService) -> None:
    def reviews() -> Iterator[Review]:
        yield _review("three", "A bridge.")
        raise RuntimeError("the disk caught fire")

    with pytest.raises(RuntimeError, match="caught fire"):
        service.engine.rebuild(reviews())
    assert set(ids(service)) == {"one", "two"}
    service.engine.put(_review("three", "A bridge."))
    service.engine.commit()
    assert set(ids(service)) == {"one", "two", "three"}


def test_health_counts_what_is_indexed(service: SearchService) -> None:
    health = service.health()
    assert (health.status, health.reviews) == ("ok", 2)


def test_a_library_without_an_index_says_what_to_run(service: SearchService) -> None:
    service.engine.rebuild([])
    health = service.health()
    assert health.status == "degraded"
    assert "reindex" in (health.detail or "")
