"""Whose children a review is about: authorities, their region and their nation."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.describe.claims import Claim
from ingest.describe.organisations import Organisation
from ingest.describe.report import Report
from ingest.describe.triggers import Triggers
from ingest.gazetteer import Authority, Gazetteer, load_gazetteer
from records.models import Evidence, Nation, ReviewType

_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and\s+)?|/|\s&\s|\band\b)\s*")
_COUNCIL = re.compile(
    r"\b(?P<place>[A-Z][\w'’-]*(?:\s+(?:(?:and|of|upon|with|on|in|the|&)\s+)*[A-Z][\w'’-]*){0,4}?)\s+"
    r"(?:(?:Metropolitan|County|City|Borough|District|Unitary|Council)\s+)*Council\b|"
    r"\b(?:London|Royal|Metropolitan)\s+Borough\s+of\s+"
    r"(?P<borough>[A-Z][\w'’-]*(?:\s+(?:(?:and|upon)\s+)?[A-Z][\w'’-]*){0,3})"
)
_TRUST = re.compile(r"\b(?:(?:South Eastern|[A-Z]\w+ern|Belfast)\s+Health\s+and\s+Social\s+Care\s+Trust)\b")
_NATION_OF_BODY = (
    (re.compile(r"\bSafeguarding\s+Children(?:['’]s)?\s+Partnership", re.IGNORECASE), Nation.ENGLAND),
    (re.compile(r"\bLocal\s+Safeguarding\s+Children(?:['’]s)?\s+Board", re.IGNORECASE), Nation.ENGLAND),
    (re.compile(r"(?<!\barea )\bChild\s+Protection\s+Committee", re.IGNORECASE), Nation.SCOTLAND),
    (re.compile(r"\bRegional\s+Safeguarding\b", re.IGNORECASE), Nation.WALES),
    (re.compile(r"\bfor\s+Northern\s+Ireland\b", re.IGNORECASE), Nation.NORTHERN_IRELAND),
)
"""Kinds of body that one nation alone has; until 1996 all had committees for child protection, under longer names."""
_NATION_OF_TYPE = {
    ReviewType.CHILD_PRACTICE_REVIEW: Nation.WALES,
    ReviewType.SIGNIFICANT_CASE_REVIEW: Nation.SCOTLAND,
    ReviewType.CASE_MANAGEMENT_REVIEW: Nation.NORTHERN_IRELAND,
    ReviewType.CHILD_SAFEGUARDING_PRACTICE_REVIEW: Nation.ENGLAND,
}
_CUES: dict[Nation, tuple[str, ...]] = {
    Nation.SCOTLAND: (
        *("Police Scotland", "Scottish", "Procurator Fiscal", "Crown Office", "GIRFEC", "Children’s Hearing"),
        *("Children’s Reporter", "Chief Officers’ Group", "Chief Officers Group"),
    ),
    Nation.WALES: ("Welsh", " Wales", "Estyn", "Cymru", "Bwrdd", "Child Practice Review", "University Health Board"),
    Nation.NORTHERN_IRELAND: (
        *("Northern Ireland", "DHSSPS", "PSNI", "Health and Social Care Trust", "Co-operating to Safeguard", "RQIA"),
        *("Gateway Service", "Gateway Team"),
    ),
    Nation.ENGLAND: (
        *("Ofsted", "NHS England", "Working Together to Safeguard Children", "Clinical Commissioning Group"),
        *("Local Safeguarding Children Boards Regulations", "Integrated Care Board", "Primary Care Trust"),
        *("Child Safeguarding Practice Review Panel", "Department for Education"),
    ),
}
"""Words that stand in the reports of one nation and hardly in those of another."""
_FEWEST_CUES = 2


@dataclass(frozen=True, slots=True)
class Place:
    authorities: Claim[tuple[str, ...]] | None
    region: Claim[str] | None
    nation: Claim[Nation] | None


def find_place(
    report: Report,
    *,
    organisations: Sequence[Claim[Organisation]],
    review_type: Claim[ReviewType] | None,
    published: str | None,
) -> Place:
    """Authorities from the publishing body's name, else from the councils that the cover or the opening names."""
    gazetteer = load_gazetteer()
    known: list[Authority] = []
    names: list[str] = []
    evidence: list[Evidence] = []
    is_inspection = review_type is not None and review_type.value is ReviewType.INSPECTION_REPORT
    if is_inspection:
        known, evidence = _on_cover(report, gazetteer)
        names = [authority.name for authority in known]
    for claim in organisations:
        if names and is_inspection:
            break
        found, printed = _authorities_of(claim.value, report, gazetteer, at=published)
        known += [authority for authority in found if authority not in known]
        names += [name for name in printed if name not in names]
        evidence += claim.evidence if printed else ()
    if not names:
        known, evidence = _councils(report, gazetteer)
        names = [authority.name for authority in known]
    authorities = Claim(tuple(names), tuple(evidence)) if names else None
    regions = {authority.region for authority in known if authority.region}
    region = Claim(regions.pop(), tuple(evidence)) if len(regions) == 1 and len(known) == len(names) else None
    nation = _nation(report, known=known, evidence=evidence, review_type=review_type, organisations=organisations)
    return Place(authorities, region, nation)


def _authorities_of(
    organisation: Organisation, report: Report, gazetteer: Gazetteer, *, at: str | None
) -> tuple[list[Authority], list[str]]:
    """What stands in the gazetteer, and the names to give: an unknown one as printed."""
    for name in (organisation.name, organisation.place):
        of_board = gazetteer.of_board(name, at=at)
        if of_board:
            chosen = _those_named(of_board, report) if len(of_board) > 2 else list(of_board)
            return chosen, [authority.name for authority in chosen]
    authority = gazetteer.find(organisation.place, at=at)
    if authority is not None:
        return [authority], [authority.name]
    parts = [part for part in _SEPARATOR.split(organisation.place) if part]
    segments = _segments(parts, gazetteer, at=at)
    if segments:
        return segments, [segment.name for segment in segments]
    if organisation.name == organisation.place:  # a body of a whole nation
        return [], []
    if len(parts) > 1 and (organisation.plural or all(_has_council(part, report) for part in parts)):
        return [], parts
    return [], [organisation.place]


def _segments(parts: list[str], gazetteer: Gazetteer, *, at: str | None) -> list[Authority]:
    """Known authorities that together make up the whole name: `and` may part two names or belong to one."""
    if not parts:
        return []
    for length in range(len(parts), 0, -1):
        head = gazetteer.find(" and ".join(parts[:length]), at=at)
        if head is None:
            continue
        rest = _segments(parts[length:], gazetteer, at=at)
        if rest or length == len(parts):
            return [head, *rest]
    return []


def _has_council(place: str, report: Report) -> bool:
    pattern = re.compile(re.escape(place) + r"\s+(?:\w+\s+){0,3}Council\b")
    return any(pattern.search(sentence.text) for sentence in report.opening)


def _those_named(authorities: Sequence[Authority], report: Report) -> list[Authority]:
    """Of a board of many authorities, those whose council the report names, if it names any."""
    text = report.text
    named = [
        authority
        for authority in authorities
        if re.search(re.escape(authority.name) + r"\s+(?:\w+\s+){0,3}(?:Council|Children['’]s Services|Social)\b", text)
    ]
    return named or list(authorities)


def _on_cover(report: Report, gazetteer: Gazetteer) -> tuple[list[Authority], list[Evidence]]:
    """The first authority that the cover names; the longest name where one stands within another."""
    for paragraph in report.front[:6] or report.paragraphs[:6]:
        for authority, start, end in gazetteer.mentions(paragraph.text):
            quote = paragraph.quote(max(0, start - 60) if start < 60 else start, end)
            return [authority], [report.evidence(paragraph.page_at(start), quote)]
    return [], []


def _councils(report: Report, gazetteer: Gazetteer) -> tuple[list[Authority], list[Evidence]]:
    """The council (or trust, in Northern Ireland) that the cover names, else the one named most in the opening."""
    told: Counter[Authority] = Counter()
    shown: dict[Authority, Evidence] = {}
    for paragraph in report.front:
        for authority in _council_names(paragraph.text, gazetteer):
            told[authority] += 3
            shown.setdefault(authority, report.evidence(paragraph.page, paragraph.text))
    for sentence in report.opening:
        for authority in _council_names(sentence.text, gazetteer):
            told[authority] += 1
            shown.setdefault(authority, report.of_sentence(sentence))
    if not told:
        return [], []
    (authority, weight), *others = told.most_common(2)
    if weight < 2 or (others and others[0][1] == weight):
        return [], []
    return [authority], [shown[authority]]


def _council_names(text: str, gazetteer: Gazetteer) -> list[Authority]:
    names = [match["place"] or match["borough"] for match in _COUNCIL.finditer(text)]
    names += [match.group() for match in _TRUST.finditer(text)]
    found = [gazetteer.find(name) for name in names]
    return [authority for authority in found if authority is not None]


def _nation(
    report: Report,
    *,
    known: Sequence[Authority],
    evidence: Sequence[Evidence],
    review_type: Claim[ReviewType] | None,
    organisations: Sequence[Claim[Organisation]],
) -> Claim[Nation] | None:
    """From the authorities, the kind of review and of body that one nation alone has, and from words of the text."""
    nations = {authority.nation for authority in known}
    if len(nations) == 1:
        return Claim(nations.pop(), tuple(evidence))
    if review_type is not None and review_type.value in _NATION_OF_TYPE:
        return Claim(_NATION_OF_TYPE[review_type.value], review_type.evidence)
    for claim in organisations:
        for pattern, nation in _NATION_OF_BODY:
            if pattern.search(claim.value.name):
                return Claim(nation, claim.evidence)
    told = _signs().count(paragraph.text.lower() for paragraph in report.paragraphs)
    if told:
        nation, weight = told.most_common(1)[0]
        shown = _first_sign(report, nation)
        if weight >= _FEWEST_CUES and shown is not None:
            return Claim(nation, (shown,))
    if (
        review_type is not None
        and review_type.value is ReviewType.SERIOUS_CASE_REVIEW
        and not told.keys() - {Nation.ENGLAND}
    ):
        return Claim(Nation.ENGLAND, review_type.evidence)
    return None


@functools.cache
def _signs() -> Triggers[Nation]:
    return Triggers({nation: [sign.lower() for sign in signs] for nation, signs in _CUES.items()})


def _first_sign(report: Report, nation: Nation) -> Evidence | None:
    for paragraph in report.paragraphs:
        lowered = paragraph.text.lower()
        for sign in _CUES[nation]:
            at = lowered.find(sign.lower())
            if at >= 0:
                return report.evidence(paragraph.page_at(at), paragraph.quote(at, at + len(sign)))
    return None
