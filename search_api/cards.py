"""Cards: what an index keeps of a review, or of a point, to be shown in lists and exports. JSON in its STORED field."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from records.dates import last_day
from records.models import Point, Review, Scheme


def card(review: Review) -> dict[str, Any]:
    """What lists and exports show of a review, and until when its passages may be shown."""
    return {
        "id": review.id,
        "title": review.title,
        "review_type": review.review_type,
        "partnership": review.partnership,
        "authority": review.authority,
        "published": review.published,
        "child": review.child,
        "child_age": review.child_age,
        "child_age_band": review.child_age_band,
        "outcome": review.outcome,
        "abuse_types": concepts(review, Scheme.ABUSE_TYPE),
        "agencies": concepts(review, Scheme.AGENCY),
        "themes": concepts(review, Scheme.THEME),
        "unsure": [tag.concept for tag in review.accepted_tags() if tag.is_unsure],
        "summary": review.summary,
        "electronic_until": review.electronic_until,
        "region": review.region,
        "nation": review.nation,
        "lead_reviewer": review.lead_reviewer,
        "child_sex": review.child_sex,
        "incident_type": review.incident_type,
        "recommendations": len(review.recommendations),
        "learning_points": len(review.learning_points),
        "updated": review.updated.isoformat(),
        "documents": len(review.originals()),
        "pages": sum(len(document.pages) for document in review.originals()),
    }


def point_card(review: Review, point: Point, kind: str) -> dict[str, Any]:
    """What lists show of a recommendation or a learning point, and of its review."""
    review_card = card(review)
    shown = ("id", "title", "review_type", "authority", "published", "abuse_types")
    return {
        "review": {name: review_card[name] for name in shown},
        "kind": kind,
        **point.model_dump(mode="json", exclude={"source"}),
    }


@functools.lru_cache(maxsize=4096)
def read_card(stored: str) -> Mapping[str, Any]:
    """A card as it comes out of an index. Shared: not to be changed."""
    card: dict[str, Any] = json.loads(stored)
    return card


def expired(electronic_until: str | None) -> bool:
    """Whether the time is over in which a review's files and text may be shown."""
    return electronic_until is not None and last_day(electronic_until) < date.today()  # noqa: DTZ011  (a calendar day)


def sure(concepts: Sequence[str], unsure: Sequence[str]) -> Sequence[str]:
    """Those concepts of a card that its review is said to be about; what software only guesses is left out."""
    return [concept for concept in concepts if concept not in unsure] if unsure else concepts


def concepts(review: Review, scheme: Scheme) -> list[str]:
    """The concepts of a scheme that a review is tagged with."""
    return [tag.concept for tag in review.accepted_tags(scheme)]
