"""From documents that were read to reviews that are kept: which case each belongs to, and what its record says then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.composing import Part, Supplied, compose, remember
from ingest.copies import find_copy
from ingest.grouping import Case, CaseBook, Match, case_of, case_of_part, case_of_review
from ingest.stages import LOGIC_VERSIONS, ReadFile, tag
from records.errors import LibraryError
from records.library import Library
from records.models import DocumentRole, Grouping, Review


class Cataloguer:
    """Keeps documents in a library, each in the review of its case. For one run, within `library.writing()`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = library.catalogue.documents()
        self._taken_ids = library.catalogue.taken_ids()
        self._cases = CaseBook()
        for known in library.catalogue.cases():
            self._cases.add(known.review_id, case_of(known.facts, known.roles))
        self._composed: dict[str, Review] = {}
        """Reviews that are made and not yet written: several documents of a round may be of one review."""
        self._to_index: set[str] = set()
        self.kept: set[str] = set()
        """The ids of the reviews that were made or changed."""

    def keep(self, files: list[tuple[Path, ReadFile]]) -> list[tuple[Path, LibraryError]]:
        """Keep files that were read, overview reports first, so that companions find the review they belong to.

        Their reviews are written at the end, each once. Returns those that cannot be kept as the record of their
        review is damaged, with what to say of it. Raises TemporaryFailure when the library cannot be written; what was
        kept until then stays.
        """
        hindered: list[tuple[Path, LibraryError]] = []
        for path, file in sorted(files, key=lambda each: _role(each[1].part) is not DocumentRole.OVERVIEW_REPORT):
            document = file.part.document
            self._library.keep_file(path, sha256=document.sha256, layout=file.layout)
            known = self._documents.get(document.sha256)
            try:
                if known is not None:
                    self._compose(file.part, earlier=self._review(known.review_id))
                else:
                    self._place(file.part)
            except LibraryError as error:
                hindered.append((path, error))
        self._write()
        return hindered

    def supply(self, sha256: str, supplied: Supplied) -> None:
        """Take over what a person says of a document that is in already; what it says already is not written again."""
        known = self._documents.get(sha256)
        if known is None or supplied == Supplied():
            return
        review = self._review(known.review_id)
        document = next(each for each in review.documents if each.sha256 == sha256)
        self._compose(replace(remember(review, document), supplied=supplied), earlier=review)
        self._write()

    def tag_again(self, sha256: str) -> int:
        """Tag a document that is in from the text that its record keeps; returns its number of pages.

        Raises RecordDamaged.
        """
        review = self._review(self._documents[sha256].review_id)
        document = next(each for each in review.documents if each.sha256 == sha256)
        part = remember(review, document.model_copy(update={"logic_versions": LOGIC_VERSIONS}))
        self._compose(replace(part, tags=tuple(tag(document))), earlier=review)
        self._write()
        return len(document.pages)

    def take_changed(self) -> set[str]:
        """The ids of the reviews that were made or changed since this was last asked, as far as a search can tell.

        A review that only gained another copy of a text is found by what it was found by before, and one that is
        published over and over would be indexed as often.
        """
        changed, self._to_index = self._to_index, set()
        return changed

    def _place(self, part: Part) -> None:
        """A new document: in the review of its case where there is one, else in a review of its own."""
        case = case_of_part(part)
        original = self._original(part, case)
        if original is not None:
            review, copied_id = original
            copy = replace(part, document=part.document.model_copy(update={"copy_of": copied_id}))
            self._compose(copy, earlier=review, match=Match(review.id, "The same text as another of its documents.", 1))
            return
        match = self._cases.find(case)
        self._compose(part, earlier=self._review(match.review_id) if match else None, match=match)

    def _original(self, part: Part, case: Case) -> tuple[Review, str] | None:
        """The review and the document that this one is another copy of."""
        match = self._cases.find(case)
        for review_id in dict.fromkeys([*([match.review_id] if match else []), *self._cases.of_like_title(case)]):
            review = self._review(review_id)
            original = find_copy(part.document, review.documents)
            if original is not None:
                return review, original.id
        return None

    def _compose(self, part: Part, *, earlier: Review | None, match: Match | None = None) -> None:
        review = compose([part], taken_ids=self._taken_ids, now=datetime.now(UTC), earlier=earlier)
        if match is not None and not (review.grouping and review.grouping.pinned):
            review = review.model_copy(update={"grouping": Grouping(reason=match.reason)})
        if earlier is not None and _says_the_same(review, earlier):
            return
        self._composed[review.id] = review
        self.kept.add(review.id)
        if earlier is None or _without_copies(review) != _without_copies(earlier):
            self._to_index.add(review.id)
        self._taken_ids.add(review.id)
        self._cases.add(review.id, case_of_review(review))

    def _review(self, review_id: str) -> Review:
        return self._composed.get(review_id) or self._library.review(review_id)

    def _write(self) -> None:
        """Write what was composed: a round at once, as each look at the catalogue takes longer than a record."""
        if self._composed:
            self._library.catalogue.note_waiting([each for each in self._composed if each in self._to_index])
            self._library.put_all(list(self._composed.values()))
            self._composed.clear()


def _role(part: Part) -> DocumentRole:
    return part.supplied.role or part.description.role


def _without_copies(review: Review) -> Review:
    """What of a review is indexed, and what is not but changes with it only."""
    return review.model_copy(update={"documents": review.originals(), "updated": None, "grouping": None})


def _says_the_same(review: Review, earlier: Review) -> bool:
    return review.model_copy(update={"updated": earlier.updated}) == earlier
