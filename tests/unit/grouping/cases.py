"""Parts of reviews, made as describing a document would make them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from ingest.composing import Part, Supplied
from ingest.reading import Description
from records.models import (
    Document,
    DocumentRole,
    Evidence,
    Facts,
    Page,
    Point,
    Provenance,
    Scheme,
    Source,
    Tag,
)

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)

OVERVIEW: dict[str, Any] = {
    "title": "Serious Case Review: Child BR",
    "review_type": "serious-case-review",
    "partnership": "Northmoor Safeguarding Children Board",
    "authority": ["Northmoor"],
    "published": "2014-06",
    "child": ["Child BR"],
    "ages_months": [29],
    "incident": "2012-11-03",
    "lead_reviewer": "Jo Bright",
}


def part(
    name: str = "overview.pdf",
    *,
    role: DocumentRole = DocumentRole.OVERVIEW_REPORT,
    recommendations: int = 0,
    tags: tuple[str, ...] = (),
    supplied: Supplied | None = None,
    text: str = "",
    pages: int = 1,
    notices: tuple[str, ...] = (),
    **values: Any,
) -> Part:
    """A document named `name` that says `values`, each shown on its first page."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        filename=name,
        bytes=1,
        pages=[Page(number=number, text=text or f"Text of {name}.") for number in range(1, pages + 1)],
    )
    shown = [Evidence(document=document.id, page=1, quote="Text")]
    facts = Facts(**values, provenance={field: Provenance(source=Source.AUTO, evidence=shown) for field in values})
    return Part(
        document,
        Description(
            facts=facts,
            role=role,
            recommendations=tuple(
                Point(
                    id=f"recommendation-{number}",
                    number=str(number),
                    text=f"Do {number} of {name}.",
                    document=document.id,
                    page=1,
                    end_page=1,
                )
                for number in range(1, recommendations + 1)
            ),
            notices=notices,
        ),
        tuple(Tag(scheme=Scheme.ABUSE_TYPE, concept=concept, confidence=0.8, evidence=shown) for concept in tags),
        supplied or Supplied(),
    )
