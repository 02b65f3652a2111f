"""Where the embedded engine keeps its indexes, and how a new one takes the place of the old.

    <folder>/current.json                    which generation is in use, and what it was made with
    <folder>/<generation>/reviews|pages|points

A generation is written aside; replacing `current.json` puts it in use in one step.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from records.errors import IndexMismatch
from search_api.schema import SCHEMA_VERSION, Collection

_CURRENT = "current.json"


@dataclass(frozen=True, slots=True)
class Generation:
    """An index with the version of the schema and of the synonyms that it was made with."""

    name: str
    schema: int
    rings: str


class IndexFolder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._current = root / _CURRENT
        self._in_use: tuple[int, Path] | None = None
        """When `current.json` was written that was last read, and the list of commits of the generation it names."""

    def current(self) -> Generation | None:
        """The generation in use, or None when nothing was ever indexed.

        Raises IndexMismatch when it was made with another version of the schema, or cannot be read.
        """
        try:
            generation = Generation(**json.loads(self._current.read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, OSError) as error:
            raise IndexMismatch(f"The index in {self.root} is damaged ({error}). Run: casereviews reindex") from error
        if generation.schema != SCHEMA_VERSION:
            raise IndexMismatch(
                f"The index is of version {generation.schema}, this program needs version {SCHEMA_VERSION}. "
                "Run: casereviews reindex"
            )
        return generation

    def stamp(self) -> tuple[int, int]:
        """Changes whenever what is committed changes; costs two looks at the file system."""
        try:
            switched = self._current.stat().st_mtime_ns
        except FileNotFoundError:
            return (0, 0)
        return (switched, self._committed_ns(switched))

    def new_generation(self, *, rings: str) -> Generation:
        """A generation that is not in use yet."""
        generation = Generation(f"g-{secrets.token_hex(6)}", SCHEMA_VERSION, rings)
        for collection in Collection:
            self.path(generation, collection).mkdir(parents=True)
        return generation

    def path(self, generation: Generation, collection: Collection) -> Path:
        return self.root / generation.name / collection.value

    def put_in_use(self, generation: Generation) -> None:
        """Switch to a generation and remove the others; readers that still use one keep their open files."""
        descriptor, temporary = tempfile.mkstemp(dir=self.root, prefix=".current-")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(generation), file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(self._current)
        for folder in self.root.glob("g-*"):
            if folder.name != generation.name:
                shutil.rmtree(folder, ignore_errors=True)

    def discard(self, generation: Generation) -> None:
        shutil.rmtree(self.root / generation.name, ignore_errors=True)

    def _committed_ns(self, switched: int) -> int:
        try:
            in_use = self._in_use
            if in_use is None or in_use[0] != switched:
                name = str(json.loads(self._current.read_bytes())["name"])
                in_use = self._in_use = (switched, self.root / name / Collection.REVIEWS.value / "meta.json")
            return in_use[1].stat().st_mtime_ns
        except (OSError, ValueError, KeyError, TypeError):
            return 0
