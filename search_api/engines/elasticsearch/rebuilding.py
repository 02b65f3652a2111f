"""A new index made aside from the whole library, and put in the old one's place in one step.

While it is made, whoever writes reviews writes them to the new index, too (`writing`). Those are at least as new as
what the rebuild read from the library, so the rebuild only creates what is not there yet, and takes its own documents
back of every review that another has written or deleted meanwhile.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from elasticsearch import Elasticsearch

from records.errors import IndexUnavailable
from search_api.documents import IndexDocuments
from search_api.engines.elasticsearch.connection import Connection
from search_api.engines.elasticsearch.indices import IndexSet, Indices
from search_api.engines.elasticsearch.mapping import STAMP
from search_api.engines.elasticsearch.sending import (
    BATCH_DOCUMENTS,
    Action,
    document_action,
    refresh,
    remove_stamp,
    send,
)
from search_api.schema import Collection

_IDS_A_REQUEST = 10_000


def rebuild(connection: Connection, indices: Indices, reviews: Iterable[IndexDocuments]) -> int:
    """Make the new index and put it in use. Returns how many reviews are in it; on any error it is removed again."""
    indices.discard_half_built()
    new = indices.create(build=True)
    try:
        filling = _Filling(connection, new)
        for documents in reviews:
            filling.add(documents)
        filling.finish()
        count = _count(connection, new.names[Collection.REVIEWS])
        indices.put_in_use(new)
    except BaseException:
        indices.discard(new)
        raise
    return count


class _Filling:
    def __init__(self, connection: Connection, new: IndexSet) -> None:
        self._connection = connection
        self._new = new
        self._stamp = time.time_ns()
        self._actions: list[Action] = []
        self._created: Counter[str] = Counter()

    def add(self, documents: IndexDocuments) -> None:
        for collection, name in self._new.names.items():
            for document in documents.by_collection.get(collection, ()):
                self._actions.append(document_action(name, collection, document, stamp=self._stamp, create=True))
                self._created[name] += 1
        if len(self._actions) >= BATCH_DOCUMENTS:
            self._send()

    def finish(self) -> None:
        """Make all of it visible, what others wrote meanwhile included, and check that nothing is missing.

        Raises IndexUnavailable when something is.
        """
        self._send()
        refresh(self._connection, self._new)
        touched = sorted(self._touched())
        if touched:
            remove_stamp(self._connection, self._new, review_ids=touched, stamp=self._stamp)
            refresh(self._connection, self._new)
            return  # how many there have to be is then for nobody to say
        for name in self._new.names.values():
            there = _count(self._connection, name)
            if there != self._created[name]:
                raise IndexUnavailable(
                    f"The new index holds {there} documents and not the {self._created[name]} that were sent. "
                    "The old one stays in use. Run: casereviews reindex"
                )

    def _send(self) -> None:
        if self._actions and not send(self._connection, self._actions).is_there:
            raise IndexUnavailable("Another rebuild has taken this one's place. The old index stays in use.")
        self._actions = []

    def _touched(self) -> Iterator[str]:
        """The reviews that others have put or deleted since the new index was made."""
        others: Action = {"bool": {"must_not": [{"term": {STAMP: self._stamp}}]}}
        yield from _ids(self._connection, self._new.names[Collection.REVIEWS], others)
        if self._new.removals is not None:
            yield from _ids(self._connection, self._new.removals, {"match_all": {}})


def _count(connection: Connection, name: str) -> int:
    return int(connection.ask(lambda client: client.count(index=name))["count"])


def _ids(connection: Connection, name: str, query: Action) -> Iterator[str]:
    """The ids of all documents that a query finds."""

    def request(client: Elasticsearch) -> Mapping[str, Any]:
        found: dict[str, Any] = client.search(
            index=name, query=query, size=_IDS_A_REQUEST, source=False, stored_fields=[]
        ).body
        return found

    # More changes than fit one request, during one rebuild, are those of another rebuild's worth of ingest.
    found = connection.ask(request, patience=connection.writing)["hits"]["hits"]
    if len(found) == _IDS_A_REQUEST:
        raise IndexUnavailable("Too many reviews changed while the index was rebuilt. Run: casereviews reindex")
    for hit in found:
        yield hit["_id"]
