"""Who led or wrote a review."""

from __future__ import annotations

import re

from ingest.describe.casing import title_case
from ingest.describe.claims import Claim
from ingest.describe.paragraphs import Paragraph
from ingest.describe.report import Report

_HONORIFIC = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Baroness|Lord|Lady|Rev|DR|MR|MRS|MS|MISS|PROFESSOR)\.?\s+)"
)
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w'’]+(?:-[A-ZÀ-Þa-z][\w'’]+)*|[A-Z]\.?)"
_NAME = rf"{_HONORIFIC}?{_NAME_WORD}(?:\s+(?:(?:de|van|der|la|le|ap|von)\s+)?{_NAME_WORD}){{1,3}}"
_NAMES = rf"(?P<name>{_NAME}(?:\s+(?:and|&)\s+{_NAME})?)"
_ROLE = (
    r"(?:(?:independent|lead|overview|report|review|external|joint|sole|the)\s+)*(?:chair\s+(?:and|&)\s+)?"
    r"(?:(?:independent|lead|overview|report|review)\s+)*"
    r"(?:reviewers?|authors?|writers?|scrutineer|inspectors?|investigators?)"
    r"(?:\s+(?:and|&|/)\s+(?:(?:independent|lead|overview|report|panel|review)\s+)*(?:chair|authors?|reviewers?))?"
    r"(?:\s+of\s+(?:the|this)\s+(?:overview\s+|serious\s+case\s+)?(?:report|review))?"
)
_LABELLED = re.compile(rf"\b(?i:{_ROLE})\s*(?:[:|–—-]\s*|,\s+|\s+(?=[A-Z])){_NAMES}")
_BY = re.compile(
    rf"\b(?i:(?:prepared|written|authored|compiled|produced|undertaken|conducted|led|completed|carried\s+out|"
    rf"(?:report|review|overview|summary)))\s+by:?\s+(?:(?i:the\s+)?(?i:{_ROLE})\W+)?{_NAMES}"
)
_BEFORE_ROLE = re.compile(
    rf"{_NAMES},?\s+(?:(?:is|was)\s+)?[(]?(?i:(?:an?\s+|the\s+)?(?:independent|lead|overview)\s+(?:and\s+independent\s+)?"
    rf"(?:lead\s+|overview\s+|safeguarding\s+)?(?:reviewer|author|report\s+author|consultant))"
)
_APPOINTED = re.compile(
    rf"\b(?i:appointed|commissioned)\s+{_NAMES}\s*,?\s+(?:(?i:as|to\s+(?:lead|author|write|undertake|conduct|carry)|an?\s+independent))|"
    rf"{_NAMES.replace('name', 'named')}\s*,?\s+(?i:was\s+(?:appointed|commissioned|asked)\s+(?:as|to))"
)
_WORDS_OF = {
    _LABELLED: ("reviewer", "author", "writer", "scrutineer", "inspector", "investigator"),
    _BY: ("by ", "by:"),
    _BEFORE_ROLE: ("reviewer", "author", "consultant"),
    _APPOINTED: ("appointed", "commissioned", "asked"),
}
"""Words of which each pattern needs one."""
_NO_NAME = re.compile(
    r"\b(?:Independent|Safeguarding|Review(?:er|ers)?|Board|Partnership|Child(?:ren)?|Report|Overview|Author|Chair|Panel|"
    r"Service|Services|Serious|Case|Agency|Police|Health|Lead|The|This|Local|Council|Committee|Practice|Published|Date|"
    r"Executive|Summary|Social|Care|Final|Version|Her|His|Majesty|HMI|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Director|Manager|Contents|Introduction|Team|Department|MBE|OBE|CBE|QPM|BA|BSc|MA|MSc|PhD|MPhil|CQSW|DipSW|LLB|RGN|Hons|Senior|Ofsted|Reporting)\b"
)


def find_lead_reviewer(report: Report) -> Claim[str] | None:
    """From the cover, then from what the report says of its author, then from where it is signed."""
    for paragraph in report.front:
        for pattern in (_LABELLED, _BY, _BEFORE_ROLE):
            claim = _claim(report, paragraph, pattern)
            if claim is not None:
                return claim
    for pattern in (_APPOINTED, _BY, _LABELLED, _BEFORE_ROLE):
        for _, sentence in report.sentences_with(*_WORDS_OF[pattern], first=len(report.opening)):
            match = pattern.search(sentence.text)
            name = _name_of(match)
            if name is not None:
                return Claim(name, (report.of_sentence(sentence),))
    for paragraph in reversed(report.paragraphs):
        claim = _claim(report, paragraph, _LABELLED) if len(paragraph.text) < 200 else None
        if claim is not None:
            return claim
    return None


def _claim(report: Report, paragraph: Paragraph, pattern: re.Pattern[str]) -> Claim[str] | None:
    for match in pattern.finditer(paragraph.text):
        name = _name_of(match)
        if name is not None:
            return Claim(name, (report.of_match(paragraph, match),))
    return None


def _name_of(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    groups = match.groupdict()
    name = " ".join((groups.get("name") or groups.get("named") or "").split()).strip(" ,.")
    stop = _NO_NAME.search(name)
    if stop is not None:
        name = name[: stop.start()].strip(" ,.")
    name = re.sub(r"-(?=[a-z])", "", name)  # the hyphen of a line's end
    if len(re.findall(r"[^\W\d_]{2,}", name)) < 2:
        return None
    return title_case(name) if name.isupper() else name
