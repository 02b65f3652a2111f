"""Files that cannot be read, each with its reason, so that a librarian can look at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from records import atomic
from records.errors import FileRejected
from records.models import Model, Sha256


class Quarantined(Model):
    """A file in quarantine. `logic_version` is that of the extraction that refused it: a newer one tries again."""

    sha256: Sha256
    paths: list[str]
    code: str
    reason: str
    logic_version: int
    at: datetime


class Quarantine:
    """The folder of refused files: `<sha256>.json` says why, beside it stands a copy of the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, path: Path, *, sha256: str, rejection: FileRejected, logic_version: int) -> None:
        """Note that a file was refused and keep a copy of it. Raises TemporaryFailure."""
        earlier = self.find(sha256)
        paths = sorted({str(path), *(earlier.paths if earlier else [])})
        suffix = path.suffix.lower() if path.suffix[1:].isalnum() and path.suffix.lower() != ".json" else ".bin"
        copy = self.folder / f"{sha256}{suffix}"
        if not copy.exists():
            atomic.copy_file(path, copy)
        entry = Quarantined(
            sha256=sha256,
            paths=paths,
            code=rejection.code,
            reason=rejection.reason,
            logic_version=logic_version,
            at=datetime.now(UTC),
        )
        atomic.write_bytes(self._entry_path(sha256), entry.model_dump_json(indent=1).encode())

    def find(self, sha256: str) -> Quarantined | None:
        """Why a content was refused, or None when it was not (or the note is damaged, so that it is tried again)."""
        try:
            return Quarantined.model_validate_json(self._entry_path(sha256).read_bytes())
        except (OSError, ValidationError):
            return None

    def release(self, sha256: str) -> None:
        """Forget a refusal: the file could be read after all."""
        if self._entry_path(sha256).exists():  # a folder is listed for those few files only
            for path in self.folder.glob(f"{sha256}.*"):
                path.unlink(missing_ok=True)

    def entries(self) -> Iterator[Quarantined]:
        for path in sorted(self.folder.glob("*.json")):
            entry = self.find(path.stem)
            if entry is not None:
                yield entry

    def _entry_path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.json"
