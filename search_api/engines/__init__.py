"""The protocol that a search engine implements. It compiles trees and counts; all judgement is on our side of it.

Every engine answers the same tree over the same documents with the same hits, in the same order, with the same
counts; scores agree to a millionth. `tests/contract` holds each engine to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from records.indexing import Indexer
from records.models import Review
from search_api.query.tree import Everything, Node
from search_api.schema import Collection


@dataclass(frozen=True, slots=True)
class Order:
    """What to sort by: `score`, or a NUMBER or SORT field. Missing values (NO_DATE, the empty string) come last."""

    by: str
    descending: bool = False


BY_SCORE = Order("score", descending=True)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to an engine.

    `filters` holds one node a facet (or under another name, which is never counted): all must hold, none scores.
    Ties of `order` are broken by `published_first`, newest first, then by `id`, both added by the engine.
    """

    query: Node = Everything()  # noqa: RUF009  (frozen, without state)
    filters: Mapping[str, Node] = field(default_factory=dict)
    order: Order = BY_SCORE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. `stored` is the text of its STORED field."""

    score: float
    stored: str


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found. What is stored of it is read when asked for: of many pages only the score counts."""

    score: float
    read: Callable[[], str]
    """Raises what the engine raises."""

    @property
    def stored(self) -> str:
        """The text of its STORED field."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts all that match query and filters.

    `facets` maps each facet asked for to its values with counts, zeros left out. A facet's counts leave out the
    filter of its own name.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """`reviews` is how many are indexed, or None when the engine cannot say. `detail` is a sentence, when not well."""

    name: str
    reviews: int | None
    detail: str | None = None


@runtime_checkable
class Engine(Indexer, Protocol):
    """A search engine. Safe to call from several threads, writing from one at a time.

    Any method may raise `records.errors.IndexUnavailable` (the engine does not answer: try later) or
    `records.errors.IndexMismatch` (the index was made by another version: says what to run). Nothing else.
    """

    def search(self, collection: Collection, ask: Ask) -> Found:
        """Answer one question. REVIEWS and POINTS only; `offset + limit` may be anything up to 2**31."""

    def pages(self, query: Node, *, reviews: tuple[str, ...], each: int) -> Mapping[str, tuple[PageHit, ...]]:
        """The best pages of each of these reviews: those that `query` finds, by score, then in reading order.

        Order: score descending, then document in order of its id, then page number. At most `each` a review; one
        without any is left out.
        """

    def words(self) -> Mapping[str, int]:
        """The library's word list: each value of `surface` with the number of reviews that hold it."""

    def generation(self) -> str:
        """Changes whenever what searches see changes: what was derived from the index is then out of date."""

    def rebuild(self, reviews: Iterable[Review]) -> int:
        """Build a new index aside from all reviews, swap it in, and return how many are in it.

        Searches are answered by the old index until the swap; on any error the half-built one is removed.
        """

    def health(self) -> EngineHealth:
        """How the engine is. Never raises."""

    def close(self) -> None:
        """Let go of files, connections and locks. What was not committed is dropped."""
