"""How old the children were, in words, in months and in bands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.describe.claims import Claim
from ingest.describe.incidents import front_sentences
from ingest.describe.report import Report, Sentence
from records.models import AgeBand, Evidence

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = r"(?:\d{1,2}(?:½)?|(?:" + "|".join(_WORDS[1:]) + r"|a)\b)"
_UNIT = r"(?:years?|months?|weeks?|days?|hours?)"
_HEDGE = r"(?:just\s+|only\s+|about\s+|nearly\s+|almost\s+|around\s+|then\s+|still\s+)?"
_FORMS = (
    # aged nine; aged two years and five months; at the age of seven weeks
    rf"(?:aged?|the\s+age\s+of)\s+{_HEDGE}(?P<n1>{_NUMBER})(?:[\s-]+(?P<u1>{_UNIT})(?:(?:\s+and|,)?\s+(?P<m1>{_NUMBER})[\s-]+(?P<v1>{_UNIT}))?)?",
    # nine years old; a five-month-old
    rf"(?P<n2>{_NUMBER})[\s-]+(?P<u2>{_UNIT})(?:(?:\s+and)?\s+(?P<m2>{_NUMBER})[\s-]+(?P<v2>{_UNIT}))?(?:[\s-]+olds?\b|\s+of\s+age)",
    # a girl of nine; an infant of five months
    rf"(?:girl|boy|child|infant|baby|son|daughter|toddler)\s+of\s+(?P<n3>{_NUMBER})(?:\s+(?P<u3>{_UNIT}))?"
    r"(?=\s*[,.;)]|\s+(?:who|and|was|had|told|when)|$)",
    # who was three; 14 when she came into hospital
    rf"(?:was|were|is)\s+{_HEDGE}(?P<n4>{_NUMBER})(?=\s*[,.;)]|\s+(?:when|at\s+the\s+time|and)\b|$)",
    rf"^(?P<n5>{_NUMBER})(?=\s+when\s+s?he\b)",
)
_AGE = re.compile(r"\b(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"\s*\((?:aged?\s+)?(?P<n>{_NUMBER})(?:\s*(?P<u>{_UNIT}|yrs?|mths?|m))?(?:\s+old)?\)", re.IGNORECASE
)
_SEVERAL = re.compile(
    rf"\b(?:aged|ages)\s+(?P<ages>{_NUMBER}(?:\s*,\s*{_NUMBER})*\s*,?\s+and\s+{_NUMBER})(?:\s+(?P<unit>{_UNIT}))?\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})?\s*(?:and|to|[-–])\s*(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?"
    r"(?P<tail>\s+of\s+age|\s+old)?",
    re.IGNORECASE,
)
_RANGE_LEAD = re.compile(r"\b(?:aged|ages|age|(?:children|girls|boys|babies)\s+(?:of|between))\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:died|death|killed|murdered|injur|found|stabbed|shot|harmed|abused|taken|admitted|arrest|incident|told|removed|"
    r"hospital|suffered|fatal)\w*",
    re.IGNORECASE,
)
_EARLIER_TIME = re.compile(
    r"\b(?:since\s+(?:the\s+)?age|from\s+the\s+age|until|by\s+the\s+age|born|reading\s+age|"
    r"before\s+(?:s?he|they)\s+(?:was|were)|at\s+birth|mental\s+age|than|weight\s+at)\W+(?:\w+\s+){0,3}$|"
    r"\b(?:since|from|by|before)\s+$",
    re.IGNORECASE,
)
_WHEN_YOUNGER = re.compile(r"\bwhen\s+(?:s?he|they)\s+(?:was|were)\W+(?:\w+\s+){0,1}$", re.IGNORECASE)
_ADULT_BETWEEN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|mother|father|parents?|mum|dad|stepfather|partner|uncle|aunt|gran\w*|(?:half[\s-])?(?:brother|sister)|"
    r"sibling|man|woman|men|women|carer|adult|practitioner|offender|neighbour)s?\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_CHILD_NOUN = re.compile(
    r"\b(?:child|girl|boy|baby|infant|toddler|son|daughter|young\s+person|teenager|pupil|s?he)\b", re.IGNORECASE
)
_CELL = re.compile(rf"(?P<n>{_NUMBER})(?:\s*(?P<u>{_UNIT}))?(?:\s*(?:to|[-–])\s*{_NUMBER}.*)?", re.IGNORECASE)
_AGES_IN_WORDS = re.compile(rf"\b(?P<n>{_NUMBER})(?:[\s-]+(?P<u>{_UNIT}))?\b", re.IGNORECASE)
_TO_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365, "hour": 0.0}
_LIMITS = ((12, AgeBand.UNDER_1), (60, AgeBand.FROM_1_TO_4), (132, AgeBand.FROM_5_TO_10), (192, AgeBand.FROM_11_TO_15))
_PRONOUN = re.compile(r"(?:s?he|his|her)\b", re.IGNORECASE)
_ADULT_MONTHS = 216
_HAS_AGE = re.compile(r"\d|\b(?:age|old\b|(?:was|is|were|of) )|^[a-z]+ when ")
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
    return AgeBand.FROM_16_TO_17 if months < _ADULT_MONTHS else AgeBand.ADULT


def find_ages(report: Report, *, children: Sequence[str]) -> Claim[Ages] | None:
    """Each child's age at the incident; where single ages are not told, the span that is."""
    best = _in_tables(report, children)
    names = {child: re.compile(rf"\b{re.escape(child)}(?!\w)") for child in children}
    among_others = len(report.front) + len(report.opening)
    spoken_of = (-1, "")
    for order, sentence in enumerate((*front_sentences(report.front), *report.sentences)):
        named = [child for child in children if child in sentence.text]
        if not named and spoken_of[0] == sentence.paragraph_index and _PRONOUN.match(sentence.text):
            named = [spoken_of[1]]
        spoken_of = (sentence.paragraph_index, named[-1]) if named else spoken_of
        if (order > among_others and not named) or not _HAS_AGE.search(sentence.lower):
            continue
        early = max(0.0, 1.5 - order / max(20, among_others))
        mentions = sorted(
            (match.start(), match.end(), child) for child in named for match in names[child].finditer(sentence.text)
        ) or [(0, 0, child) for child in named]
        for sighting in _sightings(sentence, children, mentions, report, early=early):
            known = best.get(sighting.child)
            if known is None or sighting.weight > known.weight:
                best[sighting.child] = sighting
    told = [best[child] for child in children if child in best]
    if len(told) < len(children) or not told:
        together = _several(report, children) or (_span(report) if len(children) != 1 else None)
        if together is not None:
            return together
    if not told:
        return None
    ages = _together([sighting.age for sighting in told])
    evidence = tuple(sighting.evidence for sighting in told)
    span = _span(report) if len(told) > _MOST_LISTED else None
    if span is not None:  # of many children the report's own words are told
        return Claim(replace(ages, words=span.value.words), (*span.evidence, *evidence))
    return Claim(ages, evidence)


def _in_tables(report: Report, children: Sequence[str]) -> dict[str, _Sighting]:
    """From a table with a row for each child and a column for the age; of several such columns the last."""
    best: dict[str, _Sighting] = {}
    columns: list[int] = []
    for paragraph in report.paragraphs:
        if not paragraph.cells:
            continue
        heads = [place for place, cell in enumerate(paragraph.cells) if re.search(r"\bage[ds]?\b", cell, re.IGNORECASE)]
        if heads and paragraph.cells[0] not in children:
            columns = heads
            continue
        child = paragraph.cells[0]
        for column in reversed(columns) if child in children and child not in best else ():
            match = _CELL.fullmatch(paragraph.cells[column]) if column < len(paragraph.cells) else None
            age = _age(match["n"], match["u"] or "years") if match else None
            if age is not None:
                best[child] = _Sighting(child, age, 2.6, report.evidence(paragraph.page, paragraph.text))
                break
    return best


def _sightings(
    sentence: Sentence,
    children: Sequence[str],
    mentions: Sequence[tuple[int, int, str]],
    report: Report,
    *,
    early: float,
) -> Iterator[_Sighting]:
    text = sentence.text
    for _, end, child in mentions:
        bracket = _IN_BRACKETS.match(text, end)
        age = _age(bracket["n"], bracket["u"] or "years") if bracket else None
        if age is not None:
            yield _Sighting(child, age, early + 1.2, report.of_sentence(sentence))
    for match in _AGE.finditer(text):
        age = _of_match(match)
        if age is None or age.months >= _ADULT_MONTHS:
            continue
        before = text[: match.start()]
        subject = _subject(before, text[match.end() :], mentions, children, match.start())
        if subject is None:
            continue
        is_event = _EVENT.search(text) is not None
        weight = early + 0.6 * is_event + (0.5 if match["n1"] or match["n2"] else 0.2)
        weight += 0.4 * any(end <= match.start() for _, end, _ in mentions)
        weight += 0.3 * bool(match["m1"] or match["m2"])
        weight -= 1.5 * bool(not is_event and _WHEN_YOUNGER.search(before))
        if _EARLIER_TIME.search(before):
            continue
        if weight > 0:
            yield _Sighting(subject, age, weight, report.of_sentence(sentence))


def _subject(
    before: str, after: str, mentions: Sequence[tuple[int, int, str]], children: Sequence[str], at: int
) -> str | None:
    """Whose age it is: the child named last before it, unless an adult stands between; else the only child."""
    last = max((mention for mention in mentions if mention[1] <= at), default=None)
    if last is not None:
        between = before[last[1] :]
        return None if _ADULT_BETWEEN.search(between) or len(between) > 120 else last[2]
    if _ADULT_BETWEEN.search(before[-60:]):
        return None
    following = next((mention for mention in mentions if mention[0] >= at), None)
    if following is not None and following[0] - at < 60:
        return None if re.search(r"[.;]", after[: following[0] - at]) else following[2]
    if len(children) == 1 and (_CHILD_NOUN.search(before + " " + after[:20]) or not before):
        return children[0]
    return None


def _several(report: Report, children: Sequence[str]) -> Claim[Ages] | None:
    """`Two sisters, aged six and three`, where there are as many ages as children."""
    for sentence in report.opening:
        match = _SEVERAL.search(sentence.text)
        numbers = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["ages"]) if match else []
        if match is not None and len(numbers) == len(children):
            ages = [age for number in numbers if (age := _age(number, match["unit"] or "years"))]
            if len(ages) == len(children) and all(age.months < _ADULT_MONTHS for age in ages):
                return Claim(_together(ages), (report.of_sentence(sentence),))
    return None


def _span(report: Report) -> Claim[Ages] | None:
    for sentence in (*front_sentences(report.front), *report.opening):
        if not _HAS_AGE.search(sentence.lower):
            continue
        for match in _RANGE.finditer(sentence.text):
            lead = _RANGE_LEAD.search(sentence.text[max(0, match.start() - 30) : match.start()])
            unit = match["unit"] or ("years" if lead else None)
            if unit is None or (lead is None and match["tail"] is None):
                continue
            low, high = _age(match["low"], match["low_unit"] or unit), _age(match["high"], unit)
            if low is None or high is None or not low.months < high.months < _ADULT_MONTHS:
                continue
            ages = Ages(_span_in_words(low, high), (), _bands([low.months, high.months]))
            return Claim(ages, (report.of_sentence(sentence),))
    return None


def _span_in_words(low: Age, high: Age) -> str:
    if low.words == high.words:
        return low.words
    first = (
        low.words.split()[0] if low.words.split()[-1].rstrip("s") == high.words.split()[-1].rstrip("s") else low.words
    )
    return f"{first} to {high.words}"


def _together(ages: Sequence[Age]) -> Ages:
    months = [age.months for age in ages]
    words = [age.words for age in ages]
    if len(ages) > _MOST_LISTED:
        text = _span_in_words(min(ages, key=lambda age: age.months), max(ages, key=lambda age: age.months))
    elif len(set(words)) == 1:
        text = words[0]
    else:
        text = f"{', '.join(words[:-1])} and {words[-1]}"
    return Ages(text, tuple(months), _bands(months))


def _bands(months: Sequence[int]) -> tuple[AgeBand, ...]:
    bands = list(dict.fromkeys(band_of(each) for each in months))
    return (*bands, AgeBand.MULTIPLE) if len(bands) > 1 else tuple(bands)


def _of_match(match: re.Match[str]) -> Age | None:
    for form in "12345":
        number = match[f"n{form}"]
        if not number:
            continue
        groups = match.groupdict()
        age = _age(number, groups.get(f"u{form}") or "years")
        more = groups.get(f"m{form}")
        added = _age(more, groups[f"v{form}"] or "months") if more else None
        return Age(age.months + added.months, age.words) if age and added else age
    return None


def _age(number: str, unit: str) -> Age | None:
    text = number.lower().replace("½", "")
    if text.isdigit():
        value = int(text)
    elif text == "a":
        value = 1
    elif text in _WORDS:
        value = _WORDS.index(text)
    else:
        return None
    name = {"y": "year", "m": "month", "w": "week", "d": "day", "h": "hour"}[unit.lower()[0]]
    return Age(int(value * _TO_MONTHS[name]), f"{value} {name}{'' if value == 1 else 's'}")


def months_in_words(text: str) -> list[int]:
    """Every age that a phrase names, in months: `3 and 6 years` are 36 and 72.

    >>> months_in_words("three weeks to five months")
    [0, 5]
    """
    found: list[tuple[str, str | None]] = [(m["n"], m["u"]) for m in _AGES_IN_WORDS.finditer(text)]
    months: list[int] = []
    unit = "years"
    for number, own_unit in reversed(found):  # a unit holds for the numbers before it
        unit = own_unit or unit
        age = _age(number, unit)
        if age is not None:
            months.insert(0, age.months)
    return months
