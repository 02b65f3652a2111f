"""What the library asks of a search engine, so that neither need know the other."""

from __future__ import annotations

from typing import Protocol

from records.models import Review


class Indexer(Protocol):
    """Something that keeps a searchable copy of reviews. The library stays the system of record.

    Changes are seen by searches after `commit`, all or none. Every method may raise `records.errors.IndexUnavailable`
    when the engine cannot be reached for now: the record is safe in the library, and waits to be indexed.
    """

    def put(self, review: Review) -> None:
        """Index a review in place of any earlier one of the same id. A review that is not published is not found."""

    def delete(self, review_id: str) -> None:
        """Forget a review. An id that is not there is no error."""

    def commit(self) -> None:
        """Make what was put and deleted since the last commit searchable and durable."""
