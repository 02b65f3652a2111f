"""What a librarian does to the library by hand: every change is kept, indexed or noted as waiting, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from ingest.amending import amend, withdraw
from ingest.composing import Part
from ingest.grouping import group, ungroup
from ingest.indexing import Indexing
from ingest.stages import read_again
from ingest.values import doubts
from records.errors import FileRejected, TemporaryFailure
from records.indexing import Indexer
from records.library import Library
from records.models import Document, Review


class Curator:
    """Changes records on a librarian's word. Without an `indexer`, changes wait to be indexed. `say` is told so."""

    def __init__(self, library: Library, indexer: Indexer | None, *, say: Callable[[str], None]) -> None:
        self._library = library
        self._say = say
        self._indexing = Indexing(library, indexer, say=say)

    def amend(self, review_id: str, assignments: Iterable[str]) -> Review:
        """Set fields and tags; says what may be mistyped. Raises AmendmentRefused, ReviewNotFound, LibraryBusy."""
        assignments = list(assignments)
        amended = self._change(review_id, lambda review: amend(review, assignments, now=datetime.now(UTC)))
        for name, _, text in (assignment.partition("=") for assignment in assignments):
            for doubt in doubts(name.strip().lower(), text):
                self._say(f"{doubt}. It is kept as written.")
        return amended

    def withdraw(self, review_id: str, *, reason: str) -> Review:
        """Show a review no more. Raises AmendmentRefused, ReviewNotFound, LibraryBusy."""
        return self._change(review_id, lambda review: withdraw(review, reason=reason, now=datetime.now(UTC)))

    def group(self, first_id: str, second_id: str) -> Review:
        """Join two reviews of one case; the older id stays. Raises GroupingRefused, ReviewNotFound, LibraryBusy."""
        with self._library.writing():
            first, second = self._library.review(first_id), self._library.review(second_id)
            joined = group(first, second, now=datetime.now(UTC))
            gone = ({first.id, second.id} - {joined.id}).pop()
            self._library.catalogue.note_waiting([gone])
            self._keep([joined])
            self._library.remove(gone)
            self._indexing.finish()
        return joined

    def ungroup(self, review_id: str, document_id: str) -> tuple[Review, Review]:
        """Part a document from its review. Raises GroupingRefused, ReviewNotFound, LibraryBusy."""
        with self._library.writing():
            review = self._library.review(review_id)
            rest, apart = ungroup(
                review,
                document_id,
                taken_ids=self._library.catalogue.taken_ids(),
                now=datetime.now(UTC),
                read_again={each.id: part for each in review.documents if (part := self._read(each)) is not None},
            )
            self._keep([rest, apart])
            self._indexing.finish()
        return rest, apart

    def _read(self, document: Document) -> Part | None:
        """A document as its file reads today; None when the file is gone or cannot be read."""
        path = self._library.file_path(document)
        if path is None:
            return None
        try:
            return read_again(path, document)
        except (FileRejected, TemporaryFailure):
            return None

    def _change(self, review_id: str, change: Callable[[Review], Review]) -> Review:
        with self._library.writing():
            review = change(self._library.review(review_id))
            self._keep([review])
            self._indexing.finish()
        return review

    def _keep(self, reviews: list[Review]) -> None:
        self._library.catalogue.note_waiting([review.id for review in reviews])
        for review in reviews:
            self._library.put(review)
