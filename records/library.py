"""The library: a folder of plain files that is the system of record.

    reviews/<id>/record.json        one review, its documents' text included
    files/<sha256>.<ext>            the files as they were published
    files/<sha256>.layout.json.gz   where the words stand on their pages
    quarantine/<sha256>.json        a file that cannot be read, and why
    index/                          derived from the rest: may be dropped at any time

Anyone may read at any time; one process at a time writes (`writing`).
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import filelock
from pydantic import TypeAdapter, ValidationError

from records import atomic
from records.catalogue import Catalogue
from records.errors import LibraryBusy, LibraryNotFound, RecordDamaged, ReviewNotFound
from records.models import Document, Review, ReviewId
from records.quarantine import Quarantine
from records.record_file import read_record

_REVIEW_ID = TypeAdapter(ReviewId)
_REVIEW = TypeAdapter(Review)
_REVIEWS_KEPT_PARSED = 64
"""A long report's record takes some 5 ms to parse and 2 MB to keep; pages of one report are asked for in a row."""

DamagedHandler = Callable[[RecordDamaged], None]


class Library:
    """A library folder that exists. Make one with `Library.open`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reviews_folder = root / "reviews"
        self.files_folder = root / "files"
        self.index_folder = root / "index"
        self.quarantine = Quarantine(root / "quarantine")
        self.catalogue = Catalogue(self.index_folder / "catalogue.sqlite", self.reviews_folder)
        self._parsed: OrderedDict[str, tuple[int, Review]] = OrderedDict()
        self._parsed_lock = Lock()
        self._has_new_files = False

    @classmethod
    def open(cls, root: Path, *, create: bool = False) -> Library:
        """Open the library at `root`; with `create`, make it if there is none.

        Raises
        ------
        LibraryNotFound
            There is none there, or the folder holds something else.
        TemporaryFailure
            It cannot be made there now (disk full, no permission).
        """
        library = cls(root)
        if library.reviews_folder.is_dir():
            return library
        if not create:
            raise LibraryNotFound(
                f"There is no library at {root}. Make one with: casereviews ingest FOLDER --library {root}"
            )
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise LibraryNotFound(f"{root} exists and is not a library. Choose an empty or a new folder.")
        try:
            for folder in (library.reviews_folder, library.files_folder, library.index_folder):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise atomic.temporary_failure(error, root) from error
        return library

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the library for writing. The lock goes with the process, however that ends.

        Raises LibraryBusy, naming the process that holds it, when another has it.
        """
        lock_path = self.root / ".lock"
        lock = filelock.FileLock(lock_path, timeout=0)
        holder = self.root / ".lock-holder"
        try:
            lock.acquire()
        except filelock.Timeout:
            who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
            raise LibraryBusy(
                f"Another process ({who}) is writing to the library at {self.root}. "
                "Wait until it has ended and run this again."
            ) from None
        except OSError as error:
            raise atomic.temporary_failure(error, lock_path) from error
        try:
            holder.write_text(f"process {os.getpid()}", encoding="utf-8")
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    # Reading

    def resolve(self, review_id: str) -> str:
        """The id that a review goes by today, from that one or a former one. Raises ReviewNotFound."""
        if not self._is_review_id(review_id):
            raise ReviewNotFound(review_id[:120])
        if self._record_path(review_id).is_file():
            return review_id
        current = self.catalogue.current_id(review_id)
        if current is None:
            raise ReviewNotFound(review_id)
        return current

    def review(self, review_id: str) -> Review:
        """The review of an id or of a former id, as it stands on disk now.

        What is returned is shared between callers: copy it before changing it.

        Raises ReviewNotFound, RecordDamaged.
        """
        current = self.resolve(review_id)
        path = self._record_path(current)
        try:
            stamp = path.stat().st_mtime_ns
        except FileNotFoundError:
            raise ReviewNotFound(review_id) from None
        with self._parsed_lock:
            kept = self._parsed.get(current)
            if kept is not None and kept[0] == stamp:
                self._parsed.move_to_end(current)
                return kept[1]
        review = read_record(path)
        self._keep_parsed(review, stamp)
        return review

    def review_ids(self) -> list[str]:
        """The ids of all records, in order, damaged ones included."""
        return sorted(folder.name for folder in self.reviews_folder.iterdir() if (folder / "record.json").is_file())

    def reviews(self, *, on_damaged: DamagedHandler | None = None) -> Iterator[Review]:
        """All reviews that can be read, in order of id; each that cannot is handed to `on_damaged`."""
        for review_id in self.review_ids():
            try:
                yield read_record(self._record_path(review_id))
            except ReviewNotFound:
                continue  # joined to another since its id was listed
            except RecordDamaged as damage:
                if on_damaged is not None:
                    on_damaged(damage)

    def file_path(self, document: Document) -> Path | None:
        """Where the file of a document is kept, or None when it is gone from disk."""
        likely = self.files_folder / f"{document.sha256}{Path(document.filename).suffix.lower()}"
        if likely.is_file() and likely.suffix:  # a look into a folder of thousands takes 10 ms
            return likely
        return next(
            (path for path in self.files_folder.glob(f"{document.sha256}.*") if not path.name.endswith(".gz")), None
        )

    def layout_path(self, document: Document) -> Path | None:
        """Where the boxes of its words are kept, or None when there are none."""
        path = self.files_folder / f"{document.sha256}.layout.json.gz"
        return path if path.is_file() else None

    # Writing: within `writing`

    def put(self, review: Review) -> None:
        """Keep a review, in place of any earlier record of its id. Raises TemporaryFailure, and loses nothing then."""
        self.put_all([review])

    def put_all(self, reviews: Sequence[Review]) -> None:
        """Keep several reviews likewise. Of each the old record is there or the new one, whatever happens."""
        if self._has_new_files:  # a record comes after the files that it names
            atomic.sync_folder(self.files_folder)
            self._has_new_files = False
        for review in reviews:
            path = self._record_path(review.id)
            atomic.write_bytes(path, _REVIEW.dump_json(review, indent=1))
            self._keep_parsed(review, path.stat().st_mtime_ns)
        self.catalogue.note(reviews)

    def remove(self, review_id: str) -> None:
        """Take a record out: for reviews that were joined to another, which lists the id among its former ones."""
        if self._is_review_id(review_id):
            shutil.rmtree(self.reviews_folder / review_id, ignore_errors=True)
            self.catalogue.forget(review_id)

    def keep_file(self, source: Path, *, sha256: str, layout: bytes) -> None:
        """Copy a published file and its layout into the library, once; durable when the record that names it is put.

        Raises TemporaryFailure.
        """
        extension = source.suffix.lower() if source.suffix[1:].isalnum() else ".bin"
        target = self.files_folder / f"{sha256}{extension}"
        if not target.is_file():
            atomic.copy_file_of_many(source, target)
            self._has_new_files = True
        if layout:
            atomic.write_bytes_of_many(self.files_folder / f"{sha256}.layout.json.gz", layout)
            self._has_new_files = True

    def _keep_parsed(self, review: Review, stamp: int) -> None:
        with self._parsed_lock:
            self._parsed[review.id] = (stamp, review)
            while len(self._parsed) > _REVIEWS_KEPT_PARSED:
                self._parsed.popitem(last=False)

    def _record_path(self, review_id: str) -> Path:
        return self.reviews_folder / review_id / "record.json"

    @staticmethod
    def _is_review_id(text: str) -> bool:
        """Only what has the shape of an id ever becomes part of a path."""
        try:
            _REVIEW_ID.validate_python(text)
        except ValidationError:
            return False
        return True
