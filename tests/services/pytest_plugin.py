"""The services as pytest fixtures, and the last lines that name the suites which could not run.

A service that cannot be had skips the tests that need it, by name, in the last lines of the output; with `CI` set it
fails them.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

import pytest

from tests.services import chromium as chromium_service
from tests.services import elasticsearch_server, leases
from tests.services.elasticsearch_node import Node, cluster_of, start_together
from tests.services.finding import ServiceUnavailable

_NOT_RUN = "not run, no "
Found = TypeVar("Found")


def pytest_configure(config: pytest.Config) -> None:
    leases.lead()


def pytest_unconfigure(config: pytest.Config) -> None:
    if leases.leads():
        elasticsearch_server.stop_container()
        leases.end_run()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, object, object]:
    """After pytest's own last line, say which suites did not run, and why."""
    result = yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        skipped = (
            report.longrepr[2] for report in reporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)
        )
        reasons = Counter(reason.removeprefix("Skipped: ") for reason in skipped)
        for reason, count in reasons.items():
            if reason.startswith(_NOT_RUN):
                reporter.write_line(f"{count} tests {reason}", red=True, bold=True)
    return result


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch that the whole run shares: name indices so that nobody else has the name."""
    return _had("Elasticsearch", elasticsearch_server.shared_url)


@pytest.fixture(scope="module")
def new_index_prefix(elasticsearch_url: str) -> Iterator[Callable[[], str]]:
    """Makes names for indices that no other test has. What is called so is deleted after the module's tests."""
    made: list[str] = []

    def make() -> str:
        made.append(f"t{uuid.uuid4().hex[:12]}")
        return made[-1]

    yield make
    elasticsearch_server.forget_indices(elasticsearch_url, prefixes=made)


@pytest.fixture
def elasticsearch_node() -> Iterator[Callable[..., Node]]:
    """Make a node of one's own, not started, to be stopped, killed or paused; wiped after the test."""
    made: list[Node] = []

    def make(**settings: object) -> Node:
        [port] = leases.lease_ports(1)
        made.append(Node(port, **settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for node in made:
        node.wipe()


@pytest.fixture
def elasticsearch_cluster() -> Iterator[list[Node]]:
    """Three nodes of one's own, not started, that will form a cluster; wiped after the test."""
    nodes = cluster_of(leases.lease_ports(3))
    yield nodes
    for node in nodes:
        node.wipe()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A real Chromium, for Playwright's `executable_path`."""
    return _had("Chromium", chromium_service.chromium)


def started(node: Node) -> Node:
    """Start a node; where none can be had the test is not run, or fails in CI."""
    _had("Elasticsearch", node.start)
    return node


def started_together(nodes: list[Node]) -> None:
    """Start the nodes of a cluster, as `started` does."""
    _had("Elasticsearch", lambda: start_together(nodes))


def _had(service: str, find: Callable[[], Found]) -> Found:
    try:
        return find()
    except ServiceUnavailable as error:
        reason = f"{_NOT_RUN}{service}: {error}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
