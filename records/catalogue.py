"""What the library holds, known without opening every record: a small database derived from the records.

Each look compares the records' sizes and times with those noted and reads only what changed, so a record that was
edited by hand, or a catalogue that was deleted, mends itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from records.errors import LibraryError, TemporaryFailure
from records.models import DocumentRole, Facts, Review
from records.record_file import read_record

_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS reviews (
    id TEXT PRIMARY KEY, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL, facts TEXT NOT NULL, roles TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS former_ids (former_id TEXT PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    sha256 TEXT PRIMARY KEY, review_id TEXT NOT NULL, logic_versions TEXT NOT NULL, has_text INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS without_text (
    sha256 TEXT PRIMARY KEY, logic_version INTEGER NOT NULL, ocr INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS waiting (review_id TEXT PRIMARY KEY);
"""
_KEPT_FACTS = tuple(name for name in Facts.model_fields if name not in {"summary", "provenance"})
_TABLES = ("reviews", "former_ids", "documents", "files", "without_text", "waiting")


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that the library has: in which review, and by which versions of the logic it was read."""

    review_id: str
    logic_versions: dict[str, int]


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A review's facts, without summary and provenance, and the roles of its documents."""

    review_id: str
    facts: Facts
    roles: tuple[DocumentRole, ...]


class Catalogue:
    """The database at `path` over the records in `reviews_folder`. Safe to share between threads."""

    def __init__(self, path: Path, reviews_folder: Path) -> None:
        self._path = path
        self._reviews_folder = reviews_folder
        self._lock = RLock()

    def current_id(self, former_id: str) -> str | None:
        """The id of the review that absorbed `former_id`, or None."""
        with self._connection(refresh=True) as connection:
            row = connection.execute("SELECT id FROM former_ids WHERE former_id = ?", (former_id,)).fetchone()
        return row[0] if row else None

    def documents(self) -> dict[str, KnownDocument]:
        """Every document of the library by its sha256."""
        with self._connection(refresh=True) as connection:
            rows = connection.execute("SELECT sha256, review_id, logic_versions FROM documents").fetchall()
        return {sha256: KnownDocument(review_id, json.loads(versions)) for sha256, review_id, versions in rows}

    def taken_ids(self) -> set[str]:
        """Ids in use, former ones included: a new review must not take one of them."""
        with self._connection(refresh=True) as connection:
            noted = {
                row[0] for row in connection.execute("SELECT id FROM reviews UNION SELECT former_id FROM former_ids")
            }
        return noted | _stamps(self._reviews_folder).keys()

    def cases(self) -> list[KnownCase]:
        """Who and what each review is about, in order of id."""
        with self._connection(refresh=True) as connection:
            rows = connection.execute("SELECT id, facts, roles FROM reviews ORDER BY id").fetchall()
        return [
            KnownCase(
                review_id, Facts.model_validate_json(facts), tuple(DocumentRole(role) for role in json.loads(roles))
            )
            for review_id, facts, roles in rows
        ]

    def note(self, reviews: Iterable[Review]) -> None:
        """Take over what records that were just written say."""
        with self._connection() as connection:
            for review in reviews:
                self._note(connection, review)

    def forget(self, review_id: str) -> None:
        with self._connection() as connection:
            self._forget(connection, review_id)

    # What ingest remembers of files

    def hashes(self) -> dict[str, tuple[int, int, str]]:
        """Of each path that was read before: its size in bytes, its time of change in ns, the sha256 of its content."""
        with self._connection() as connection:
            rows = connection.execute("SELECT path, size, changed_ns, sha256 FROM files").fetchall()
        return {path: (size, changed_ns, sha256) for path, size, changed_ns, sha256 in rows}

    def note_hashes(self, hashes: dict[str, tuple[int, int, str]]) -> None:
        with self._connection() as connection:
            rows = [(path, *known) for path, known in hashes.items()]
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

    def without_text(self) -> dict[str, tuple[int, bool]]:
        """Contents that held no text: the version of extraction that looked, and whether it had tried OCR."""
        with self._connection() as connection:
            rows = connection.execute("SELECT sha256, logic_version, ocr FROM without_text").fetchall()
        return {sha256: (version, bool(ocr)) for sha256, version, ocr in rows}

    def note_without_text(self, sha256: str, *, logic_version: int, ocr: bool) -> None:
        with self._connection() as connection:
            connection.execute("INSERT OR REPLACE INTO without_text VALUES (?, ?, ?)", (sha256, logic_version, ocr))

    # What waits for the search engine

    def waiting(self) -> list[str]:
        """Ids of reviews that are kept but that the search engine has not taken yet."""
        with self._connection() as connection:
            return [row[0] for row in connection.execute("SELECT review_id FROM waiting ORDER BY review_id")]

    def note_waiting(self, review_ids: list[str]) -> None:
        with self._connection() as connection:
            connection.executemany("INSERT OR IGNORE INTO waiting VALUES (?)", [(each,) for each in review_ids])

    def note_indexed(self, review_ids: list[str]) -> None:
        with self._connection() as connection:
            connection.executemany("DELETE FROM waiting WHERE review_id = ?", [(each,) for each in review_ids])

    @contextmanager
    def _connection(self, *, refresh: bool = False) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with closing(self._open()) as connection, connection:
                    if refresh:
                        self._refresh(connection)
                    yield connection
            except sqlite3.OperationalError as error:
                raise TemporaryFailure(
                    f"{self._path} could not be used: {error}. Mend that and run the same command again."
                ) from error

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(str(self._path))
        except (sqlite3.OperationalError, OSError):
            return _prepared(":memory:")  # a reader without leave to write, or a full disk: derive it for this look
        except sqlite3.DatabaseError:
            self._path.unlink()  # damaged: it is derived, so it is made anew
            return _prepared(str(self._path))

    def _refresh(self, connection: sqlite3.Connection) -> None:
        noted = {row[0]: row[1:] for row in connection.execute("SELECT id, size, changed_ns FROM reviews")}
        present = _stamps(self._reviews_folder)
        for review_id in noted.keys() - present.keys():
            self._forget(connection, review_id)
        for review_id, stamp in present.items():
            if noted.get(review_id) != stamp:
                # A damaged record keeps what was noted of it while it was whole; doctor and reindex name it.
                with suppress(LibraryError):
                    self._note(connection, read_record(self._reviews_folder / review_id / "record.json"))

    def _note(self, connection: sqlite3.Connection, review: Review) -> None:
        self._forget(connection, review.id)
        size, changed_ns = _stamp(self._reviews_folder / review.id / "record.json")
        facts = Facts(**{name: getattr(review, name) for name in _KEPT_FACTS}).model_dump_json(exclude_defaults=True)
        roles = json.dumps([document.role.value for document in review.documents])
        connection.execute("INSERT INTO reviews VALUES (?, ?, ?, ?, ?)", (review.id, size, changed_ns, facts, roles))
        for former in review.former_ids:
            connection.execute("INSERT OR REPLACE INTO former_ids VALUES (?, ?)", (former, review.id))
        for document in review.documents:
            has_text = any(page.text for page in document.pages)
            row = (document.sha256, review.id, json.dumps(document.logic_versions), has_text)
            connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", row)

    @staticmethod
    def _forget(connection: sqlite3.Connection, review_id: str) -> None:
        connection.execute("DELETE FROM reviews WHERE id = ?", (review_id,))
        connection.execute("DELETE FROM former_ids WHERE id = ?", (review_id,))
        connection.execute("DELETE FROM documents WHERE review_id = ?", (review_id,))


def _prepared(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=30)
    connection.execute("PRAGMA synchronous = OFF")  # derived: what a power cut takes is made anew
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _SCHEMA_VERSION:
            for table in _TABLES:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _stamps(reviews_folder: Path) -> dict[str, tuple[int, int]]:
    stamps = {}
    for folder in reviews_folder.iterdir():
        try:
            stamps[folder.name] = _stamp(folder / "record.json")
        except (FileNotFoundError, NotADirectoryError):
            continue
    return stamps
