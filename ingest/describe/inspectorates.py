"""Who published an inspection report: an inspectorate, or several that inspected together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.describe.claims import Claim
from ingest.describe.paragraphs import Paragraph
from ingest.describe.report import Report

_INSPECTORATES: dict[str, str] = {
    "Ofsted": r"Ofsted|Office\s+for\s+Standards\s+in\s+Education",
    "Care Quality Commission": r"Care\s+Quality\s+Commission|CQC",
    "HMICFRS": r"HMICFRS|Inspectorate\s+of\s+Constabulary\s+and\s+Fire",
    "HMIC": r"HMIC|Inspectorate\s+of\s+Constabulary(?!\s+and\s+Fire|\s+in\s+Scotland)",
    "HMICS": r"HMICS|Inspectorate\s+of\s+Constabulary\s+in\s+Scotland",
    "HM Inspectorate of Probation": r"HMI\s+Probation|Inspectorate\s+of\s+Probation",
    "Commission for Social Care Inspection": r"Commission\s+for\s+Social\s+Care\s+Inspection|CSCI",
    "Care Inspectorate Wales": r"Care\s+Inspectorate\s+Wales|CIW",
    "Care and Social Services Inspectorate Wales": r"Care\s+and\s+Social\s+Services\s+Inspectorate\s+Wales|CSSIW",
    "Healthcare Inspectorate Wales": r"Healthcare\s+Inspectorate\s+Wales|HIW",
    "Estyn": r"Estyn",
    "Care Inspectorate": r"Care\s+Inspectorate(?!\s+Wales)",
    "Education Scotland": r"Education\s+Scotland",
    "Healthcare Improvement Scotland": r"Healthcare\s+Improvement\s+Scotland",
    "Social Work Inspection Agency": r"Social\s+Work\s+Inspection\s+Agency",
    "Regulation and Quality Improvement Authority": r"Regulation\s+and\s+Quality\s+Improvement\s+Authority|RQIA",
    "Criminal Justice Inspection Northern Ireland": r"Criminal\s+Justice\s+Inspection\s+Northern\s+Ireland",
}
"""As a catalogue names them, and what stands for them. Present ones and those that were, of the four nations."""
_NAMES = tuple(_INSPECTORATES)
_PATTERN = re.compile(rf"\b(?:{'|'.join(f'({pattern})' for pattern in _INSPECTORATES.values())})\b")
_JOINTLY = re.compile(r"\b(?:joint(?:ly)?|together|inspectorates)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\b(?:regulates|inspects|[Pp]ublished\s+by|is\s+the\s+[\w\s]{0,60}?(?:inspectorate|regulator|scrutiny\s+body))\b"
)
_LONGEST_COVER_LINE = 160
"""Characters: a cover prints who publishes in a line, and not within a sentence."""
_LONGEST_QUOTE = 300
"""Characters: a longer paragraph is quoted from the first name to the last."""


def find_inspectorate(report: Report) -> Claim[str] | None:
    """From the cover, else where inspectorates say that they inspected together, else where one says what it does.

    Last, the one that the report speaks of most: others are mentioned for what they found elsewhere.
    """
    on_cover = [paragraph for paragraph in report.front if _is_line(paragraph) and _named(paragraph.text)]
    if on_cover:
        return _claim(report, on_cover)
    for sentence in report.opening:
        is_told = "nspect" in sentence.text and _JOINTLY.search(sentence.text)
        names = dict.fromkeys(_named(sentence.text)) if is_told else {}
        if len(names) > 1:
            return Claim(_together(list(names)), (report.of_sentence(sentence),))
    told: Counter[str] = Counter()
    first: dict[str, Paragraph] = {}
    for paragraph in reversed(report.paragraphs):  # who publishes is said on the last page
        named = _named(paragraph.text)
        if len(set(named)) == 1 and _OF_ITSELF.search(paragraph.text):
            return _claim(report, [paragraph])
        told.update(named)
        first.update(dict.fromkeys(named, paragraph))
    if not told:
        return None
    name, _ = told.most_common(1)[0]
    return Claim(name, _claim(report, [first[name]]).evidence)


def _is_line(paragraph: Paragraph) -> bool:
    return paragraph.page == 1 and len(paragraph.text) <= _LONGEST_COVER_LINE and not paragraph.text.endswith(".")


def _named(text: str) -> list[str]:
    """Those that a text names, each as often as it does."""
    return [_NAMES[(match.lastindex or 1) - 1] for match in _PATTERN.finditer(text)]


def _claim(report: Report, paragraphs: Sequence[Paragraph]) -> Claim[str]:
    names = dict.fromkeys(name for paragraph in paragraphs for name in _named(paragraph.text))
    evidence = []
    for paragraph in paragraphs:
        start, end = 0, len(paragraph.text)
        if end > _LONGEST_QUOTE:
            spans = [match.span() for match in _PATTERN.finditer(paragraph.text)]
            start, end = spans[0][0], spans[-1][1] + paragraph.text.startswith(")", spans[-1][1])
        evidence.append(report.evidence(paragraph.page_at(start), paragraph.quote(start, end)))
    return Claim(_together(list(names)), tuple(evidence))


def _together(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
