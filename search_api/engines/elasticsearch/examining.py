"""How the cluster is, in a sentence where it is not well: looked at briefly, whatever state it is in."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch

from search_api.engines import EngineHealth
from search_api.engines.elasticsearch.connection import Connection
from search_api.engines.elasticsearch.indices import IndexSet, Indices, mismatch
from search_api.schema import Collection

NAME = "elasticsearch"
_READ_ONLY = ("read_only", "read_only_allow_delete", "write", "metadata")


def examine(connection: Connection, indices: Indices, *, rings: str) -> EngineHealth:
    """The state of the indices that are searched. Raises IndexUnavailable and IndexMismatch as a search would."""
    live, _ = indices.look(connection.probe)
    if live is None:
        raise indices.absent()
    names = list(live.names.values())
    alias = live.names[Collection.REVIEWS]
    status: str = connection.probe(lambda client: client.cluster.health(index=names, level="indices"))["status"]
    if status == "red":
        return EngineHealth(NAME, None, f"A part of the index is missing at {connection.where}: a node is down.")
    count = int(connection.probe(lambda client: client.count(index=alias))["count"])
    return EngineHealth(NAME, count, _concern(connection, live, rings=rings))


def _concern(connection: Connection, live: IndexSet, *, rings: str) -> str | None:
    """What is not as it should be although searches are answered."""
    if other_version := mismatch(live):
        return str(other_version)
    if live.rings != rings:
        return "The vocabulary has changed since. Run: casereviews reindex"
    if connection.probe(lambda client: _is_read_only(client, live)):
        return f"The index at {connection.where} is read-only, as it gets when the disk is full: new reviews wait."
    return None


def _is_read_only(client: Elasticsearch, live: IndexSet) -> bool:
    names = list(live.names.values())
    found: dict[str, Any] = client.indices.get_settings(index=names, name="index.blocks.*", flat_settings=True).body
    return any(
        str(each["settings"].get(f"index.blocks.{block}", "false")) == "true"
        for each in found.values()
        for block in _READ_ONLY
    )
