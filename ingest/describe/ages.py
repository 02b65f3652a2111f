"""How old the children were, in words, in months and in bands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.describe.claims import Claim
from ingest.describe.paragraphs import Report, Sentence
from records.models import AgeBand, Evidence

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER = r"(?:\d{1,2}(?:½)?|" + "|".join(_WORDS[1:]) + r"|a|one)"
_UNIT = r"(?:years?|months?|weeks?|days?|hours?)"
_AGE = re.compile(
    r"\b(?:"
    # aged nine; aged two years and five months; who was three; now aged 12
    rf"(?P<aged>age[d]?|at\s+the\s+age\s+of|the\s+age\s+of)\s+(?:just\s+|only\s+|about\s+|nearly\s+|almost\s+|around\s+)?"
    rf"(?P<n1>{_NUMBER})(?:[\s-]+(?P<u1>{_UNIT})(?:(?:\s+and|,)?\s+(?P<n1b>{_NUMBER})[\s-]+(?P<u1b>{_UNIT}))?)?|"
    # nine years old; five-month-old; a five month old
    rf"(?P<n2>{_NUMBER})[\s-]+(?P<u2>{_UNIT})(?:(?:\s+and)?\s+(?P<n2b>{_NUMBER})[\s-]+(?P<u2b>{_UNIT}))?(?:[\s-]+olds?\b|\s+of\s+age)|"
    # a girl of nine; an infant of five months
    rf"(?:girl|boy|child|infant|baby|son|daughter|toddler|woman|man)\s+of\s+(?P<n3>{_NUMBER})(?:\s+(?P<u3>{_UNIT}))?"
    r"(?=\s*[,.;)]|\s+(?:who|and|was|had|told|when)|$)|"
    # was three; who was three
    rf"(?:was|were|is)\s+(?:just\s+|only\s+|then\s+|nearly\s+|still\s+)?(?P<n4>{_NUMBER})(?=\s*[,.;)]|\s+(?:when|at\s+the\s+time|and)\b|$)"
    r")",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"\s*\((?:aged?\s+)?(?P<n>{_NUMBER})(?:\s*(?P<u>{_UNIT}|yrs?|mths?|m))?(?:\s+old)?\)", re.IGNORECASE
)
_RANGE = re.compile(
    rf"\b(?:aged?\s+|were\s+|was\s+|ages?\s+)?(?:between\s+|from\s+)?(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})?\s*(?:and|to|[-–])\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?(?:\s+(?:of\s+age|old))?",
    re.IGNORECASE,
)
_RANGE_LEAD = re.compile(r"\b(?:aged|ages|age|between|children|girls|boys)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:died|death|killed|murdered|injur|found|stabbed|shot|harmed|abused|taken|admitted|arrest|incident|told|removed|"
    r"hospital|suffered|fatal)\w*",
    re.IGNORECASE,
)
_EARLIER_TIME = re.compile(
    r"\b(?:when\s+(?:s?he|they)\s+(?:was|were)|since\s+(?:the\s+)?age|from\s+the\s+age|until|by\s+the\s+age|born|reading\s+age|"
    r"before\s+(?:s?he|they)\s+(?:was|were)|at\s+birth|mental\s+age|than)\W+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|mother|father|parents?|mum|dad|stepfather|partner|uncle|aunt|gran\w*|half[\s-](?:brother|sister)|"
    r"brother|sister|sibling|man|woman|men|women|carer|adult|practitioner|offender|neighbour)s?\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_CHILD_NOUN = re.compile(
    r"\b(?:child|girl|boy|baby|infant|toddler|son|daughter|young\s+person|teenager|pupil|s?he)\b", re.IGNORECASE
)
_TO_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365, "hour": 0.0}
_LIMITS = ((12, AgeBand.UNDER_1), (60, AgeBand.FROM_1_TO_4), (132, AgeBand.FROM_5_TO_10), (192, AgeBand.FROM_11_TO_15))
_MOST_LISTED = 3
"""Of more children than these the span of their ages is told, not each."""


@dataclass(frozen=True, slots=True)
class Age:
    months: int
    words: str
    """As a catalogue writes it: `7 months`, `8 years`."""


@dataclass(frozen=True, slots=True)
class Ages:
    words: str
    months: tuple[int, ...]
    bands: tuple[AgeBand, ...]


@dataclass(frozen=True, slots=True)
class _Sighting:
    child: str
    age: Age
    weight: float
    evidence: Evidence


def band_of(months: int) -> AgeBand:
    """The band of an age in months. 18 years and over is adult."""
    for limit, band in _LIMITS:
        if months < limit:
            return band
    return AgeBand.FROM_16_TO_17 if months < 216 else AgeBand.ADULT


def find_ages(report: Report, *, children: Sequence[str]) -> Claim[Ages] | None:
    """Each child's age at the incident; where single ages are not told, the span that is."""
    best: dict[str, _Sighting] = {}
    for order, sentence in enumerate((*_front_sentences(report), *report.sentences)):
        early = max(0.0, 1.5 - order / max(20, len(report.opening)))
        for sighting in _sightings(sentence, children, report, early=early):
            known = best.get(sighting.child)
            if known is None or sighting.weight > known.weight:
                best[sighting.child] = sighting
    told = [best[child] for child in children if child in best]
    if told and len(told) == len(children):
        return Claim(_together([sighting.age for sighting in told]), tuple(sighting.evidence for sighting in told))
    span = _span(report) if len(children) != 1 else None
    if span is not None:
        return span
    if told:
        return Claim(_together([sighting.age for sighting in told]), tuple(sighting.evidence for sighting in told))
    return None


def _front_sentences(report: Report) -> Iterator[Sentence]:
    for index, paragraph in enumerate(report.front):
        yield Sentence(paragraph.text, paragraph.page, paragraph.text, paragraph, index, 0)


def _sightings(sentence: Sentence, children: Sequence[str], report: Report, *, early: float) -> Iterator[_Sighting]:
    text = sentence.text
    mentions = sorted(
        (m.start(), m.end(), child) for child in children for m in re.finditer(rf"\b{re.escape(child)}\b", text)
    )
    for _, end, child in mentions:
        bracket = _IN_BRACKETS.match(text, end)
        if bracket is not None:
            age = _age(bracket["n"], bracket["u"] or "years")
            if age is not None:
                yield _Sighting(child, age, early + 1.2, report.of_sentence(sentence))
    for match in _AGE.finditer(text):
        age = _of_match(match)
        if age is None or age.months >= 216 and children:
            continue
        before = text[: match.start()]
        subject = _subject(before, text[match.end() :], mentions, children, match.start())
        if subject is None:
            continue
        weight = early + (0.5 if match["aged"] or match["n2"] else 0.2)
        weight += 0.6 if _EVENT.search(text) else 0.0
        weight += 0.4 if any(end <= match.start() for _, end, _ in mentions) else 0.0
        weight += 0.3 if match["u1b"] or match["u2b"] else 0.0
        weight -= 1.5 if _EARLIER_TIME.search(before) else 0.0
        if weight > 0:
            yield _Sighting(subject, age, weight, report.of_sentence(sentence))


def _subject(
    before: str, after: str, mentions: Sequence[tuple[int, int, str]], children: Sequence[str], at: int
) -> str | None:
    """Whose age it is: the child named last before it, unless an adult stands between; else the only child."""
    last = max((mention for mention in mentions if mention[1] <= at), default=None)
    if last is not None:
        between = before[last[1] :]
        return None if _ADULT.search(between) or len(between) > 120 else last[2]
    if _ADULT.search(before[-60:]):
        return None
    following = next((mention for mention in mentions if mention[0] >= at), None)
    if following is not None and following[0] - at < 60 and not re.search(r"[.;]", after[: max(0, following[0] - at)]):
        return following[2] if len(children) == 1 or following[0] - at < 40 else None
    if len(children) == 1 and _CHILD_NOUN.search(before + " " + after[:20]):
        return children[0]
    return None


def _span(report: Report) -> Claim[Ages] | None:
    for sentence in (*_front_sentences(report), *report.opening):
        for match in _RANGE.finditer(sentence.text):
            unit = match["unit"] or ("years" if _RANGE_LEAD.search(match.group()) else None)
            lead = _RANGE_LEAD.search(sentence.text[max(0, match.start() - 30) : match.end()])
            if unit is None or lead is None and "of age" not in match.group() and "old" not in match.group():
                continue
            low, high = _age(match["low"], match["low_unit"] or unit), _age(match["high"], unit)
            if low is None or high is None or not low.months < high.months < 216:
                continue
            words = (
                f"{low.words.split()[0]} to {high.words}"
                if low.words.split()[-1] == high.words.split()[-1]
                else f"{low.words} to {high.words}"
            )
            bands = _bands([low.months, high.months])
            return Claim(Ages(words, (), bands), (report.of_sentence(sentence),))
    return None


def _together(ages: Sequence[Age]) -> Ages:
    months = [age.months for age in ages]
    words = [age.words for age in ages]
    if len(ages) > _MOST_LISTED:
        low, high = min(ages, key=lambda age: age.months), max(ages, key=lambda age: age.months)
        same_unit = low.words.split()[-1] == high.words.split()[-1]
        text = f"{low.words.split()[0] if same_unit else low.words} to {high.words}" if low != high else low.words
    elif len(set(words)) == 1:
        text = words[0]
    else:
        text = f"{', '.join(words[:-1])} and {words[-1]}"
    return Ages(text, tuple(months), _bands(months))


def _bands(months: Sequence[int]) -> tuple[AgeBand, ...]:
    bands = list(dict.fromkeys(band_of(each) for each in months))
    return (*bands, AgeBand.MULTIPLE) if len(bands) > 1 else tuple(bands)


def _of_match(match: re.Match[str]) -> Age | None:
    for number, unit, more, more_unit in (
        ("n1", "u1", "n1b", "u1b"),
        ("n2", "u2", "n2b", "u2b"),
        ("n3", "u3", "", ""),
        ("n4", "", "", ""),
    ):
        if match[number]:
            age = _age(match[number], (match[unit] if unit else None) or "years")
            if age is None or not more or not match[more]:
                return age
            added = _age(match[more], match[more_unit])
            return Age(age.months + added.months, age.words) if added else age
    return None


def _age(number: str, unit: str) -> Age | None:
    text = number.lower().replace("½", "")
    value = int(text) if text.isdigit() else {"a": 1}.get(text) or (_WORDS.index(text) if text in _WORDS else None)
    if value is None:
        return None
    name = {"y": "year", "m": "month", "w": "week", "d": "day", "h": "hour"}[unit.lower()[0]]
    return Age(int(value * _TO_MONTHS[name]), f"{value} {name}{'' if value == 1 else 's'}")
