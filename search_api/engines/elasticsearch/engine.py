"""Elasticsearch behind the protocol of engines."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from records.errors import IndexMismatch, IndexUnavailable
from records.models import Review
from search_api.documents import DocumentMaker, IndexDocuments
from search_api.engines import Ask, EngineHealth, Found, Hit, PageHit
from search_api.engines.elasticsearch import asking
from search_api.engines.elasticsearch.connection import Connection
from search_api.engines.elasticsearch.examining import NAME, examine
from search_api.engines.elasticsearch.indices import Indices
from search_api.engines.elasticsearch.mapping import STAMP
from search_api.engines.elasticsearch.rebuilding import rebuild
from search_api.engines.elasticsearch.settings import ElasticsearchSettings
from search_api.engines.elasticsearch.writing import Writing
from search_api.query.tree import Node
from search_api.schema import Collection

_WORDS_A_REQUEST = 10_000
_GENERATION_SECONDS = 1.0
"""How long what others commit may go unnoticed by what is derived from the index; searches see it at once."""


class ElasticsearchEngine:
    """Elasticsearch, at the addresses of the settings. Making one costs nothing and needs no server.

    `rings` names the version of the synonyms that documents are made with.
    """

    def __init__(self, settings: ElasticsearchSettings, documents: DocumentMaker, *, rings: str) -> None:
        self._connection = Connection(settings)
        self._indices = Indices(self._connection, rings=rings)
        self._documents = documents
        self._rings = rings
        self._lock = threading.RLock()
        self._writing: Writing | None = None
        self._generation: tuple[float, str] | None = None

    # Reading

    def search(self, collection: Collection, ask: Ask) -> Found:
        is_near = ask.offset + ask.limit <= asking.WINDOW
        count = ask.limit if is_near else 0
        response = self._search(collection, asking.search_body(collection, ask, first=ask.offset, count=count))
        found = asking.read_found(response, collection=collection, ask=ask)
        if is_near or ask.offset >= found.total:
            return found
        return replace(found, hits=tuple(self._far_hits(collection, replace(ask, facets=()))))

    def pages(self, query: Node, *, reviews: tuple[str, ...], each: int) -> Mapping[str, tuple[PageHit, ...]]:
        if not reviews:
            return {}
        return asking.read_pages(self._search(Collection.PAGES, asking.pages_body(query, reviews=reviews, each=each)))

    def words(self) -> Mapping[str, int]:
        words: dict[str, int] = {}
        sources = [{"word": {"terms": {"field": "surface"}}}]
        after: dict[str, Any] = {}
        while True:
            composite = {"size": _WORDS_A_REQUEST, "sources": sources, **({"after": after} if after else {})}
            answer = self._search(Collection.REVIEWS, {"size": 0, "aggs": {"words": {"composite": composite}}})
            found = answer["aggregations"]["words"]
            words |= {bucket["key"]["word"]: bucket["doc_count"] for bucket in found["buckets"]}
            if len(found["buckets"]) < _WORDS_A_REQUEST:
                return words
            after = found["after_key"]

    def generation(self) -> str:
        known = self._generation
        now = time.monotonic()
        if known is None or now - known[0] > _GENERATION_SECONDS:
            known = self._generation = (now, self._fingerprint())
        return known[1]

    def health(self) -> EngineHealth:
        try:
            return examine(self._connection, self._indices, rings=self._rings)
        except (IndexUnavailable, IndexMismatch) as error:
            return EngineHealth(NAME, None, str(error))

    # Writing

    def put(self, review: Review) -> None:
        made = self._documents.make(review)
        with self._lock:
            self._writer().replace(made)

    def delete(self, review_id: str) -> None:
        with self._lock:
            self._writer().replace(IndexDocuments(review_id))

    def commit(self) -> None:
        with self._lock:
            self._writer().commit()
            self._writing = None
            self._generation = None

    def rebuild(self, reviews: Iterable[Review]) -> int:
        with self._lock:
            self._writing = None
            count = rebuild(self._connection, self._indices, map(self._documents.make, reviews))
            self._generation = None
            return count

    def close(self) -> None:
        with self._lock:
            self._writing = None
            self._connection.close()

    def _writer(self) -> Writing:
        if self._writing is None:
            self._writing = Writing(self._connection, self._indices)
        return self._writing

    def _search(self, collection: Collection, body: dict[str, Any]) -> Mapping[str, Any]:
        """One request. Partial answers are none. Raises IndexMismatch when there is no index, or not of this schema."""
        alias = self._indices.alias(collection)

        def request(client: Elasticsearch) -> Mapping[str, Any]:
            found: dict[str, Any] = client.search(index=alias, body=body, allow_partial_search_results=False).body
            return found

        try:
            return self._connection.ask(request)
        except NotFoundError as error:
            raise self._indices.absent() from error
        except ApiError as error:
            raise IndexMismatch(f"The search engine does not understand: {error}. Run: casereviews reindex") from error

    def _far_hits(self, collection: Collection, ask: Ask) -> Iterator[Hit]:
        """Hits from `offset` on, walking there: further from the first than one request may reach."""
        after: list[Any] = []
        position = 0
        while position < ask.offset + ask.limit:
            end = ask.offset if position < ask.offset else ask.offset + ask.limit
            count = min(asking.WINDOW, end - position)
            body = asking.search_body(collection, ask, first=0, count=count, after=after)
            hits = self._search(collection, body)["hits"]["hits"]
            if position >= ask.offset:
                yield from (asking.read_hit(hit, collection) for hit in hits)
            if len(hits) < count:
                return
            after = hits[-1]["sort"]
            position += count

    def _fingerprint(self) -> str:
        """Changes with what searches see: which index, how many reviews are in it, and when one was last written."""
        parts = {"index": {"terms": {"field": "_index"}}, "written": {"max": {"field": STAMP}}}
        answer = self._search(Collection.REVIEWS, {"size": 0, "track_total_hits": True, "aggs": parts})
        found = answer["aggregations"]
        names = [bucket["key"] for bucket in found["index"]["buckets"]]
        return f"{','.join(names)} {answer['hits']['total']['value']} {found['written']['value']}"
