"""Bulk requests: documents to indices, what was refused for the moment once more, leftovers of earlier versions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from records.errors import IndexMismatch
from search_api.documents import IndexDocument
from search_api.engines.elasticsearch.connection import BUSY, READ_ONLY, Connection, Refused
from search_api.engines.elasticsearch.indices import IndexSet, write_alias
from search_api.engines.elasticsearch.mapping import STAMP, document_body, document_id
from search_api.schema import KEY, Collection

BATCH_DOCUMENTS = 500
_BATCH_BYTES = 8_000_000
"""Of one request: Elasticsearch refuses 100 MB, and its documentation finds 5 to 15 best."""

_REVIEWS_A_REQUEST = 500
_CONFLICT, _BUSY, _SERVER_ERROR = 409, 429, 500

Action = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """What came of actions: `conflicts` counts creations of what was there, `is_there` is whether all indices are."""

    conflicts: int = 0
    is_there: bool = True
    left: list[Action] = field(default_factory=list)


def document_action(
    name: str, collection: Collection, document: IndexDocument, *, stamp: int, create: bool = False
) -> Action:
    """Write a document over any of the same id, or with `create` only where there is none."""
    return {
        "_op_type": "create" if create else "index",
        "_index": write_alias(name),
        "_id": document_id(collection, document),
        "_source": document_body(collection, document, stamp=stamp),
    }


def deletion(name: str, document_id: str) -> Action:
    """Delete a document, if it is there."""
    return {"_op_type": "delete", "_index": write_alias(name), "_id": document_id}


def note(name: str, document_id: str) -> Action:
    """Write a document of which only the id counts."""
    return {"_op_type": "index", "_index": write_alias(name), "_id": document_id, "_source": {}}


def send(connection: Connection, actions: list[Action]) -> Sent:
    """Carry out actions. Raises IndexMismatch when a document does not fit its index, and IndexUnavailable."""
    sent = Sent(left=actions)
    connection.ask(lambda client: _carry_out(client, sent), patience=connection.writing)
    return sent


def remove_other_stamps(connection: Connection, target: IndexSet, *, review_ids: Sequence[str], stamp: int) -> None:
    """Delete all visible documents of these reviews but those with this stamp."""
    _remove(connection, target, review_ids, {"must_not": [{"term": {STAMP: stamp}}]})


def remove_stamp(connection: Connection, target: IndexSet, *, review_ids: Sequence[str], stamp: int) -> None:
    """Delete all visible documents of these reviews with this stamp."""
    _remove(connection, target, review_ids, {"must": [{"term": {STAMP: stamp}}]})


def _remove(connection: Connection, target: IndexSet, review_ids: Sequence[str], condition: Action) -> None:
    for start in range(0, len(review_ids), _REVIEWS_A_REQUEST):
        some = list(review_ids[start : start + _REVIEWS_A_REQUEST])
        for collection, name in target.names.items():
            query: Action = {"bool": {"filter": [{"terms": {KEY[collection]: some}}], **condition}}

            def request(client: Elasticsearch, name: str = name, query: Action = query) -> None:
                # A document that conflicts was written anew since it was last visible, so it is no leftover.
                client.delete_by_query(index=name, query=query, conflicts="proceed")

            connection.ask(request, patience=connection.writing)


def refresh(connection: Connection, target: IndexSet) -> None:
    """Make what was written visible."""
    names = target.all_names
    connection.ask(lambda client: client.indices.refresh(index=names), patience=connection.writing)


def _carry_out(client: Elasticsearch, sent: Sent) -> None:
    """Send what is left. Raises Refused, with the rest left, when some was turned down for the moment."""
    actions, refused, reason = sent.left, [], ""
    results = streaming_bulk(
        client,
        actions,
        chunk_size=BATCH_DOCUMENTS,
        max_chunk_bytes=_BATCH_BYTES,
        raise_on_error=False,
        require_alias=True,  # else a write to an index that is gone would make another of that name
    )
    for action, (worked, result) in zip(actions, results, strict=True):
        outcome = next(iter(result.values()))
        error = outcome.get("error") or {}
        if worked or (outcome["status"] == 404 and not error):  # a deletion of what was not there
            continue
        if error.get("type") == "index_not_found_exception":
            sent.is_there = False
        elif outcome["status"] == _CONFLICT:
            sent.conflicts += 1
        elif error.get("type") == "cluster_block_exception":
            refused.append(action)
            reason = READ_ONLY
        elif outcome["status"] == _BUSY or outcome["status"] >= _SERVER_ERROR:
            refused.append(action)
            reason = reason or BUSY
        else:
            raise IndexMismatch(f"A document does not fit the index ({error}). Run: casereviews reindex")
    sent.left = refused
    if refused:
        raise Refused(reason)
