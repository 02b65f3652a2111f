"""What a run of ingest did, as a person and a script want to know it. The field names are those of `ingest --json`."""

from __future__ import annotations

from pydantic import Field, computed_field

from records.models import Model


class Failure(Model):
    """A file that is not in, and why, in words that a librarian understands."""

    path: str
    reason: str


class Report(Model):
    """`files` counts all files seen: each is read now (`documents`), `unchanged`, `without_text` or `failed`."""

    files: int = 0
    documents: int = 0
    reviews: int = 0
    """Reviews that were made or changed in this run."""
    pages: int = 0
    """Pages of the documents read in this run."""
    unchanged: int = 0
    without_text: int = 0
    waiting_to_index: int = 0
    failed: list[Failure] = []
    seconds: float = 0.0
    without_text_paths: list[str] = Field(default=[], exclude=True)
    unused_rows: list[str] = Field(default=[], exclude=True)
    """File names of the manifest that no file of this run has."""
    interrupted: bool = Field(default=False, exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def pages_per_second(self) -> float:
        return round(self.pages / self.seconds, 1) if self.seconds else 0.0
