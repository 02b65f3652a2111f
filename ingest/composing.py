"""From the documents of one case to one review: whose value counts, and what the review is called.

A person's word (corrected, then supplied) wins over software's. Among documents the overview report speaks first and
companions fill what it lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ingest.reading import Description
from records.models import (
    Document,
    DocumentRole,
    Facts,
    Point,
    Provenance,
    Review,
    Source,
    Tag,
)

FIELDS: tuple[str, ...] = tuple(name for name in Facts.model_fields if name != "provenance")
"""The fields of a review that software finds and a person may supply or correct."""

_PERSONS = (Source.CURATED, Source.SUPPLIED)
_OF_EACH_DOCUMENT = frozenset({"title", "published"})
"""What a manifest says of a file: a companion's title and date are not the review's while its report has any."""
_IN_WORDS = {
    "review_type": "kind of review",
    "partnership": "board or partnership",
    "published": "date of publication",
    "child": "name for a child",
}
_SLUG_LENGTH = 80
"""Ids are read aloud and typed: longer ones are cut at a hyphen (the model allows 120 with a suffix)."""

_SPEAKING_ORDER = (
    DocumentRole.OVERVIEW_REPORT,
    DocumentRole.OTHER,  # a rapid review is the only report of its case
    DocumentRole.EXECUTIVE_SUMMARY,
    DocumentRole.LEARNING_SUMMARY,
    DocumentRole.SEVEN_MINUTE_BRIEFING,
    DocumentRole.PRESENTATION,
    DocumentRole.PARTNERSHIP_RESPONSE,
)


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a person says of a document: a row of a manifest. Only what is named here is meant."""

    values: dict[str, Any] = field(default_factory=dict)
    """Values of `FIELDS`, as a `Review` takes them."""
    tags: tuple[Tag, ...] = ()
    role: DocumentRole | None = None
    source_url: str | None = None
    electronic_until: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a case with all that is known from it."""

    document: Document
    description: Description
    tags: tuple[Tag, ...] = ()
    supplied: Supplied = Supplied()


def compose(
    parts: Iterable[Part], *, taken_ids: Collection[str], now: datetime, earlier: Review | None = None
) -> Review:
    """Make the review of one case.

    Parameters
    ----------
    parts
        What was read now. Documents of `earlier` that are not among them stay, with what was found in them.
    taken_ids
        Ids, present and former, that other reviews hold. An id once given is never changed.
    now
        Becomes `updated`, and `added` of a new review.
    earlier
        The record as it stands in the library.
    """
    fresh = [_with_persons_role(part) for part in parts]
    fresh_ids = {part.document.id for part in fresh}
    if earlier is not None:
        fresh += [remember(earlier, document) for document in earlier.documents if document.id not in fresh_ids]
    ordered = sorted(fresh, key=_speaking_order)
    values, provenance = _facts(ordered, earlier)
    electronic_until = next(
        (part.supplied.electronic_until for part in ordered if part.supplied.electronic_until),
        earlier.electronic_until if earlier else None,
    )
    facts = Facts(**values, provenance=provenance)
    return Review(
        **{name: getattr(facts, name) for name in FIELDS},
        provenance=facts.provenance,
        id=earlier.id if earlier else make_id(facts, taken_ids=taken_ids),
        former_ids=earlier.former_ids if earlier else [],
        recommendations=_points([part.description.recommendations for part in ordered]),
        learning_points=_points([part.description.learning_points for part in ordered]),
        tags=_tags(ordered, earlier),
        documents=[_titled(part) for part in ordered],
        grouping=earlier.grouping if earlier else None,
        notices=_notices(ordered, facts),
        **({"status": earlier.status, "withdrawn_reason": earlier.withdrawn_reason} if earlier else {}),
        electronic_until=electronic_until,
        added=earlier.added if earlier else now,
        updated=now,
    )


def make_id(facts: Facts, *, taken_ids: Collection[str]) -> str:
    """Name a new review: year, first authority, child or else type of review; `-2` and so on where that is taken.

    >>> make_id(Facts(published="2014-06", authority=["Northmoor"], child=["Child BR"]), taken_ids=())
    '2014-northmoor-child-br'
    """
    date = facts.published or facts.incident
    words = [
        date[:4] if date else "undated",
        *(facts.authority[:1] or [facts.partnership or ""]),
        " ".join(facts.child[:2]) or facts.review_type or facts.title or "review",
    ]
    slug = "-".join(filter(None, (slugify(word) for word in words)))
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rsplit("-", 1)[0]
    candidate, number = slug, 1
    while candidate in taken_ids:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; what has no ASCII form is left out."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("'", "").replace("\u2019", ""))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))


def remember(review: Review, document: Document) -> Part:
    """What a record keeps of one of its documents, as if it had just been described.

    A value belongs to the document that its first evidence names; a person's values belong to none.
    """
    provenance = {
        name: claim
        for name, claim in review.provenance.items()
        if claim.source is Source.AUTO and claim.evidence and claim.evidence[0].document == document.id
    }
    facts = Facts(**{name: getattr(review, name) for name in provenance}, provenance=provenance)
    if facts.title is None and document.title:
        facts = facts.model_copy(update={"title": document.title})
    return Part(
        document=document,
        description=Description(
            facts=facts,
            role=document.role,
            recommendations=tuple(point for point in review.recommendations if point.document == document.id),
            learning_points=tuple(point for point in review.learning_points if point.document == document.id),
            notices=tuple(review.notices) if document.id == review.documents[0].id else (),
        ),
        tags=tuple(
            tag
            for tag in review.tags
            if tag.source is Source.AUTO and tag.evidence and tag.evidence[0].document == document.id
        ),
    )


def _with_persons_role(part: Part) -> Part:
    role = part.supplied.role
    document = part.document.model_copy(
        update={
            "role": role or part.description.role,
            "source_url": part.supplied.source_url or part.document.source_url,
        }
    )
    return Part(document, part.description, part.tags, part.supplied)


def _speaking_order(part: Part) -> tuple[bool, int, int, str]:
    """A copy speaks after its original; then by role; the longer document of two of one role first."""
    return (
        part.document.copy_of is not None,
        _SPEAKING_ORDER.index(part.document.role),
        -len(part.document.pages),
        part.document.id,
    )


def _facts(parts: Sequence[Part], earlier: Review | None) -> tuple[dict[str, Any], dict[str, Provenance]]:
    values: dict[str, Any] = {}
    provenance: dict[str, Provenance] = {}
    for name in FIELDS:
        value, claim = _value(name, parts, earlier)
        if claim is not None or value:
            values[name] = value
        if claim is not None:
            provenance[name] = claim
    return values, provenance


def _value(name: str, parts: Sequence[Part], earlier: Review | None) -> tuple[Any, Provenance | None]:
    before = earlier.provenance.get(name) if earlier else None
    if before is not None and before.source is Source.CURATED:
        return getattr(earlier, name), before
    is_supplied = before is not None and before.source is Source.SUPPLIED
    if is_supplied and name == "title" and _is_a_companions(getattr(earlier, name), parts):
        is_supplied = False
    for place, part in enumerate(parts):
        if name not in part.supplied.values:
            continue
        if place and name in _OF_EACH_DOCUMENT and (is_supplied or _say(name, parts[:place])):
            continue
        return part.supplied.values[name], Provenance(source=Source.SUPPLIED)
    if is_supplied:
        return getattr(earlier, name), before
    for part in parts:
        value = getattr(part.description.facts, name)
        if value:
            return value, part.description.facts.provenance.get(name)
    return None, None


def _say(name: str, parts: Sequence[Part]) -> bool:
    return any(part.supplied.values.get(name) or getattr(part.description.facts, name) for part in parts)


def _is_a_companions(title: str | None, parts: Sequence[Part]) -> bool:
    """Whether a title that was supplied was that of a companion, and the report that speaks first has its own."""
    first, *others = parts
    return title is not None and _say("title", [first]) and any(part.document.title == title for part in others)


def _points(of_parts: Sequence[tuple[Point, ...]]) -> list[Point]:
    """Those of the first document that has any: companions repeat them in other words."""
    return list(next((points for points in of_parts if points), ()))


def _tags(parts: Sequence[Part], earlier: Review | None) -> list[Tag]:
    decided = {(tag.scheme, tag.concept): tag for part in reversed(parts) for tag in part.supplied.tags}
    if earlier is not None:
        decided |= {(tag.scheme, tag.concept): tag for tag in earlier.tags if tag.rejected or tag.source in _PERSONS}
    found = next((part.tags for part in parts if part.tags), ())
    return [*decided.values(), *(tag for tag in found if (tag.scheme, tag.concept) not in decided)]


def _titled(part: Part) -> Document:
    title = part.supplied.values.get("title") or part.description.facts.title or part.document.title
    return part.document.model_copy(update={"title": title})


def _notices(parts: Sequence[Part], facts: Facts) -> list[str]:
    """What no document gave. A companion's lack is no news when another document fills it."""
    said = dict.fromkeys(notice for part in parts[:1] for notice in part.description.notices)
    return [notice for notice in said if not _is_answered(notice, facts)]


def _is_answered(notice: str, facts: Facts) -> bool:
    return any(notice == missing_notice(name) and getattr(facts, name) for name in FIELDS)


def missing_notice(name: str) -> str:
    """The sentence that says that a field was looked for and not found."""
    return f"No {_IN_WORDS.get(name, name.replace('_', ' '))} was found in the document."
