"""Puts and deletes on their way into the index, until a commit makes them visible together.

Documents are sent in batches as they come. Nobody sees them, because our indices show changes only when told to. A
commit then takes out what earlier versions of the same reviews left behind, and shows everything at once.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping

from elasticsearch import NotFoundError

from records.errors import IndexUnavailable
from search_api.documents import IndexDocuments
from search_api.engines.elasticsearch.connection import Connection
from search_api.engines.elasticsearch.indices import IndexSet, Indices, mismatch
from search_api.engines.elasticsearch.mapping import document_id
from search_api.engines.elasticsearch.sending import (
    BATCH_DOCUMENTS,
    Action,
    deletion,
    document_action,
    note,
    refresh,
    remove_other_stamps,
    send,
)
from search_api.schema import Collection

_SWAPS = 3
"""How often the index may be replaced by a rebuild while one batch is sent."""

_Ids = Mapping[Collection, frozenset[str]]


class Writing:
    """What was put and deleted since the last commit. For one thread at a time."""

    def __init__(self, connection: Connection, indices: Indices) -> None:
        self._connection = connection
        self._indices = indices
        self._stamp = time.time_ns()
        self._waiting: dict[str, IndexDocuments] = {}
        self._waiting_documents = 0
        self._written: dict[str, dict[str, _Ids]] = defaultdict(dict)
        """By index of reviews: what was written to it. An index that a rebuild made since has it from the library."""

    def replace(self, documents: IndexDocuments) -> None:
        """Take a review's documents in place of its earlier ones; none to delete it."""
        if self._waiting_documents >= BATCH_DOCUMENTS:
            self._send()
        self._waiting[documents.review_id] = documents
        self._waiting_documents += sum(map(len, documents.by_collection.values()))

    def commit(self) -> None:
        """Make all of it visible. After IndexUnavailable it is kept, and can be committed again."""
        self._send()
        for target in self._targets():
            try:
                written = sorted(self._written[_key(target)])
                remove_other_stamps(self._connection, target, review_ids=written, stamp=self._stamp)
                refresh(self._connection, target)
            except NotFoundError:  # a rebuild has put its index in this one's place, or was given up
                continue

    def _send(self) -> None:
        """Send what waits to every index that takes it; when one is gone by then, to those that there are now."""
        for _ in range(_SWAPS if self._waiting else 0):
            targets = self._targets()
            sent = [send(self._connection, list(self._actions(target))) for target in targets]
            if all(each.is_there for each in sent):
                for target in targets:
                    self._written[_key(target)] |= {each: _ids(documents) for each, documents in self._waiting.items()}
                self._waiting = {}
                self._waiting_documents = 0
                return
        if self._waiting:
            raise IndexUnavailable("The index was replaced again and again while it was written to. Try again.")

    def _targets(self) -> list[IndexSet]:
        live, building = self._indices.in_use()
        if live is None:
            live = self._indices.create(build=False)
        if other_version := mismatch(live):
            raise other_version
        return [live] if building is None else [live, building]

    def _actions(self, target: IndexSet) -> Iterator[Action]:
        for documents in self._waiting.values():
            new = _ids(documents)
            earlier = self._written[_key(target)].get(documents.review_id, {})
            for collection, name in target.names.items():
                for each in sorted(earlier.get(collection, frozenset()) - new[collection]):
                    yield deletion(name, each)
                for document in documents.by_collection.get(collection, ()):
                    yield document_action(name, collection, document, stamp=self._stamp)
            if target.removals is not None:
                mark = deletion if documents.by_collection else note
                yield mark(target.removals, documents.review_id)


def _key(target: IndexSet) -> str:
    return target.names[Collection.REVIEWS]


def _ids(documents: IndexDocuments) -> _Ids:
    return {
        collection: frozenset(
            document_id(collection, document) for document in documents.by_collection.get(collection, ())
        )
        for collection in Collection
    }
