"""Three real nodes, of which one is killed while reviews are indexed and searched: nothing is lost or wrong."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import httpx
import pytest

from bench.library_generator import generated_reviews
from records.errors import IndexUnavailable
from records.library import Library
from search_api.engines import Ask, Engine, Order
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_engine
from search_api.schema import Collection
from tests.services.elasticsearch_node import Node
from tests.services.pytest_plugin import started_together

pytestmark = [pytest.mark.elasticsearch, pytest.mark.long, pytest.mark.timeout(900)]

REVIEWS = list(generated_reviews(60, pages=600))
FIRST = REVIEWS[:20]
ALL = Ask(order=Order("sort_title"), limit=100)


class Reader(threading.Thread):
    """Searches on and on, and keeps what was wrong: an answer that lacks a review that was there from the start."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.stopping = threading.Event()
        self.answers = 0
        self.unavailable = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        always_there = {review.id for review in FIRST}
        while not self.stopping.is_set():
            try:
                found = self.engine.search(Collection.REVIEWS, ALL)
            except IndexUnavailable:
                self.unavailable += 1
                continue
            self.answers += 1
            ids = {json.loads(hit.stored)["id"] for hit in found.hits}
            if not always_there <= ids or found.total != len(ids):
                self.wrong.append(f"{found.total} found, {len(always_there - ids)} missing")
            time.sleep(0.02)


def put_until_taken(engine: Engine, number: int) -> None:
    """What the pipeline does over several runs: what could not be indexed waits, and is given again."""
    for _ in range(60):
        try:
            engine.put(REVIEWS[number])
            engine.commit()
        except IndexUnavailable:
            time.sleep(1)
        else:
            return
    pytest.fail(f"review {number} was never taken")


@pytest.mark.parametrize("victim", [0, 1, 2])
def test_a_node_killed_while_indexing_and_searching_loses_nothing(
    victim: int, elasticsearch_cluster: list[Node], tmp_path: Path
) -> None:
    started_together(elasticsearch_cluster)
    library = Library.open(tmp_path / "library", create=True)
    settings = ElasticsearchSettings(urls=tuple(node.url for node in elasticsearch_cluster), replicas=1)
    engine, other = (build_engine(library, elasticsearch=settings) for _ in range(2))
    engine.rebuild(FIRST)
    wait_for_green(elasticsearch_cluster[0])
    reader = Reader(other)
    reader.start()
    for number in range(20, 60):
        if number == 35:
            elasticsearch_cluster[victim].kill()
        put_until_taken(engine, number)
    reader.stopping.set()
    reader.join()
    assert reader.wrong == []
    assert reader.answers > reader.unavailable
    survivors = [node for index, node in enumerate(elasticsearch_cluster) if index != victim]
    for node in survivors:
        alone = build_engine(library, elasticsearch=ElasticsearchSettings(urls=(node.url,)))
        found = alone.search(Collection.REVIEWS, ALL)
        assert {json.loads(hit.stored)["id"] for hit in found.hits} == {review.id for review in REVIEWS}
        assert alone.search(Collection.POINTS, Ask(limit=0)).total == 6 * len(REVIEWS)
        assert alone.search(Collection.PAGES, Ask(limit=0)).total == 600
        alone.close()
    engine.close()
    other.close()


def wait_for_green(node: Node) -> None:
    answer = httpx.get(f"{node.url}/_cluster/health?wait_for_status=green&timeout=60s", timeout=70, trust_env=False)
    assert answer.json()["status"] == "green"
