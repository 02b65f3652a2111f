"""From kept records to the search engine. When it does not answer, records wait; nothing is lost and nothing stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from records.errors import IndexMismatch, IndexUnavailable, RecordDamaged, ReviewNotFound
from records.indexing import Indexer
from records.library import Library


class Indexing:
    """Hands records to an engine for one run; `finish` makes them searchable.

    Whoever keeps a record notes it as waiting first (`Catalogue.note_waiting`), so that a run which is killed in
    between leaves it to the next one. `say` is told once, when the engine does not answer.
    """

    def __init__(self, library: Library, indexer: Indexer | None, *, say: Callable[[str], None]) -> None:
        self._library = library
        self._indexer = indexer
        self._say = say
        self._offered: set[str] = set()

    def offer(self, review_ids: Iterable[str]) -> None:
        """Hand over records as they stand now; one that is gone is forgotten by the engine, too."""
        for review_id in review_ids:
            if self._indexer is None:
                return
            try:
                self._hand_over(self._indexer, review_id)
                self._offered.add(review_id)
            except (IndexUnavailable, IndexMismatch) as error:
                self._give_up(error)

    def finish(self) -> None:
        """Hand over what waits from earlier runs, and commit all of it."""
        waiting = self._library.catalogue.waiting()
        self.offer(review_id for review_id in waiting if review_id not in self._offered)
        if self._indexer is None or not self._offered:
            return
        try:
            self._indexer.commit()
        except (IndexUnavailable, IndexMismatch) as error:
            self._give_up(error)
        else:
            self._library.catalogue.note_indexed(sorted(self._offered))

    def _hand_over(self, indexer: Indexer, review_id: str) -> None:
        try:
            review = self._library.review(review_id)
            if review.id == review_id:
                indexer.put(review)
            else:  # joined to another since it was noted
                indexer.delete(review_id)
        except ReviewNotFound:
            indexer.delete(review_id)
        except RecordDamaged as damage:
            self._say(f"{damage}. It is left out of the index until it is mended.")

    def _give_up(self, error: IndexUnavailable | IndexMismatch) -> None:
        self._indexer = None
        self._say(f"{error} The records are kept and wait to be indexed.")
