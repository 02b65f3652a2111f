"""The Elasticsearch that a test run shares: one that is there, one from Docker Compose, or the distribution."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from elasticsearch import Elasticsearch
from filelock import FileLock

from tests.services.elasticsearch_distribution import distribution, java
from tests.services.elasticsearch_node import Node
from tests.services.finding import ServiceUnavailable, say
from tests.services.leases import end_dead_runs, lease_ports, run_folder

URL_VARIABLE = "CASEREVIEWS_TEST_ELASTICSEARCH_URL"
_NAMES_A_REQUEST = 50  # they stand in its first line, which may have 4,096 bytes
_COMPOSE_FILE = Path(__file__).with_name("elasticsearch.compose.yml")


def shared_url() -> str:
    """The address of the run's server, started by the first who asks. Raises ServiceUnavailable."""
    if given := os.environ.get(URL_VARIABLE):
        return given
    folder = run_folder()
    known = folder / "url"
    with FileLock(folder / "url.lock"):
        if not known.exists():
            end_dead_runs()
            known.write_text(_start())
        return known.read_text()


def make_ready() -> None:
    """Fetch what `shared_url` will start, if it is not there. Raises ServiceUnavailable."""
    if not os.environ.get(URL_VARIABLE) and not _docker_compose_works():
        java()
        distribution()


def forget_indices(url: str, *, prefixes: Iterable[str]) -> None:
    """Delete all indices whose names begin with one of these and a hyphen."""
    with Elasticsearch(url, request_timeout=60) as client:
        names = [name for prefix in prefixes for name in client.indices.get(index=f"{prefix}-*")]
        for start in range(0, len(names), _NAMES_A_REQUEST):
            client.indices.delete(index=names[start : start + _NAMES_A_REQUEST], ignore_unavailable=True)


def stop_container() -> None:
    """Remove this run's container, if there is one. (Nodes end with their leases.)"""
    if (run_folder() / "container").exists():
        _compose("down", "--volumes", port=0)


def _start() -> str:
    [port] = lease_ports(1)
    if _docker_compose_works():
        say("starting Elasticsearch with Docker Compose")
        (run_folder() / "container").touch()
        done = _compose("up", "--detach", "--wait", port=port)
        if done.returncode == 0:
            return f"http://127.0.0.1:{port}"
        say(f"Docker Compose could not start it: {done.stderr.strip()[-300:]}")
    node = Node(port)
    node.start()
    return node.url


def _docker_compose_works() -> bool:
    if shutil.which("docker") is None:
        return False
    asked = (["docker", "info"], ["docker", "compose", "version"])
    return all(
        subprocess.run(command, check=False, capture_output=True, timeout=30).returncode == 0 for command in asked
    )


def _compose(*arguments: str, port: int) -> subprocess.CompletedProcess[str]:
    project = f"casereviews-tests-{run_folder().name}"
    command = ["docker", "compose", "--project-name", project, "--file", str(_COMPOSE_FILE), *arguments]
    environment = {**os.environ, "ELASTICSEARCH_TEST_PORT": str(port)}
    try:
        return subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=600)
    except subprocess.TimeoutExpired as error:
        raise ServiceUnavailable("Docker Compose did not start Elasticsearch within ten minutes") from error
