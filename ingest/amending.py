"""What a librarian does to a record by hand. What is decided here wins over software and survives every re-ingest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ingest.composing import FIELDS
from ingest.values import TAG_FIELDS, parse_date, parse_tags, parse_value
from records.errors import CaseReviewsError
from records.models import Provenance, Review, Source, Status, Tag

_EXPIRY = "electronic_until"
_STATUS = "status"


class AmendmentRefused(CaseReviewsError):
    """What was asked for is no change that can be made; says what can."""


def amend(review: Review, assignments: Iterable[str], *, now: datetime) -> Review:
    """A review with fields and tags as a person says.

    Parameters
    ----------
    assignments
        Each `FIELD=VALUE`. Values of a list are parted by `;`; an empty value says that the field has none. For tags
        (`abuse_type`, `agency`, `theme`) each concept is added, and one with `-` before it is refused for good.

    Raises
    ------
    AmendmentRefused
        An unknown field or a value that the field cannot have. Nothing is changed then.
    """
    values: dict[str, Any] = {}
    tags: list[Tag] = []
    for assignment in assignments:
        name, separator, text = assignment.partition("=")
        field = name.strip().lower().replace("-", "_")
        if not separator:
            raise AmendmentRefused(f"'{assignment}' is no amendment: write FIELD=VALUE.")
        try:
            if field in TAG_FIELDS:
                tags += parse_tags(field, text, source=Source.CURATED)
            elif field == _EXPIRY:
                values[field] = parse_date(text) if text.strip() else None
            elif field == _STATUS:
                values[field] = _status(text)
            elif field in FIELDS:
                values[field] = parse_value(field, text)
            else:
                raise AmendmentRefused(
                    f"'{name}' cannot be amended: the fields are {', '.join((*FIELDS, *TAG_FIELDS, _EXPIRY, _STATUS))}."
                )
        except ValueError as error:
            raise AmendmentRefused(f"{error}.") from None
    provenance = review.provenance | {field: Provenance(source=Source.CURATED) for field in values if field in FIELDS}
    decided = {(tag.scheme, tag.concept) for tag in tags}
    kept = [tag for tag in review.tags if (tag.scheme, tag.concept) not in decided]
    found = {(tag.scheme, tag.concept): tag for tag in review.tags}
    decisions = [_with_evidence(tag, found.get((tag.scheme, tag.concept))) for tag in tags]
    return _changed(review, {**values, "provenance": provenance, "tags": [*decisions, *kept], "updated": now})


def withdraw(review: Review, *, reason: str, now: datetime) -> Review:
    """A review that is shown no more: its page says why. Raises AmendmentRefused when no reason is given."""
    if not reason.strip():
        raise AmendmentRefused("A review is withdrawn with a reason, which readers are shown.")
    return _changed(review, {"status": Status.WITHDRAWN, "withdrawn_reason": " ".join(reason.split()), "updated": now})


def _status(text: str) -> Status:
    status = text.strip().lower()
    if status == Status.WITHDRAWN:
        raise ValueError("A review is withdrawn by `withdraw`, with a reason")
    if status not in (Status.DRAFT, Status.PUBLISHED):
        raise ValueError(f"'{text}' is not a status: it is draft or published")
    return Status(status)


def _with_evidence(tag: Tag, found: Tag | None) -> Tag:
    """A person's word on a tag that software found keeps the sentences that it was found in."""
    return tag if found is None else tag.model_copy(update={"evidence": found.evidence})


def _changed(review: Review, values: dict[str, Any]) -> Review:
    if values.get("status") is Status.PUBLISHED:
        values["withdrawn_reason"] = None
    return Review.model_validate({**dict(review), **values})
