"""What Elasticsearch stores: every field of `search_api.schema`, and nothing that is not there (`dynamic: strict`).

Words arrive cut, so they are only split at spaces. The source of a document is not kept: the index is derived from
the library. What a hit gives back is kept in a column, compressed: beside the words of a whole report, of which
Elasticsearch keeps a copy for a while for the sake of its replicas, reading it took ten times as long.
"""

from __future__ import annotations

import base64
import zlib
from typing import Any

from search_api.documents import IndexDocument
from search_api.engines.elasticsearch.settings import ElasticsearchSettings
from search_api.schema import NO_DATE, SCHEMA, SCHEMA_VERSION, Collection, Kind

STAMP = "stamp"
"""In every document: the moment (ns) of the commit or rebuild that wrote it. A review's older ones are leftovers."""

OLDEST_FIRST = "published_oldest"
"""`published_first` with missing dates after all others: what an ascending sort needs."""

_AFTER_ALL_DATES = -NO_DATE

_FAST = 1
"""Level of compression: a page becomes a third, and another tenth less would take four times as long."""

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.WORDS: {"type": "text", "analyzer": "whitespace"},
    Kind.VALUES: {"type": "keyword"},
    Kind.HELD: {"type": "keyword", "doc_values": False},
    Kind.NUMBER: {"type": "long"},
    Kind.SORT: {"type": "keyword", "index": False},
    Kind.STORED: {"type": "binary", "doc_values": True},
}


def mapping(collection: Collection, *, rings: str) -> dict[str, Any]:
    """The mapping of a collection's index. `_meta` says what it was made with."""
    properties = {field.name: _TYPES[field.kind] for field in SCHEMA[collection]}
    properties[STAMP] = {"type": "long"}
    if collection is not Collection.PAGES:
        properties[OLDEST_FIRST] = {"type": "long", "index": False}
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "_meta": {"schema_version": SCHEMA_VERSION, "rings": rings},
        "properties": properties,
    }


def index_settings(settings: ElasticsearchSettings) -> dict[str, Any]:
    """The settings of each of our indices. Changes are seen only when we say so: at a commit."""
    return {
        "number_of_shards": settings.shards,
        "number_of_replicas": settings.replicas,
        "refresh_interval": "-1",
        "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    }


def removals_mapping() -> dict[str, Any]:
    """The mapping of the list of reviews that were deleted while a rebuild ran; their ids are the documents' ids."""
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": {}}


def stored_field(collection: Collection) -> str:
    """The field that a hit gives back."""
    return next(field.name for field in SCHEMA[collection] if field.kind is Kind.STORED)


def read_stored(value: str) -> str:
    """What `document_body` made of a stored string, as it was."""
    return zlib.decompress(base64.b64decode(value)).decode()


def document_id(collection: Collection, document: IndexDocument) -> str:
    """The id of a document: the same review always makes the same ones."""
    if collection is Collection.PAGES:
        return f"{document['review'][0]}/{document['document'][0]}/{document['number'][0]}"
    return str(document["id"][0])


def document_body(collection: Collection, document: IndexDocument, *, stamp: int) -> dict[str, Any]:
    """A document as it is sent. A missing string to sort by is left out, so that it can come last."""
    sorted_by = {field.name for field in SCHEMA[collection] if field.kind is Kind.SORT}
    body = {name: value for name, value in document.items() if value or name not in sorted_by}
    stored = stored_field(collection)
    body[stored] = base64.b64encode(zlib.compress(body[stored].encode(), _FAST)).decode()
    body[STAMP] = stamp
    if collection is not Collection.PAGES:
        first = document["published_first"][0]
        body[OLDEST_FIRST] = _AFTER_ALL_DATES if first == NO_DATE else first
    return body
