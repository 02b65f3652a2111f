"""One collection as an index of Tantivy's: its schema, and how a document goes in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder

from search_api.documents import IndexDocument
from search_api.schema import NO_DATE, SCHEMA, Collection, Kind

ID_COLUMNS = ("id_0", "id_1", "id_2", "id_3")
"""The first 32 bytes of an id as numbers that sort as its bytes do: ties are broken without reading any document."""

_LAST = "\U0010ffff"
"""What a missing string is sorted as."""

_NOT_COUNTED = frozenset({"id", "surface", "document"})


def make_schema(collection: Collection) -> Schema:
    """Tantivy's schema of a collection, with the columns that sorting and grouping need beside."""
    builder = SchemaBuilder()
    for field in SCHEMA[collection]:
        match field.kind:
            case Kind.WORDS:
                builder.add_text_field(field.name, tokenizer_name="whitespace")
            case Kind.VALUES:
                counted = field.name not in _NOT_COUNTED
                builder.add_text_field(field.name, tokenizer_name="raw", index_option="basic", fast=counted)
            case Kind.HELD:
                builder.add_text_field(field.name, tokenizer_name="raw", index_option="basic")
            case Kind.NUMBER:
                builder.add_integer_field(field.name, indexed=True, fast=True)
            case Kind.SORT:
                builder.add_text_field(field.name, tokenizer_name="raw", index_option="basic", fast=True)
            case Kind.STORED:
                builder.add_bytes_field(field.name, stored=True)
    if collection is Collection.PAGES:
        builder.add_unsigned_field("review_key", fast=True)
        builder.add_unsigned_field("document_key", fast=True)
    else:
        builder.add_integer_field("published_oldest", fast=True)
        builder.add_bytes_field("stored_id", stored=True)
        for column in ID_COLUMNS:
            builder.add_unsigned_field(column, fast=True)
    return builder.build()


def open_index(folder: Path, collection: Collection, *, create: bool = False) -> Index:
    """The index in a folder; with `create`, made if there is none.

    Raises ValueError when it is of another schema or damaged, FileNotFoundError when there is none (any more).
    """
    if not create and not (folder / "meta.json").is_file():
        raise FileNotFoundError(f"There is no index in {folder}")
    return Index(make_schema(collection), path=str(folder))


def make_document(collection: Collection, values: IndexDocument) -> Document:
    """A document as Tantivy takes it."""
    document = Document()
    for field in SCHEMA[collection]:
        value = values[field.name]
        match field.kind:
            case Kind.WORDS:
                document.add_text(field.name, value)
            case Kind.VALUES | Kind.HELD:
                for each in value:
                    document.add_text(field.name, each)
            case Kind.NUMBER:
                for each in value:
                    document.add_integer(field.name, each)
            case Kind.SORT:
                document.add_text(field.name, value or _LAST)
            case Kind.STORED:
                document.add_bytes(field.name, value.encode())
    if collection is Collection.PAGES:
        document.add_unsigned("review_key", review_key(values["review"][0]))
        document.add_unsigned("document_key", int(values["document"][0], 16))
    else:
        published = values["published_first"][0]
        document.add_integer("published_oldest", -NO_DATE if published == NO_DATE else published)
        identity = values["id"][0].encode()
        document.add_bytes("stored_id", identity)
        for number, column in enumerate(ID_COLUMNS):
            eight = identity[8 * number : 8 * number + 8].ljust(8, b"\0")
            document.add_unsigned(column, int.from_bytes(eight, "big"))
    return document


def review_key(review_id: str) -> int:
    """A number that stands for a review, to group pages by."""
    return int.from_bytes(hashlib.blake2b(review_id.encode(), digest_size=8).digest(), "big")
