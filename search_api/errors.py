"""What can go wrong when something is asked, and how HTTP says it (RFC 9457, `application/problem+json`).

AskError                      knows its status, a title, and a sentence for people
├── NotFound        404       no such review, document or page
├── Gone            410       withdrawn, or past the date until which it may be shown; says why
└── NoSuchPart      416       bytes of a file that it does not have
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from records.errors import CaseReviewsError


class AskError(CaseReviewsError):
    status = 500
    title = "Something went wrong"
    headers: Mapping[str, str] = MappingProxyType({})


class NotFound(AskError):
    status = 404
    title = "Not found"


class Gone(AskError):
    status = 410
    title = "No longer available"


class NoSuchPart(AskError):
    status = 416
    title = "No such part"

    def __init__(self, message: str, *, size_bytes: int) -> None:
        super().__init__(message)
        self.headers = {"Content-Range": f"bytes */{size_bytes}"}


class Moved(CaseReviewsError):
    """The review lives under another id since it was joined with another; old addresses redirect (308)."""

    def __init__(self, review_id: str, *, current_id: str) -> None:
        super().__init__(f"The review '{review_id}' is now '{current_id}'.")
        self.review_id = review_id
        self.current_id = current_id
