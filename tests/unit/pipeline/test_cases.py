"""Documents of one case come together as they come in, and a librarian's word stands."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.amending import AmendmentRefused
from ingest.curating import Curator
from ingest.manifest import parse_manifest
from ingest.pipeline import Options, ingest
from ingest.report import Report
from records.errors import ReviewNotFound
from records.library import Library
from records.models import Scheme, Source, Status
from tests.unit.pipeline.conftest import FakeIndexer

SAMPLES = Path(__file__).parents[3] / "samples" / "pdf"
OVERVIEW, SUMMARY, BRIEFING, OTHER_CASE = "e05.pdf", "e06.pdf", "e07.pdf", "e09.pdf"


NOT_OF_THE_CASE = {"added", "updated", "grouping"}


@dataclass
class Shelf:
    """A library with a folder of files and a librarian."""

    library: Library
    folder: Path
    indexer: FakeIndexer = field(default_factory=FakeIndexer)
    said: list[str] = field(default_factory=list)

    @property
    def curator(self) -> Curator:
        return Curator(self.library, self.indexer, say=self.said.append)

    def add(self, *names: str, manifest: str = "") -> Report:
        for name in names:
            shutil.copy(SAMPLES / name, self.folder / name)
        supplied = parse_manifest(manifest.encode()) if manifest else Options().manifest
        options = Options(workers=1, manifest=supplied)
        return ingest([self.folder], library=self.library, indexer=self.indexer, progress=self, options=options)

    def begin(self, *, files: int, total_bytes: int) -> None:
        pass

    def advance(self, path: Path, *, pages: int, size_bytes: int) -> None:
        pass

    def recognised(self, path: Path, *, pages: int, of: int, size_bytes: int) -> None:
        pass

    def say(self, message: str) -> None:
        self.said.append(message)

    def holds(self) -> dict[str, list[str]]:
        """The file names of each review."""
        return {each.id: sorted(document.filename for document in each.documents) for each in self.library.reviews()}


@pytest.fixture
def shelf(library: Library, folder: Path) -> Shelf:
    return Shelf(library, folder)


def test_companions_that_come_later_join_their_case_and_another_case_does_not(shelf: Shelf) -> None:
    shelf.add(OVERVIEW, OTHER_CASE)
    [case] = [review_id for review_id, names in shelf.holds().items() if OVERVIEW in names]
    shelf.add(SUMMARY, BRIEFING)
    assert shelf.holds()[case] == [OVERVIEW, SUMMARY, BRIEFING]
    assert len(shelf.holds()) == 2
    review = shelf.library.review(case)
    assert review.grouping is not None
    assert "same" in review.grouping.reason
    assert shelf.indexer.committed[case] == review


def test_a_parted_document_stays_apart_and_can_be_joined_again(shelf: Shelf) -> None:
    shelf.add(OVERVIEW, SUMMARY)
    [case] = shelf.holds()
    [summary] = [each for each in shelf.library.review(case).documents if each.filename == SUMMARY]
    _, apart = shelf.curator.ungroup(case, summary.id)
    shelf.add()
    assert shelf.holds() == {case: [OVERVIEW], apart.id: [SUMMARY]}
    assert shelf.indexer.committed.keys() == {case, apart.id}
    shelf.curator.group(case, apart.id)
    assert shelf.holds() == {case: [OVERVIEW, SUMMARY]}
    assert shelf.library.review(apart.id).id == case
    assert shelf.indexer.committed.keys() == {case}


def test_a_mistaken_join_can_be_undone(shelf: Shelf) -> None:
    shelf.add(OVERVIEW, OTHER_CASE)
    before = {review.id: review for review in shelf.library.reviews()}
    first, second = before
    joined = shelf.curator.group(first, second)
    gone = ({first, second} - {joined.id}).pop()
    for document in joined.documents:  # whichever of the two is named, both are as they were
        shelf.curator.ungroup(joined.id, document.id)
        for review_id in (first, second):
            after = shelf.library.review(review_id)
            assert after.id == review_id
            assert after.model_dump(exclude=NOT_OF_THE_CASE) == before[review_id].model_dump(exclude=NOT_OF_THE_CASE)
        shelf.curator.group(joined.id, gone)


def test_a_librarians_word_survives_reading_again(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    shelf.curator.amend(case, ["title=As the librarian says", "abuse_type=-neglect", "theme=bereavement"])
    shutil.rmtree(shelf.library.index_folder)  # which forgets what was read before
    record = shelf.library.reviews_folder / case / "record.json"
    record.write_text(record.read_text().replace('"extraction": ', '"extraction": 1000'))
    report = shelf.add()
    assert report.documents == 1
    review = shelf.library.review(case)
    assert review.title == "As the librarian says"
    assert review.provenance["title"].source is Source.CURATED
    assert "neglect" not in [tag.concept for tag in review.accepted_tags(Scheme.ABUSE_TYPE)]
    assert "bereavement" in [tag.concept for tag in review.accepted_tags(Scheme.THEME)]


def test_new_rules_for_tags_need_the_text_and_not_the_file(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    before = shelf.library.review(case)
    record = shelf.library.reviews_folder / case / "record.json"
    without_tags = before.model_copy(update={"tags": []}).model_dump_json(indent=1)
    record.write_text(without_tags.replace('"tagging": ', '"tagging": 1000'))
    kept = [shelf.library.file_path(document) for document in before.documents]
    for path in kept:
        assert path is not None
        path.unlink()
    report = shelf.add()
    assert (report.documents, report.pages) == (1, len(before.documents[0].pages))
    assert shelf.library.review(case).tags == before.tags
    assert shelf.add().unchanged == 1


def test_a_manifest_speaks_for_files_old_and_new_and_once_is_enough(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    manifest = f"filename,title,published\n{OVERVIEW},From the manifest,2019-01-02\n"
    report = shelf.add(manifest=manifest)
    assert (report.unchanged, report.reviews) == (1, 1)
    assert (shelf.library.review(case).title, shelf.library.review(case).published) == (
        "From the manifest",
        "2019-01-02",
    )
    assert shelf.add(manifest=manifest).reviews == 0
    assert shelf.add().reviews == 0
    assert shelf.library.review(case).title == "From the manifest"


def test_rows_of_a_manifest_that_no_file_has_are_named(shelf: Shelf) -> None:
    report = shelf.add(OVERVIEW, manifest=f"filename,title\n{OVERVIEW},Known\nmistyped.pdf,Lost\n")
    assert report.unused_rows == ["mistyped.pdf"]


def test_the_same_text_in_another_file_is_a_copy(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    (shelf.folder / "again.pdf").write_bytes((SAMPLES / OVERVIEW).read_bytes() + b"\n% published again\n")
    shelf.add()
    [review] = shelf.library.reviews()
    original, copy = review.documents
    assert (original.copy_of, copy.copy_of) == (None, original.id)


def test_another_copy_of_a_text_does_not_have_its_review_indexed_again(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    (shelf.folder / "again.pdf").write_bytes((SAMPLES / OVERVIEW).read_bytes() + b"\n% published again\n")
    report = shelf.add()
    assert (report.documents, report.reviews, report.waiting_to_index) == (1, 1, 0)
    assert len(shelf.indexer.committed[case].documents) == 1


def test_a_copy_of_which_a_person_says_something_new_does(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    (shelf.folder / "again.pdf").write_bytes((SAMPLES / OVERVIEW).read_bytes() + b"\n% published again\n")
    shelf.add(manifest="filename,lead_reviewer\nagain.pdf,Ada Thornley\n")
    assert shelf.indexer.committed[case].lead_reviewer == "Ada Thornley"


def test_a_withdrawn_review_is_kept_and_says_why(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    shelf.curator.withdraw(case, reason="At the request of the family.")
    review = shelf.library.review(case)
    assert (review.status, review.withdrawn_reason) == (Status.WITHDRAWN, "At the request of the family.")
    shelf.add()
    assert shelf.library.review(case).status is Status.WITHDRAWN


def test_what_cannot_be_is_refused_and_nothing_changes(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    before = shelf.library.review(case)
    for assignments in (["title"], ["colour=blue"], ["published=2019-02-31"], ["theme=astrology"]):
        with pytest.raises(AmendmentRefused):
            shelf.curator.amend(case, assignments)
    with pytest.raises(ReviewNotFound):
        shelf.curator.amend("1999-nowhere", ["title=x"])
    assert shelf.library.review(case) == before


def test_a_change_while_the_engine_is_down_waits(shelf: Shelf) -> None:
    shelf.add(OVERVIEW)
    [case] = shelf.holds()
    shelf.indexer.down = True
    shelf.curator.amend(case, ["title=Changed"])
    assert shelf.library.catalogue.waiting() == [case]
    assert any("wait to be indexed" in message for message in shelf.said)
    shelf.indexer.down = False
    shelf.add()
    assert shelf.indexer.committed[case].title == "Changed"
