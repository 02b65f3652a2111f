"""What can go wrong, in one tree. Each error is a sentence for a person and says what to do next.

CaseReviewsError
├── LibraryError
│   ├── LibraryBusy           another process is writing to this library
│   ├── LibraryNotFound       no library there
│   ├── RecordDamaged         a record that cannot be read
│   └── ReviewNotFound        no review of that id
├── FileRejected              permanent: this file can never be read as it is (goes to quarantine)
├── TemporaryFailure          the same call may succeed later (disk full, file locked)
│   └── IndexUnavailable      the search engine does not answer
└── IndexMismatch             the index was made by another version, or is damaged; says what to run
"""

from __future__ import annotations

from pathlib import Path


class CaseReviewsError(Exception):
    """Base of all errors that this project raises on purpose; `str(error)` is fit to be shown."""


class LibraryError(CaseReviewsError):
    pass


class LibraryBusy(LibraryError):
    pass


class LibraryNotFound(LibraryError):
    pass


class RecordDamaged(LibraryError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}")
        self.path = path
        self.reason = reason


class ReviewNotFound(LibraryError):
    def __init__(self, review_id: str) -> None:
        super().__init__(f"There is no review '{review_id}' in this library.")
        self.review_id = review_id


class FileRejected(CaseReviewsError):
    """A file that cannot be read as it is. `code` is stable for programs (`encrypted`, `html-as-pdf`, ...)."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason

    def __reduce__(self) -> tuple[type[FileRejected], tuple[str, str]]:  # it crosses from worker processes
        return type(self), (self.code, self.reason)


class TemporaryFailure(CaseReviewsError):
    pass


class IndexUnavailable(TemporaryFailure):
    pass


class IndexMismatch(CaseReviewsError):
    pass
