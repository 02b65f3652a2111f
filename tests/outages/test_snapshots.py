"""A snapshot of the indices as docs/operating.md describes it: taken, the indices lost, restored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from bench.library_generator import generated_reviews
from records.errors import IndexMismatch
from records.library import Library
from search_api.engines import BY_SCORE, Ask
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_engine
from search_api.query.tree import Term
from search_api.schema import Collection
from tests.services.elasticsearch_node import Node
from tests.services.pytest_plugin import started

pytestmark = [pytest.mark.elasticsearch, pytest.mark.long, pytest.mark.timeout(600)]


def test_a_restored_snapshot_answers_as_before(elasticsearch_node: Callable[..., Node], tmp_path: Path) -> None:
    node = started(elasticsearch_node())
    library = Library.open(tmp_path / "library", create=True)
    engine = build_engine(library, elasticsearch=ElasticsearchSettings(urls=(node.url,)))
    engine.rebuild(generated_reviews(10, pages=40))
    ask = Ask(Term("body", "the"), order=BY_SCORE)
    before = engine.search(Collection.REVIEWS, ask)
    with Elasticsearch(node.url, request_timeout=60) as client:
        location = str(node.directory / "data" / "snapshots")
        client.snapshot.create_repository(name="backup", repository={"type": "fs", "settings": {"location": location}})
        client.snapshot.create(
            repository="backup",
            snapshot="one",
            indices="casereviews-*",
            include_global_state=False,
            wait_for_completion=True,
        )
        for name in client.indices.get(index="casereviews-*"):
            client.indices.delete(index=name)
        with pytest.raises(IndexMismatch):
            engine.search(Collection.REVIEWS, ask)
        client.snapshot.restore(repository="backup", snapshot="one", wait_for_completion=True)
    assert before.total == 10
    assert engine.search(Collection.REVIEWS, ask) == before
    engine.close()
