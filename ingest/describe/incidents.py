"""What happened to the children, when, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.describe.claims import Claim
from ingest.describe.dates import find_dates
from ingest.describe.paragraphs import Paragraph, Report, Sentence
from records.dates import first_day
from records.models import Outcome, ReviewType

_NOUNS = (
    r"(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|sisters?|brothers?|sons?|daughters?|twins?|young\s+(?:person|people|"
    r"m[ae]n|wom[ae]n)|toddler|teenager|victim|s?he|they|siblings)"
)
_DEATH = (
    r"(?:died|dies|was\s+killed|were\s+killed|was\s+murdered|was\s+found\s+dead|lost\s+(?:his|her)\s+life|took\s+(?:his|her)\s+own\s+life|"
    r"ended\s+(?:his|her)\s+(?:own\s+)?life|was\s+fatally|had\s+died|drowned|death|killed|killing|murder|homicide|"
    r"was\s+pronounced\s+dead|suicide)"
)
_NOT_A_DEATH = re.compile(
    r"\b(?:nearly|almost|could\s+have|might\s+have|would\s+have|may\s+have|had\s+not|did\s+not|not|risk\s+of|fear\s+of|if|"
    r"threat\w*\s+(?:to|of)|attempted|grandmother|grandfather|gran|granny|mother[’']s|father[’']s|parent|partner|uncle|aunt|"
    r"grandparent|friend|dog|or)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:serious(?:ly)?\s+(?:harm\w*|injur\w*|ill|abuse\w*|neglect\w*)|life[\s-](?:changing|threatening)|injur(?:y|ies|ed)|fractur\w+|"
    r"breaks\s+in|brain\s+damage|was\s+stabbed|was\s+shot|burns?|bruis\w+|sexually\s+(?:abused|exploited|assaulted)|raped|"
    r"neglected|starv\w+|malnourish\w+|weighed|hypothermia|nearly\s+died|hospital|overdose|harmed|abus(?:ed|ing))\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    rf"\b(?:{_DEATH}|injur\w+|was\s+(?:found|stabbed|shot|taken|admitted|rushed|brought|arrested|attacked|assaulted|shaken)|found|"
    r"collapsed|harmed|became\s+looked\s+after|told|disclosed|removed|arrested|suffered|set\s+fire|overdose)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:convicted|sentenced|pleaded|trial|court|inquest|prosecut\w+|charged|commissioned|decided|considered|concluded|notified|"
    r"rapid\s+review|criteria|published|completed|born|guidance|act|regulations?|decision|panel\s+met|agreed|sub-?(?:group|committee))\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:between|from)\s+[\w\s]{0,20}$", re.IGNORECASE)
_HARM_TYPES = frozenset(
    {
        ReviewType.SERIOUS_CASE_REVIEW,
        ReviewType.CHILD_SAFEGUARDING_PRACTICE_REVIEW,
        ReviewType.CHILD_PRACTICE_REVIEW,
        ReviewType.SIGNIFICANT_CASE_REVIEW,
        ReviewType.CASE_MANAGEMENT_REVIEW,
        ReviewType.LEARNING_REVIEW,
        ReviewType.RAPID_REVIEW,
        ReviewType.THEMATIC_REVIEW,
    }
)


@dataclass(frozen=True, slots=True)
class _Dated:
    value: str
    weight: float
    sentence: Sentence


def find_outcome(report: Report, *, children: Sequence[str], review_type: ReviewType | None) -> Claim[Outcome] | None:
    """Death where a child at the centre died; else serious harm where the report tells of harm."""
    if review_type is ReviewType.INSPECTION_REPORT:
        return None
    subject = _subject(children)
    counts = re.compile(
        rf"\b(?:{subject}|one|two|three|four|five|six)\b(?:[^.;]{{0,60}}?)\b{_DEATH}\b|"
        rf"\bdeaths?\s+(?:by\s+\w+\s+)?of\s+(?:a\s+|the\s+|an\s+|his\s+|her\s+|both\s+)?(?:\w+\s+){{0,2}}?{subject}\b|"
        rf"\b{subject}[’']s?\s+(?:\w+\s+)?(?:death|murder|suicide)\b|"
        rf"\b(?:killed|murdered|murder\s+of|killing\s+of)\s+(?:both\s+of\s+)?(?:her|his|their|the)?\s*(?:\w+\s+)?{subject}\b|"
        r"\bthe\s+death\b",
        re.IGNORECASE,
    )
    weight, first = 0.0, None
    sentences = (*front_sentences(report.front), *report.sentences)
    for place, sentence in enumerate(sentences[: max(60, len(sentences) // 2)]):
        match = counts.search(sentence.text)
        if match is None or _is_no_death(sentence.text, match):
            continue
        named = any(child in match.group() for child in children)
        weight += (1.0 if named else 0.5) * (1.5 if place < 25 else 1.0)
        first = first or sentence
        if weight >= 2:
            return Claim(Outcome.DEATH, (report.of_sentence(first),))
    for sentence in sentences:
        if _HARM.search(sentence.text) and review_type in _HARM_TYPES and re.search(rf"\b{subject}\b", sentence.text):
            return Claim(Outcome.SERIOUS_HARM, (report.of_sentence(sentence),))
    return None


def find_incident(report: Report, *, children: Sequence[str], published: str | None) -> Claim[str] | None:
    """The date of the event that led to the review: that of a sentence which tells it of a child, in the opening."""
    best: _Dated | None = None
    subject = re.compile(rf"\b{_subject(children)}\b", re.IGNORECASE)
    sentences = (*front_sentences(report.front), *report.opening)
    for place, sentence in enumerate(sentences):
        event = _EVENT.search(sentence.text)
        if event is None:
            continue
        for dated in _dated(sentence, place, subject, children, published):
            if best is None or dated.weight > best.weight:
                best = dated
    return Claim(best.value, (report.of_sentence(best.sentence),)) if best is not None and best.weight >= 1 else None


def _dated(
    sentence: Sentence, place: int, subject: re.Pattern[str], children: Sequence[str], published: str | None
) -> Iterator[_Dated]:
    text = sentence.text
    for found in find_dates(text):
        if published is not None and first_day(found.value) > first_day(published):
            continue
        near = text[max(0, found.start - 90) : found.end + 160]
        weight = 2.0 if re.search(rf"\b{_DEATH}\b", near, re.IGNORECASE) else 1.0 if _EVENT.search(near) else 0.0
        weight += 0.8 if subject.search(near) else 0.0
        weight += 0.5 if any(child in near for child in children) else 0.0
        weight += max(0.0, 1.0 - place / 20)
        weight -= 1.5 if _COURT.search(text[max(0, found.start - 60) : found.end + 60]) else 0.0
        weight -= 1.0 if _PERIOD.search(text[: found.start]) else 0.0
        weight -= 0.8 if re.search(r"\b(?:grandmother|grandfather|gran|granny)\b", near, re.IGNORECASE) else 0.0
        yield _Dated(found.value, weight, sentence)


def front_sentences(front: Iterable[Paragraph]) -> Iterator[Sentence]:
    for index, paragraph in enumerate(front):
        yield Sentence(paragraph.text, paragraph.page, paragraph.text, paragraph, index, 0)


def _subject(children: Sequence[str]) -> str:
    names = "|".join(re.escape(child) for child in children)
    return rf"(?:{names}|{_NOUNS})" if names else _NOUNS


def _is_no_death(text: str, match: re.Match[str]) -> bool:
    death = list(re.finditer(rf"\b{_DEATH}\b", match.group(), re.IGNORECASE))
    at = match.start() + (death[-1].start() if death else 0)
    return _NOT_A_DEATH.search(text[max(0, at - 60) : at]) is not None
