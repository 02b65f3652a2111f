"""The one place that knows the order: survey, read in workers, keep, index.

Results are kept in order of path, some at a time: so the same files make the same library however many workers read
them, and a run that is killed loses at most what it read in its last minute. The next run takes up the rest.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.cataloguing import Cataloguer
from ingest.composing import Supplied
from ingest.indexing import Indexing
from ingest.limits import Limits
from ingest.manifest import Manifest
from ingest.report import Failure, Report
from ingest.stages import LOGIC_VERSIONS, ReadFile, read_file
from ingest.survey import Found, find_files, hash_files
from ingest.versions import EXTRACTION_VERSION
from ingest.workers import Outcome, read_files
from records.catalogue import KnownDocument
from records.errors import CaseReviewsError, FileRejected, LibraryError
from records.indexing import Indexer
from records.library import Library

if TYPE_CHECKING:
    from ingest.extract import OcrMode

FILES_A_ROUND = 50
SECONDS_A_ROUND = 60.0
"""Results are kept when so many are there or so much time has passed: the most that a killed run does again."""

_FAULTS_OF_OURS = {"program-error"}
"""Rejections that say nothing of the file, so that it is tried again by every run."""


class Progress(Protocol):
    """Somebody who is told how far a run is."""

    def begin(self, *, files: int, total_bytes: int) -> None:
        """So many files are to be read; unchanged ones are not among them."""

    def advance(self, path: Path, *, pages: int, size_bytes: int) -> None:
        """One file is done, whatever came of it."""

    def recognised(self, path: Path, *, pages: int, of: int, size_bytes: int) -> None:
        """So many pages of a file in hand are recognised, `of` so many that are pictures."""

    def say(self, message: str) -> None:
        """Something that a person should know now."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run reads. `workers` is the number of processes that read files side by side."""

    workers: int = 2
    ocr: OcrMode = "auto"
    limits: Limits = field(default_factory=Limits)
    manifest: Manifest = field(default_factory=Manifest)


def ingest(
    paths: Iterable[Path], *, library: Library, indexer: Indexer | None, progress: Progress, options: Options
) -> Report:
    """Bring files and folders of files into a library and its index.

    A file that cannot be read goes to quarantine with its reason and the run goes on. Without an `indexer`, or when it
    does not answer, every record is kept and waits to be indexed. On Ctrl-C what was read is kept, and
    `Report.interrupted` is set.

    Raises
    ------
    LibraryBusy
        Another process writes to the library.
    TemporaryFailure
        The library itself cannot be written (full disk); what was kept until then stays.
    """
    with library.writing():
        return _Run(library=library, indexer=indexer, progress=progress, options=options).through(paths)


class _Run:
    def __init__(self, *, library: Library, indexer: Indexer | None, progress: Progress, options: Options) -> None:
        self._library = library
        self._progress = progress
        self._options = options
        self._report = Report()
        self._cataloguer = Cataloguer(library)
        self._indexing = Indexing(library, indexer, say=progress.say)

    def through(self, paths: Iterable[Path]) -> Report:
        started = time.monotonic()
        files = find_files(paths)
        self._report.files = len(files)
        self._report.unused_rows = self._options.manifest.unused(files)
        try:
            self._read(self._sort_out(files))
        except KeyboardInterrupt:
            self._report.interrupted = True
        self._offer_changes()
        self._indexing.finish()
        self._report.reviews = len(self._cataloguer.kept)
        self._report.waiting_to_index = len(self._library.catalogue.waiting())
        self._report.failed.sort(key=lambda failure: failure.path)
        self._report.seconds = round(time.monotonic() - started, 3)
        return self._report

    # What is there and what of it is new

    def _sort_out(self, files: list[Path]) -> dict[Path, str]:
        """The files to read, with their hashes; all others are counted as what they are."""
        known = self._library.catalogue.documents()
        empty = self._library.catalogue.without_text()
        to_read: dict[Path, str] = {}
        to_tag: dict[Path, str] = {}
        hashes: set[str] = set()
        for found in hash_files(files, self._library.catalogue):
            if found.error is not None:
                self._fail(found.path, found.error)
            elif found.sha256 in hashes or self._is_current(known.get(found.sha256)):
                self._cataloguer.supply(found.sha256, self._supplied(found.path))
                self._report.unchanged += 1
            elif self._wants_tags_only(known.get(found.sha256)):
                to_tag[found.path] = found.sha256
            elif self._is_known_empty(found, empty.get(found.sha256)):
                self._note_without_text(found.path)
            elif not self._is_known_bad(found):
                to_read[found.path] = found.sha256
            hashes.add(found.sha256)
        self._tag_again(to_tag)
        self._offer_changes()
        return to_read

    def _is_current(self, document: KnownDocument | None) -> bool:
        return document is not None and document.logic_versions == LOGIC_VERSIONS and self._options.ocr != "always"

    def _wants_tags_only(self, document: KnownDocument | None) -> bool:
        """Whether only the tagging has changed since: then the text that the record keeps is enough."""
        if document is None or self._options.ocr == "always":
            return False
        return document.logic_versions | {"tagging": LOGIC_VERSIONS["tagging"]} == LOGIC_VERSIONS

    def _tag_again(self, to_tag: dict[Path, str]) -> None:
        if to_tag:
            self._progress.say(f"Tagging {len(to_tag)} documents again, as the rules for tags have changed.")
        for path, sha256 in to_tag.items():
            try:
                self._report.pages += self._cataloguer.tag_again(sha256)
                self._report.documents += 1
            except LibraryError as error:
                self._fail(path, error)

    def _is_known_empty(self, found: Found, looked: tuple[int, bool] | None) -> bool:
        if looked is None or self._options.ocr == "always" or self._supplied(found.path) != Supplied():
            return False
        version, tried_ocr = looked
        return version == EXTRACTION_VERSION and (tried_ocr or self._options.ocr == "never")

    def _is_known_bad(self, found: Found) -> bool:
        entry = self._library.quarantine.find(found.sha256)
        if entry is None or entry.logic_version != EXTRACTION_VERSION or entry.code in _FAULTS_OF_OURS:
            return False
        self._report.failed.append(Failure(path=str(found.path), reason=entry.reason))
        return True

    # Reading and keeping

    def _read(self, to_read: dict[Path, str]) -> None:
        sizes = {path: path.stat().st_size if path.exists() else 0 for path in to_read}
        self._progress.begin(files=len(to_read), total_bytes=sum(sizes.values()))
        task = partial(read_file, ocr=self._options.ocr, limits=self._options.limits)
        order = {path: place for place, path in enumerate(to_read)}
        ready: list[Outcome[ReadFile]] = []
        kept_at = time.monotonic()

        def tell(path: Path, pages: int, of: int) -> None:
            self._progress.recognised(path, pages=pages, of=of, size_bytes=sizes[path])

        outcomes = read_files(
            to_read, task=task, workers=self._options.workers, limits=self._options.limits, on_pages=tell
        )
        try:
            for outcome in outcomes:
                ready.append(outcome)
                pages = len(outcome.result.part.document.pages) if outcome.result else 0
                self._progress.advance(outcome.path, pages=pages, size_bytes=sizes[outcome.path])
                if len(ready) >= FILES_A_ROUND or time.monotonic() - kept_at > SECONDS_A_ROUND:
                    self._keep(sorted(ready, key=lambda each: order[each.path]), to_read)
                    ready, kept_at = [], time.monotonic()
        except KeyboardInterrupt:
            self._progress.say("Stopping: what was read so far is being kept.")
            raise
        finally:
            outcomes.close()
            self._keep(sorted(ready, key=lambda each: order[each.path]), to_read)

    def _keep(self, outcomes: list[Outcome[ReadFile]], hashes: dict[Path, str]) -> None:
        read: list[tuple[Path, ReadFile]] = []
        for outcome in outcomes:
            if outcome.result is not None:
                read += self._with_text(outcome.path, outcome.result)
            elif outcome.error is not None:
                if isinstance(outcome.error, FileRejected):
                    self._quarantine(outcome.path, hashes[outcome.path], outcome.error)
                self._fail(outcome.path, outcome.error)
        hindered = dict(self._cataloguer.keep(read))
        self._offer_changes()
        for path, error in hindered.items():
            self._fail(path, error)
        kept = [file for path, file in read if path not in hindered]
        self._report.documents += len(kept)
        self._report.pages += sum(len(file.part.document.pages) for file in kept)

    def _with_text(self, path: Path, file: ReadFile) -> list[tuple[Path, ReadFile]]:
        """The file with what a person supplied; nothing when it is a picture of which nobody said anything."""
        document, supplied = file.part.document, self._supplied(path)
        self._library.quarantine.release(document.sha256)
        if any(page.text for page in document.pages) or supplied != Supplied():
            return [(path, replace(file, part=replace(file.part, supplied=supplied)))]
        self._library.catalogue.note_without_text(
            document.sha256, logic_version=EXTRACTION_VERSION, ocr=self._options.ocr != "never"
        )
        self._note_without_text(path)
        return []

    def _offer_changes(self) -> None:
        """Index round by round, while the workers read on."""
        self._indexing.offer(sorted(self._cataloguer.take_changed()))

    def _quarantine(self, path: Path, sha256: str, rejection: FileRejected) -> None:
        self._library.quarantine.add(path, sha256=sha256, rejection=rejection, logic_version=EXTRACTION_VERSION)

    def _supplied(self, path: Path) -> Supplied:
        return self._options.manifest.supplied_for(path)

    def _fail(self, path: Path, error: CaseReviewsError) -> None:
        self._report.failed.append(Failure(path=str(path), reason=str(error)))

    def _note_without_text(self, path: Path) -> None:
        self._report.without_text += 1
        self._report.without_text_paths.append(str(path))
