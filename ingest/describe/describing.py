"""The one place that knows which facts are sought, and in which order."""

from __future__ import annotations

from typing import Any

from ingest.composing import missing_notice
from ingest.describe.ages import find_ages
from ingest.describe.children import find_children
from ingest.describe.claims import Claim
from ingest.describe.cover import find_title
from ingest.describe.guidance import find_guidance
from ingest.describe.incident_types import find_incident_types
from ingest.describe.incidents import find_incident, find_outcome
from ingest.describe.inspectorates import find_inspectorate
from ingest.describe.kinds import find_review_type, find_role
from ingest.describe.organisations import find_organisations
from ingest.describe.people import find_lead_reviewer
from ingest.describe.places import find_place
from ingest.describe.points import LEARNING_POINT, RECOMMENDATION, find_points
from ingest.describe.publication import find_published
from ingest.describe.report import Report
from ingest.describe.sexes import find_sex
from ingest.describe.summary import find_summary
from ingest.reading import Description, Reading
from ingest.versions import DESCRIPTION_VERSION
from records.models import AgeBand, Facts, Nation, Provenance, ReviewType, Source

_OF_ADULTS = frozenset({ReviewType.DOMESTIC_HOMICIDE_REVIEW, ReviewType.SAFEGUARDING_ADULT_REVIEW})
_EXPECTED = ("title", "review_type", "partnership", "authority", "published", "child")
"""Fields whose lack is worth a notice: a reader would look for them on the cover."""


def describe(reading: Reading) -> Description:
    """Find what a document says of its case.

    Values that the document does not state are None or empty and have no provenance; never a guess.
    """
    report = Report(reading)
    claims: dict[str, Claim[Any] | None] = {}
    claims["title"] = title = find_title(report)
    claims["review_type"] = review_type = find_review_type(report)
    kind = review_type.value if review_type else None
    is_case = kind is not ReviewType.INSPECTION_REPORT
    role = find_role(report, title=title.value if title else None, review_type=kind)
    claims["published"] = published = find_published(report, review_type=kind)
    organisations = find_organisations(report)
    place = find_place(
        report, organisations=organisations, review_type=review_type, published=published.value if published else None
    )
    if not is_case:
        claims["partnership"] = find_inspectorate(report)  # the boards that it names are inspected or only mentioned
    elif organisations:
        first = organisations[0]
        claims["partnership"] = Claim(first.value.name, first.evidence)
    claims["authority"], claims["region"], claims["nation"] = place.authorities, place.region, place.nation
    claims["lead_reviewer"] = find_lead_reviewer(report)
    report.forget_lowered()
    if is_case:
        claims |= _of_the_case(report, title=title, kind=kind, published=published, nation=place.nation)
    children = claims.get("child")
    claims["summary"] = find_summary(report, children=children.value if children else (), is_case=is_case)
    facts = _facts(claims)
    notices = tuple(
        missing_notice(name) for name in _EXPECTED if not getattr(facts, name) and (is_case or name != "child")
    )
    return Description(
        facts=facts,
        role=role,
        recommendations=find_points(report, RECOMMENDATION),
        learning_points=find_points(report, LEARNING_POINT),
        notices=notices,
    )


def _of_the_case(
    report: Report,
    *,
    title: Claim[str] | None,
    kind: ReviewType | None,
    published: Claim[str] | None,
    nation: Claim[Nation] | None,
) -> dict[str, Claim[Any] | None]:
    claims: dict[str, Claim[Any] | None] = {}
    claims["child"] = children = find_children(report, title=title, of_adults=kind in _OF_ADULTS)
    names = children.value if children else ()
    ages = find_ages(report, children=names)
    if kind in _OF_ADULTS and (ages is None or AgeBand.ADULT not in ages.value.bands):
        ages = None  # the children who are spoken of are those of the adult under review
        claims["child_age_band"] = Claim((AgeBand.ADULT,), title.evidence) if title else None
    if ages is not None:
        claims["child_age"] = Claim(ages.value.words, ages.evidence)
        claims["ages_months"] = Claim(ages.value.months, ages.evidence)
        claims["child_age_band"] = Claim(ages.value.bands, ages.evidence)
    claims["child_sex"] = find_sex(report, children=names)
    claims["outcome"] = find_outcome(report, children=names, review_type=kind)
    incident = None
    if kind is not ReviewType.THEMATIC_REVIEW or len(names) == 1:  # many cases have many dates
        incident = find_incident(report, children=names, published=published.value if published else None)
    claims["incident"] = incident
    claims["incident_type"] = find_incident_types(report, title=title.value if title else None, children=names)
    claims["guidance"] = find_guidance(report, nation=nation.value if nation else None, incident=incident)
    return claims


def _facts(claims: dict[str, Claim[Any] | None]) -> Facts:
    values: dict[str, Any] = {}
    provenance: dict[str, Provenance] = {}
    for name, claim in claims.items():
        if claim is None or not claim.value:
            continue
        values[name] = list(claim.value) if isinstance(claim.value, tuple) else claim.value
        provenance[name] = Provenance(
            source=Source.AUTO, evidence=list(claim.evidence), logic_version=DESCRIPTION_VERSION
        )
    return Facts(**values, provenance=provenance)
