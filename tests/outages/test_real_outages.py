"""A real Elasticsearch that is absent, stopped, killed, paused or out of disk under a server that people use."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from elasticsearch import Elasticsearch

from bench.library_generator import write_library
from tests.outages.running import Operator, until
from tests.services.elasticsearch_node import Node
from tests.services.pytest_plugin import started

pytestmark = [pytest.mark.elasticsearch, pytest.mark.long, pytest.mark.timeout(600)]

REVIEWS = 12
TIMEOUT_SECONDS = 4.0
ANSWERED_WITHIN = 3 * TIMEOUT_SECONDS
"""Twice the budget of a search and some for a machine that is busy with tests."""


@pytest.fixture
def node(elasticsearch_node: Callable[..., Node]) -> Node:
    return elasticsearch_node()


@pytest.fixture
def operator(node: Node, tmp_path: Path) -> Operator:
    write_library(tmp_path / "library", reviews=REVIEWS, pages=4 * REVIEWS)
    return Operator(tmp_path / "library", {"URL": node.url, "TIMEOUT_SECONDS": str(TIMEOUT_SECONDS)})


@pytest.fixture
def indexed(node: Node, operator: Operator) -> Operator:
    """An operator whose library is indexed."""
    started(node)
    done = operator.run("reindex")
    assert done.returncode == 0, done.stderr
    return operator


def finds_all(client: httpx.Client) -> bool:
    answer = client.get("/api/v1/reviews", params={"q": "neglect OR police OR the"})
    return answer.status_code == 200 and client.get("/api/v1/reviews").json()["total"] == REVIEWS


def assert_says_so_in_time(client: httpx.Client, *, detail: str) -> None:
    """Every way in answers soon, with the reason, and in its own shape."""
    start = time.monotonic()
    problem = client.get("/api/v1/reviews", params={"q": "neglect"})
    assert time.monotonic() - start < ANSWERED_WITHIN
    assert problem.status_code == 503
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert int(problem.headers["Retry-After"]) > 0
    assert problem.json()["status"] == 503
    start = time.monotonic()
    page = client.get("/", params={"q": "neglect"}, headers={"Accept": "text/html"})
    assert time.monotonic() - start < ANSWERED_WITHIN
    assert page.status_code == 503
    assert "Traceback" not in page.text
    assert "<h1" in page.text
    start = time.monotonic()
    health = client.get("/health")
    assert time.monotonic() - start < ANSWERED_WITHIN
    assert health.status_code == 503
    assert detail in health.json()["detail"]


def test_it_serves_before_the_engine_is_there_and_finds_all_once_it_is(node: Node, operator: Operator) -> None:
    with operator.serving() as client:
        assert_says_so_in_time(client, detail="cannot be reached")
        started(node)
        until(lambda: "Run: casereviews reindex" in client.get("/health").json()["detail"], seconds=30)
        assert operator.run("reindex").returncode == 0
        until(lambda: finds_all(client), seconds=30)


@pytest.mark.parametrize(
    ("fail", "mend", "detail"),
    [
        (Node.stop, Node.start, "cannot be reached"),
        (Node.kill, Node.start, "cannot be reached"),
        (Node.pause, Node.resume, "does not answer"),
    ],
    ids=["stopped", "killed", "paused"],
)
def test_it_goes_on_when_the_engine_comes_back(
    fail: Callable[[Node], None], mend: Callable[[Node], None], detail: str, node: Node, indexed: Operator
) -> None:
    with indexed.serving() as client:
        until(lambda: finds_all(client), seconds=30)
        fail(node)
        assert_says_so_in_time(client, detail=detail)
        review = client.get("/api/v1/reviews").status_code
        assert review == 503
        mend(node)
        until(lambda: finds_all(client), seconds=60)
        assert client.get("/health").json()["status"] == "ok"
    log = (indexed.library.parent / "serve.log").read_text()
    assert log.count("answers again") == 1


def test_what_is_ingested_while_the_engine_is_gone_is_kept_and_indexed_later(
    node: Node, indexed: Operator, tmp_path: Path
) -> None:
    node.kill()
    sample = next((Path(__file__).parents[2] / "samples" / "pdf").glob("e01.pdf"))
    done = indexed.run("ingest", sample, "--json")
    report = json.loads(done.stdout)
    assert (report["documents"], report["waiting_to_index"], report["failed"]) == (1, 1, [])
    assert len(list(indexed.library.glob("reviews/*/record.json"))) == REVIEWS + 1
    node.start()
    with indexed.serving() as client:  # which indexes what waits, by itself
        until(lambda: client.get("/api/v1/reviews").json().get("total") == REVIEWS + 1, seconds=90)
    again = json.loads(indexed.run("ingest", sample, "--json").stdout)
    assert (again["unchanged"], again["waiting_to_index"]) == (1, 0)


def test_a_full_disk_stops_what_is_new_and_no_search(node: Node, indexed: Operator) -> None:
    sample = Path(__file__).parents[2] / "samples" / "pdf" / "e01.pdf"
    with Elasticsearch(node.url) as client, indexed.serving() as reader:
        client.indices.put_settings(index="casereviews-*", settings={"blocks.read_only_allow_delete": True})
        report = json.loads(indexed.run("ingest", sample, "--json").stdout)
        assert report["waiting_to_index"] == 1
        assert finds_all(reader)
        health = reader.get("/health").json()
        assert health["status"] == "degraded"
        assert "read-only" in health["detail"]
        client.indices.put_settings(index="casereviews-*", settings={"blocks.read_only_allow_delete": None})
        report = json.loads(indexed.run("ingest", sample, "--json").stdout)
        assert report["waiting_to_index"] == 0
        assert reader.get("/api/v1/reviews").json()["total"] == REVIEWS + 1
        assert reader.get("/health").json()["status"] == "ok"
