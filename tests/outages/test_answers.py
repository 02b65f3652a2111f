"""What the engine does with each wrong answer, or none: how often it asks, how long it takes, what it says."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from records.errors import IndexUnavailable
from search_api.analysis.rings import Rings
from search_api.documents import DocumentMaker
from search_api.engines import Ask
from search_api.engines.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.schema import Collection
from taxonomy.vocabulary import load_vocabulary
from tests.outages.faulty_server import Fault, FaultyServer, always, faulty_server, version

MakeEngine = Callable[..., ElasticsearchEngine]
EMPTY = {
    "hits": {"total": {"value": 0}, "hits": []},
    "version": {"number": "8.19.8"},
}


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with faulty_server() as running:
        yield running


@pytest.fixture
def make_engine() -> Iterator[MakeEngine]:
    made: list[ElasticsearchEngine] = []
    vocabulary = load_vocabulary()
    rings = Rings(vocabulary)

    def make(*urls: str, **settings: Any) -> ElasticsearchEngine:
        of_engine = ElasticsearchSettings(urls=urls, timeout_seconds=2.0, **settings)
        made.append(ElasticsearchEngine(of_engine, DocumentMaker(vocabulary, rings), rings=rings.fingerprint))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def search(engine: ElasticsearchEngine) -> int:
    return engine.search(Collection.REVIEWS, Ask(limit=0)).total


FAULTS: dict[str, tuple[Fault, str]] = {
    "too many requests": (always(429, error="busy"), "has more to do than it can take on."),
    "unavailable": (always(503, error="no master"), "cannot answer now (status 503)."),
    "wrong password": (always(401, error="security"), "refuses the user and password or the API key."),
    "no rights": (always(403, error="security"), "does not let this user do that"),
    "too old": (version("7.17.0"), "is Elasticsearch 7.17.0; it has to be 8.19 or 9."),
    "too new": (version("10.0.1"), "is Elasticsearch 10.0.1; it has to be 8.19 or 9."),
}


@pytest.mark.parametrize(("fault", "sentence"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_named_by_searches_and_by_health(
    fault: Fault, sentence: str, server: FaultyServer, make_engine: MakeEngine
) -> None:
    server.fault = fault
    engine = make_engine(server.url)
    with pytest.raises(IndexUnavailable) as raised:
        search(engine)
    assert sentence in str(raised.value)
    health = engine.health()
    assert health.reviews is None
    assert health.detail is not None
    assert sentence in health.detail


def test_a_server_that_is_not_there_is_named(make_engine: MakeEngine) -> None:
    with faulty_server() as gone:
        url = gone.url
    with pytest.raises(IndexUnavailable, match="cannot be reached"):
        search(make_engine(url))


def test_another_server_than_elasticsearch_is_named(server: FaultyServer, make_engine: MakeEngine) -> None:
    server.fault = always(200, welcome="to something else")
    server.product = None
    with pytest.raises(IndexUnavailable, match="is not Elasticsearch"):
        search(make_engine(server.url))


def test_a_password_in_an_address_is_never_said(make_engine: MakeEngine) -> None:
    with faulty_server() as gone:
        url = gone.url.replace("//", "//elastic:secret@")
    with pytest.raises(IndexUnavailable) as raised:
        search(make_engine(url))
    assert "secret" not in str(raised.value)


def test_what_passes_is_tried_again(server: FaultyServer, make_engine: MakeEngine) -> None:
    answers = [(503, {}), (429, {}), (200, EMPTY)]
    server.fault = lambda path: answers.pop(0) if path != "/" else (200, EMPTY)
    assert search(make_engine(server.url)) == 0
    assert not answers


def test_what_will_not_change_is_not_tried_again(server: FaultyServer, make_engine: MakeEngine) -> None:
    server.fault = always(401, error="security")
    with pytest.raises(IndexUnavailable):
        search(make_engine(server.url))
    assert server.requests == 1


def test_while_the_engine_is_down_nobody_waits_for_it(server: FaultyServer, make_engine: MakeEngine) -> None:
    engine = make_engine(server.url)
    server.fault = always(503)
    with pytest.raises(IndexUnavailable):
        search(engine)
    asked = server.requests
    for _ in range(20):
        with pytest.raises(IndexUnavailable, match="status 503"):
            search(engine)
    assert server.requests == asked


def test_it_recovers_by_itself_and_says_each_change_once(
    server: FaultyServer, make_engine: MakeEngine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.engines.elasticsearch.connection.DOWN_SECONDS", 0.0)
    engine = make_engine(server.url)
    server.fault = always(503)
    with caplog.at_level(logging.INFO, logger="search_api"):
        for _ in range(30):
            with pytest.raises(IndexUnavailable):
                search(engine)
        server.fault = always(200, **EMPTY)
        for _ in range(30):
            search(engine)
    said = [record.message for record in caplog.records]
    assert len(said) == 2
    assert "cannot answer now" in said[0]
    assert "answers again" in said[1]


def test_another_node_answers_for_one_that_is_gone(server: FaultyServer, make_engine: MakeEngine) -> None:
    server.fault = always(200, **EMPTY)
    with faulty_server() as gone:
        url = gone.url
    engine = make_engine(url, server.url)
    assert [search(engine) for _ in range(5)] == [0] * 5


def test_many_readers_of_an_engine_that_is_down_leave_no_threads(make_engine: MakeEngine) -> None:
    with faulty_server() as gone:
        url = gone.url
    engine = make_engine(url)
    before = threading.active_count()
    with ThreadPoolExecutor(20) as pool:
        failures = list(pool.map(lambda _: isinstance(_failure(engine), IndexUnavailable), range(200)))
    assert all(failures)
    assert threading.active_count() == before


def _failure(engine: ElasticsearchEngine) -> Exception | None:
    try:
        search(engine)
    except IndexUnavailable as error:
        return error
    return None


def test_an_authority_file_that_is_not_there_is_named(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine("https://127.0.0.1:1", ca_file=tmp_path / "gone.pem")
    with pytest.raises(IndexUnavailable, match=r"gone\.pem"):
        search(engine)
