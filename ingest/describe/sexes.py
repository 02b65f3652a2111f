"""Whether the children are girls or boys, as the report speaks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.describe.claims import Claim
from ingest.describe.paragraphs import Report, Sentence
from records.models import ChildSex, Evidence

_FEMALE = re.compile(
    r"\b(?:girls?|daughters?|sisters?|female|schoolgirl|baby\s+girl|young\s+wom[ae]n)\b", re.IGNORECASE
)
_MALE = re.compile(r"\b(?:boys?|sons?|brothers?|male|schoolboy|baby\s+boy|young\s+m[ae]n)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_ADULT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|mother|father|mum|dad|partner|grandmother|grandfather|gran|aunt|uncle|stepfather|carer)\b"
)
_SURE = 3.0
"""A noun counts 3, a pronoun 1: one plain statement is enough, or three sentences that speak of nobody else."""


def find_sex(report: Report, *, children: Sequence[str]) -> Claim[ChildSex] | None:
    """Each child's, from nouns and pronouns in sentences that begin with the child or name nobody else."""
    sexes: dict[str, ChildSex] = {}
    evidence: list[Evidence] = []
    for child in children:
        found = _of_child(report, child, others=[other for other in children if other != child])
        if found is not None:
            sexes[child] = found.value
            evidence += found.evidence
    if not sexes or len(sexes) < len(children) / 2:
        return _of_all(report, children) if len(children) != 1 else None
    values = set(sexes.values())
    if len(values) > 1:
        return Claim(ChildSex.MULTIPLE, tuple(evidence))
    return Claim(values.pop(), tuple(evidence))


def _of_child(report: Report, child: str, *, others: Sequence[str]) -> Claim[ChildSex] | None:
    if re.match(r"(?:Boy|Young Man)\b", child) or re.match(r"(?:Girl|Young Woman)\b", child):
        value = ChildSex.MALE if child.startswith(("Boy", "Young Man")) else ChildSex.FEMALE
        first = next((sentence for sentence in report.sentences if child in sentence.text), None)
        return Claim(value, (report.of_sentence(first),)) if first else None
    name = re.compile(rf"\b{re.escape(child)}\b")
    female = male = 0.0
    shown: dict[ChildSex, Sentence] = {}
    for sentence in report.sentences:
        match = name.search(sentence.text)
        if match is None or any(other in sentence.text for other in others):
            continue
        near = sentence.text[max(0, match.start() - 40) : match.end() + 60]
        weight = _nouns(near, child)
        if weight == 0 and not _ADULT.search(sentence.text):
            weight = bool(_SHE.search(sentence.text, match.end())) - bool(_HE.search(sentence.text, match.end()))
        if weight > 0:
            female += weight
            shown.setdefault(ChildSex.FEMALE, sentence)
        elif weight < 0:
            male -= weight
            shown.setdefault(ChildSex.MALE, sentence)
    if max(female, male) < min(_SURE, 2.0) or max(female, male) < 2 * min(female, male):
        return None
    value = ChildSex.FEMALE if female > male else ChildSex.MALE
    return Claim(value, (report.of_sentence(shown[value]),))


def _nouns(text: str, child: str) -> float:
    """3 for a girl, -3 for a boy, 0 where the words are of neither or of somebody else."""
    name = re.escape(child)
    girl = r"(?:girl|daughter|young\s+woman|female)"
    boy = r"(?:boy|son|young\s+man|male)"
    said = rf"{name}\b[^.;]{{0,12}}?,?\s+(?:was|is|were|had\s+been)?\s*(?:an?\s+|the\s+)?(?:\w+\s+){{0,3}}?"
    if re.search(said + girl + r"\b", text, re.I) or re.search(
        rf"\b{girl}\b,?\s+(?:\w+\s+){{0,2}}?{name}\b", text, re.I
    ):
        return _SURE
    if re.search(said + boy + r"\b", text, re.I) or re.search(rf"\b{boy}\b,?\s+(?:\w+\s+){{0,2}}?{name}\b", text, re.I):
        return -_SURE
    return 0.0


def _of_all(report: Report, children: Sequence[str]) -> Claim[ChildSex] | None:
    """Of several children who are spoken of together (`five girls`, `two sisters`)."""
    pattern = re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|\d+|the|these|both)\s+(?:\w+\s+)?(girls|sisters|boys|brothers)\b",
        re.IGNORECASE,
    )
    for sentence in report.opening:
        match = pattern.search(sentence.text)
        if match is not None and children:
            value = ChildSex.FEMALE if match[1].lower() in {"girls", "sisters"} else ChildSex.MALE
            return Claim(value, (report.of_sentence(sentence),))
    return None
