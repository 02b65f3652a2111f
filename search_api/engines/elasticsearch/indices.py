"""The indices behind the names: an alias for each collection, and the index that it stands for today.

casereviews-reviews               an alias: what is searched
casereviews-reviews-0123456789ab  the index that it stands for, made at one time with one schema
...-0123456789ab-in               its own alias, for writing: a write to an index that is gone fails with it
casereviews-building              an alias for the indices of a rebuild that runs: changes go to them, too
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from records.errors import IndexMismatch
from search_api.engines.elasticsearch.connection import Connection
from search_api.engines.elasticsearch.mapping import index_settings, mapping, removals_mapping
from search_api.schema import SCHEMA_VERSION, Collection

_REMOVALS = "removals"
Asking = Callable[[Callable[[Elasticsearch], Any]], Any]


@dataclass(frozen=True, slots=True)
class IndexSet:
    """The indices of one generation, by collection. `removals` lists what is deleted while it is being built."""

    names: Mapping[Collection, str]
    removals: str | None = None
    schema_version: int = SCHEMA_VERSION
    rings: str = ""

    @property
    def all_names(self) -> list[str]:
        return [*self.names.values(), *([self.removals] if self.removals else [])]


@dataclass(frozen=True, slots=True)
class _Index:
    """One of our indices as it is found: `part` is the collection's name, or `removals`."""

    part: str
    aliases: frozenset[str]
    meta: Mapping[str, Any]


def write_alias(index: str) -> str:
    return f"{index}-in"


class Indices:
    def __init__(self, connection: Connection, *, rings: str) -> None:
        self._connection = connection
        self._prefix = connection.settings.index
        self._rings = rings
        self._building = f"{self._prefix}-building"
        parts = "|".join([*(collection.value for collection in Collection), _REMOVALS])
        self._name = re.compile(rf"{re.escape(self._prefix)}-({parts})-[0-9a-f]{{12}}")

    def alias(self, collection: Collection) -> str:
        return f"{self._prefix}-{collection.value}"

    def in_use(self) -> tuple[IndexSet | None, IndexSet | None]:
        """The indices that are searched, and those that a rebuild fills; None where there are none."""
        return self.look(self._connection.ask)

    def look(self, ask: Asking) -> tuple[IndexSet | None, IndexSet | None]:
        """The same, by a way of asking of one's own."""
        found = self._found(ask)
        live = {name: index for name, index in found.items() if f"{self._prefix}-{index.part}" in index.aliases}
        building = {name: index for name, index in found.items() if self._building in index.aliases}
        return _index_set(live), _index_set(building)

    def create(self, *, build: bool) -> IndexSet:
        """Make a new generation, empty: being built, or searched from now on."""
        generation = secrets.token_hex(6)
        new = IndexSet(
            {collection: f"{self.alias(collection)}-{generation}" for collection in Collection},
            removals=f"{self._prefix}-{_REMOVALS}-{generation}" if build else None,
            rings=self._rings,
        )
        for collection, name in new.names.items():
            alias = self._building if build else self.alias(collection)
            self._make(name, mapping(collection, rings=self._rings), alias=alias)
        if new.removals is not None:
            self._make(new.removals, removals_mapping(), alias=self._building)
        return new

    def put_in_use(self, new: IndexSet) -> None:
        """Let the aliases stand for a generation that was built, in one step, and delete all others."""
        found = self._found(self._connection.ask)
        add = [{"add": {"index": name, "alias": self.alias(each)}} for each, name in new.names.items()]
        remove = [
            {"remove": {"index": name, "alias": alias, "must_exist": False}}
            for name, index in found.items()
            for alias in sorted(index.aliases - {write_alias(name)})
        ]
        patience = self._connection.writing
        self._connection.ask(lambda client: client.indices.update_aliases(actions=[*remove, *add]), patience=patience)
        self._delete(sorted(set(found) - set(new.names.values())))

    def discard(self, unwanted: IndexSet) -> None:
        self._delete(unwanted.all_names)

    def discard_half_built(self) -> None:
        """Delete what a rebuild that was cut short has left."""
        live, _ = self.in_use()
        self._delete(sorted(set(self._found(self._connection.ask)) - set(live.names.values() if live else ())))

    def absent(self) -> IndexMismatch:
        return IndexMismatch(
            f"The search engine at {self._connection.where} has no index '{self._prefix}'. Run: casereviews reindex"
        )

    def _found(self, ask: Asking) -> dict[str, _Index]:
        pattern = f"{self._prefix}-*"
        answer = ask(lambda client: client.indices.get(index=pattern, features=["aliases", "mappings"]))
        return {
            name: _Index(match[1], frozenset(details["aliases"]), details["mappings"].get("_meta", {}))
            for name, details in answer.items()
            if (match := self._name.fullmatch(name))
        }

    def _make(self, name: str, mappings: dict[str, Any], *, alias: str) -> None:
        settings = index_settings(self._connection.settings)
        aliases: dict[str, dict[str, Any]] = {alias: {}, write_alias(name): {}}

        def request(client: Elasticsearch) -> None:
            if not client.indices.exists(index=name):  # a try whose answer was lost may have made it
                client.indices.create(index=name, mappings=mappings, settings=settings, aliases=aliases)

        self._connection.ask(request, patience=self._connection.writing)

    def _delete(self, names: list[str]) -> None:
        if names:
            patience = self._connection.writing
            self._connection.ask(
                lambda client: client.indices.delete(index=names, ignore_unavailable=True), patience=patience
            )


def mismatch(live: IndexSet) -> IndexMismatch | None:
    """What to say, and to raise before writing, when the indices were made with another schema."""
    if live.schema_version == SCHEMA_VERSION:
        return None
    return IndexMismatch(
        f"The index is of version {live.schema_version}, this program needs version {SCHEMA_VERSION}. "
        "Run: casereviews reindex"
    )


def _index_set(found: Mapping[str, _Index]) -> IndexSet | None:
    by_part = {index.part: name for name, index in found.items()}
    if not all(collection.value in by_part for collection in Collection):
        return None
    meta = found[by_part[Collection.REVIEWS.value]].meta
    return IndexSet(
        {collection: by_part[collection.value] for collection in Collection},
        removals=by_part.get(_REMOVALS),
        schema_version=int(meta.get("schema_version", 0)),
        rings=str(meta.get("rings", "")),
    )
