"""Whether the children are girls or boys, as the report speaks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.describe.claims import Claim
from ingest.describe.report import Report, Sentence
from records.models import ChildSex, Evidence

_GIRL = r"(?:girl|daughter|young\s+woman|female)"
_BOY = r"(?:boy|son|young\s+man|male)"
_NAME = "Thechild"
"""What stands for the child's name in a sentence, so that one pattern serves all children."""
_APPOSED = rf"{_NAME}(?:,\s+|\s+(?:was|is|had\s+been)\s+)(?:an?\s+|the\s+)?(?:\w+[\s-]){{0,4}}?"
_CALLED = rf",?\s+(?:called\s+|named\s+|known\s+(?:here\s+)?as\s+)?{_NAME}\b"
_SAID_GIRL = re.compile(rf"\b(?:{_APPOSED}{_GIRL}\b|{_GIRL}{_CALLED})", re.IGNORECASE)
_SAID_BOY = re.compile(rf"\b(?:{_APPOSED}{_BOY}\b|{_BOY}{_CALLED})", re.IGNORECASE)
_SEX_OF_NAME = re.compile(r"(?:(?P<male>Boy|Young Man)|Girl|Young Woman)\b")
_TOGETHER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|\d+|both)\s+(?:\w+\s+)?(girls|sisters|boys|brothers)\b",
    re.IGNORECASE,
)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_ADULT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|mother|father|mum|dad|partner|grandmother|grandfather|gran|aunt|uncle|stepfather|carer)\b"
)
_SURE = 3.0
"""What a noun counts; a pronoun counts 1."""
_ENOUGH = 2.0
"""One plain statement is enough, or two sentences that speak of nobody else."""


def find_sex(report: Report, *, children: Sequence[str]) -> Claim[ChildSex] | None:
    """Of every child, from nouns and pronouns in sentences that speak of nobody else; None when one stays unknown."""
    found = {child: _of_child(report, child, others=[each for each in children if each != child]) for child in children}
    told = [claim for claim in found.values() if claim is not None]
    values = {claim.value for claim in told}
    evidence = tuple(each for claim in told for each in claim.evidence)
    if len(values) > 1:
        return Claim(ChildSex.MULTIPLE, evidence)
    if told and len(told) == len(children):
        return Claim(values.pop(), evidence)
    together = _of_all(report) if len(children) != 1 else None
    return together if together is not None and (not values or together.value in values) else None


def _of_child(report: Report, child: str, *, others: Sequence[str]) -> Claim[ChildSex] | None:
    of_name = _SEX_OF_NAME.match(child)
    if of_name is not None:
        value = ChildSex.MALE if of_name["male"] else ChildSex.FEMALE
        first = next((sentence for sentence in report.sentences if child in sentence.text), None)
        return Claim(value, (report.of_sentence(first),)) if first else None
    told = {ChildSex.FEMALE: 0.0, ChildSex.MALE: 0.0}
    shown: dict[ChildSex, Evidence] = {}
    for paragraph in report.paragraphs:
        if paragraph.cells and paragraph.cells[0] == child:
            in_row = _of_row(paragraph.cells)
            if in_row is not None:
                told[in_row] += _SURE
                shown.setdefault(in_row, report.evidence(paragraph.page, paragraph.text))
    for sentence in report.sentences:
        if child not in sentence.text:
            continue
        weight = _said(sentence, child, others)
        if weight:
            value = ChildSex.FEMALE if weight > 0 else ChildSex.MALE
            told[value] += abs(weight)
            shown.setdefault(value, report.of_sentence(sentence))
    value = max(told, key=lambda each: told[each])
    if told[value] < _ENOUGH or told[value] < 2 * min(told.values()):
        return None
    return Claim(value, (shown[value],))


def _said(sentence: Sentence, child: str, others: Sequence[str]) -> float:
    """What a sentence says of one child: 3 for a girl, 1 for a pronoun of hers; of a boy the same below nought."""
    text = sentence.text.replace(child, _NAME)
    girl, boy = _SAID_GIRL.search(text), _SAID_BOY.search(text)
    if (girl is None) != (boy is None):
        return _SURE if girl else -_SURE
    if _ADULT.search(text):
        return 0.0
    after = text.split(_NAME, 1)[1]
    for other in others:
        after = after.split(other)[0]
    return float(bool(_SHE.search(after))) - float(bool(_HE.search(after)))


def _of_row(cells: Sequence[str]) -> ChildSex | None:
    text = " ".join(cells[1:])
    girl, boy = re.search(rf"\b{_GIRL}\b", text, re.IGNORECASE), re.search(rf"\b{_BOY}\b", text, re.IGNORECASE)
    if (girl is None) == (boy is None):
        return None
    return ChildSex.FEMALE if girl else ChildSex.MALE


def _of_all(report: Report) -> Claim[ChildSex] | None:
    """Of several children who are spoken of together (`five girls`, `two sisters`)."""
    for sentence in report.opening:
        match = _TOGETHER.search(sentence.text)
        if match is not None:
            value = ChildSex.FEMALE if match[1].lower() in {"girls", "sisters"} else ChildSex.MALE
            return Claim(value, (report.of_sentence(sentence),))
    return None
