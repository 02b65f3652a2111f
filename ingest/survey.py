"""Which files there are under the paths given, and which of them the library has read already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from records.atomic import temporary_failure
from records.catalogue import Catalogue
from records.errors import TemporaryFailure

EXTENSIONS = frozenset({".pdf", ".docx", ".pptx", ".html", ".htm"})
"""What is looked for in a folder. A file that is named itself is tried whatever it is called."""

_MOST_NAMES_KEPT = 500_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there. `sha256` is of its content; `error` says why it could not be read for now."""

    path: Path
    sha256: str = ""
    error: TemporaryFailure | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All files to consider, each once, in order of path; folders are searched to the bottom.

    Hidden files and those that office programs leave beside an open document (`~$...`) are left out. A folder that may
    not be looked into is among them itself, so that reading it says why.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for each in _walk(path) if path.is_dir() else (path,):
            found[Path(os.path.abspath(each))] = None  # noqa: PTH100 - resolve() would follow links
    return sorted(found)


def hash_files(paths: Iterable[Path], catalogue: Catalogue) -> Iterator[Found]:
    """The content of each file as a hash; a file whose size and time are as noted before is not read again."""
    known = catalogue.hashes()
    fresh: dict[str, tuple[int, int, str]] = {}
    for path in paths:
        try:
            status = path.stat()
            noted = known.get(str(path))
            if noted is not None and noted[:2] == (status.st_size, status.st_mtime_ns):
                yield Found(path, noted[2])
                continue
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            fresh[str(path)] = (status.st_size, status.st_mtime_ns, sha256)
            yield Found(path, sha256)
        except OSError as error:
            yield Found(path, error=temporary_failure(error, path))
    if len(known) + len(fresh) < _MOST_NAMES_KEPT:
        catalogue.note_hashes(fresh)


def _walk(folder: Path) -> Iterator[Path]:
    shut: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if Path(name).suffix.lower() in EXTENSIONS and not name.startswith((".", "~$")):
                yield Path(parent) / name
    yield from shut
