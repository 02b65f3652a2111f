"""The services by hand, on ports that tests do not use."""

from __future__ import annotations

import argparse
import sys

from tests.services.chromium import chromium
from tests.services.elasticsearch_node import Node, cluster_of, start_together
from tests.services.elasticsearch_server import make_ready
from tests.services.finding import ServiceUnavailable, say

_PORT = 9350


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    services = parser.add_subparsers(dest="service", required=True)
    server = services.add_parser("elasticsearch", help="a real Elasticsearch 8.19 on loopback; prints its address")
    server.add_argument("action", choices=["start", "cluster", "stop", "kill", "pause", "resume", "wipe"])
    server.add_argument("--port", type=int, default=_PORT, help="(default %(default)s; a cluster uses three in a row)")
    server.add_argument("--password", help="switch security on, with this password for the user `elastic`")
    services.add_parser("chromium", help="a real Chromium; prints its path")
    services.add_parser("ready", help="fetch now what tests would else stop to fetch; what cannot be had is said")
    chosen = parser.parse_args()
    if chosen.service == "ready":
        return _fetch_all()
    try:
        print(chromium() if chosen.service == "chromium" else _elasticsearch(chosen))
    except ServiceUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _fetch_all() -> int:
    """Always succeeds: the tests themselves name what was not to be had, and fail in CI."""
    for name, fetch in (("Elasticsearch", make_ready), ("Chromium", chromium)):
        try:
            fetch()
        except ServiceUnavailable as error:
            say(f"no {name}: {error}")
    return 0


def _elasticsearch(chosen: argparse.Namespace) -> str:
    node = Node(chosen.port, password=chosen.password)
    if chosen.action == "cluster":
        nodes = cluster_of(range(chosen.port, chosen.port + 3))
        start_together(nodes)
        return ",".join(each.url for each in nodes)
    getattr(node, chosen.action)()
    return node.url


if __name__ == "__main__":
    sys.exit(main())
