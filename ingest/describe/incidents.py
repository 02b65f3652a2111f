"""What happened to the children, when, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.describe.claims import Claim
from ingest.describe.dates import DateFound, find_dates
from ingest.describe.paragraphs import Paragraph
from ingest.describe.report import Report, Sentence
from records.dates import first_day
from records.models import Outcome, ReviewType

_NOUNS = (
    r"(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|sisters?|brothers?|sons?|daughters?|twins?|young\s+(?:person|people|"
    r"m[ae]n|wom[ae]n)|toddler|teenager|victim|siblings)"
)
_DEATH = (
    r"(?:died|dies|was\s+killed|were\s+killed|was\s+murdered|was\s+found\s+dead|lost\s+(?:his|her)\s+life|took\s+(?:his|her)\s+own\s+life|"
    r"ended\s+(?:his|her)\s+(?:own\s+)?life|was\s+fatally|had\s+died|drowned|death|killed|killing|murder|homicide|"
    r"was\s+pronounced\s+dead|suicide)"
)
_CHILD = re.compile(rf"\b{_NOUNS}\b", re.IGNORECASE)
_DEATH_WORD = re.compile(rf"\b{_DEATH}\b", re.IGNORECASE)
_DEATH_SIGNS = re.compile(r"d[iy](?:ed|es)|death|kill|murder|suicide|dead|life|fatal|drown|homicide")
_DEATH_OF_CHILD = re.compile(
    rf"\b(?:{_NOUNS}|one|two|three|four|five|six)\b[^.;]{{0,60}}?\b{_DEATH}\b|"
    rf"\bdeaths?\s+(?:by\s+\w+\s+)?of\s+(?:a\s+|the\s+|an\s+|his\s+|her\s+|both\s+)?(?:\w+\s+){{0,2}}?{_NOUNS}\b|"
    rf"\b{_NOUNS}[’']s?\s+(?:\w+\s+)?(?:death|murder|suicide)\b|"
    rf"\b(?:killed|murdered|murder\s+of|killing\s+of)\s+(?:both\s+of\s+)?(?:her|his|their|the)?\s*(?:\w+\s+)?{_NOUNS}\b|"
    r"\bthe\s+death\b",
    re.IGNORECASE,
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
    rf"\b(?:{_DEATH}|injur\w+|(?:was|were)\s+(?:found|stabbed|shot|taken|admitted|rushed|brought|arrested|attacked|assaulted|shaken)|found|"
    r"collapsed|harmed|became\s+looked\s+after|told|disclosed|removed|arrested|suffered|set\s+fire|overdose|ambulance|emergency)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:convicted|sentenced|pleaded|trial|court|inquest|prosecut\w+|charged|commissioned|decided|considered|concluded|notified|"
    r"rapid\s+review|criteria|published|completed|born|guidance|act|regulations?|decision|panel\s+met|agreed|sub-?(?:group|committee))\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:between|from)\s+[\w\s]{0,20}$", re.IGNORECASE)
_GRAVE = re.compile(rf"\b(?:{_DEATH}|injur\w+|stabbed|shot|collapsed|ambulance|unconscious|overdose)\b", re.IGNORECASE)
"""What a sentence of the narrative must tell for its date to be that of the event."""
_OF_PERIOD = re.compile(
    r"\b(?:period\s+(?:reviewed|under\s+review|of\s+(?:the\s+)?review|from|between)|"
    r"review(?:s|ed)?\s+(?:covers?|considers?|considered|covered|looks?|looked)|time[\s-]?frame|timeline|scope|scoping)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:s?he|they|his|her|their)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:grandmother|grandfather|gran|granny|mgm|(?:his|her|their)\s+(?:mother|father)\s+(?:died|was)|previous|another\s+child|half-)\b",
    re.IGNORECASE,
)
_DEATH_OF_SOMEBODY = re.compile(
    r"\b(?:s?he|they)\s+(?:\w+\s+){0,3}?(?:died|(?:was|were)\s+(?:pronounced|found)\s+dead)\b|"
    r"\blife[\s-]support\s+(?:\w+\s+){1,2}?(?:withdrawn|stopped|(?:switched|turned)\s+off)\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|partner|uncle|aunt|gran\w*|step\w+|friends?|mgm|husband|wife|man|woman|adults?)\b",
    re.IGNORECASE,
)
_SURE_OF_DEATH = 1.4
"""One early sentence that names the child, or two that do not."""
_FARTHEST_EVENT = 120
_LEAST_WEIGHT = 1.0
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


def find_outcome(report: Report, *, children: Sequence[str], review_type: ReviewType | None) -> Claim[Outcome] | None:
    """Death where a child at the centre died; else serious harm where the report tells of harm.

    Where somebody died who may well be the child, and nothing says it of the child by name, neither is said.
    """
    if review_type is ReviewType.INSPECTION_REPORT:
        return None
    weight = 0.0
    first: Sentence | None = None
    may_have_died = False
    sentences = (*front_sentences(report.front), *report.sentences)
    for place, sentence in enumerate(sentences[: max(60, len(sentences) // 2)]):
        if _DEATH_SIGNS.search(sentence.lower) is None:
            continue
        named = any(child in sentence.text for child in children)
        match = _DEATH_OF_CHILD.search(speak_of_the_child(sentence.text, children))
        if match is None or _is_no_death(match):
            may_have_died = may_have_died or _may_tell_of_death(sentence, children)
            continue
        weight += (1.0 if named else 0.5) * (1.5 if place < 25 else 1.0)
        first = first or sentence
        if weight >= _SURE_OF_DEATH:
            return Claim(Outcome.DEATH, (report.of_sentence(first),))
    if review_type not in _HARM_TYPES or may_have_died:
        return None
    for sentence in sentences:
        if _HARM.search(sentence.lower) and _CHILD.search(speak_of_the_child(sentence.paragraph.text, children)):
            return Claim(Outcome.SERIOUS_HARM, (report.of_sentence(sentence),))
    return None


def _may_tell_of_death(sentence: Sentence, children: Sequence[str]) -> bool:
    """Whether it tells by a pronoun of a death, in a paragraph that speaks of the child and of nobody else."""
    told = _DEATH_OF_SOMEBODY.search(sentence.text)
    if told is None or _is_no_death(told):
        return False
    paragraph = speak_of_the_child(sentence.paragraph.text, children)
    return _CHILD.search(paragraph) is not None and _SOMEBODY_ELSE.search(paragraph) is None


def speak_of_the_child(text: str, children: Sequence[str]) -> str:
    """The text with `the child` for every name, so that one pattern serves all reports."""
    for child in children:
        text = text.replace(child, "the child")
    return text


def find_incident(report: Report, *, children: Sequence[str], published: str | None) -> Claim[str] | None:
    """The date of the event that led to the review, where a sentence tells it of a child.

    Where none does, the end of the period under review, if the report also tells of something in that month.
    """
    best: tuple[float, str, Sentence] | None = None
    among_others = len(report.front) + len(report.opening)
    named = ""
    for place, sentence in enumerate((*front_sentences(report.front), *report.sentences)):
        is_named = any(child in sentence.text for child in children)
        named = sentence.text if is_named else named
        spoken_of = f"{named} {sentence.text}" if named and _PRONOUN.search(sentence.text) else sentence.text
        if not is_named and not _PRONOUN.match(sentence.text):
            named = ""  # the next `she` may be another
        if place > among_others and not is_named:
            continue
        early = max(0.0, 1.0 - place / max(20, among_others))
        for found in find_dates(sentence.text):
            if published is not None and first_day(found.value) > first_day(published):
                continue
            weight = early + _weight_of_date(sentence.text, found, spoken_of, children)
            if place > among_others and _GRAVE.search(sentence.text) is None:
                continue
            if best is None or weight > best[0]:
                best = weight, found.value, sentence
    if best is not None and best[0] >= _LEAST_WEIGHT:
        return Claim(best[1], (report.of_sentence(best[2]),))
    return _end_of_period(report)


def _weight_of_date(text: str, found: DateFound, spoken_of: str, children: Sequence[str]) -> float:
    """How surely a date is that of the event: by the nearest word for an event, and by whose event it is."""
    event = min(
        (
            (min(abs(match.start() - found.end), abs(found.start - match.end())), match.group())
            for match in _EVENT.finditer(text)
        ),
        default=None,
    )
    if event is None or event[0] > _FARTHEST_EVENT or _CHILD.search(speak_of_the_child(spoken_of, children)) is None:
        return -1.0
    weight = 2.2 if _DEATH_WORD.fullmatch(event[1]) else 1.4
    weight -= event[0] / _FARTHEST_EVENT
    weight += 0.6 * any(child in spoken_of for child in children)
    near = text[max(0, found.start - 60) : found.end + 60]
    weight -= 1.6 * bool(_COURT.search(near)) + 1.2 * bool(_PERIOD.search(text[: found.start]))
    weight -= 1.5 * bool(_OF_ANOTHER.search(text[max(0, found.start - 90) : found.end + 60]))
    return weight + 0.2 * (len(found.value) > len("2020-01"))


def _end_of_period(report: Report) -> Claim[str] | None:
    period = find_period(report)
    if period is None or len(period.value) < 2:
        return None
    end = period.value[-1]
    for sentence in report.opening:
        told = [found for found in find_dates(sentence.text) if found.value.startswith(end[: len("2020-01")])]
        if told and report.of_sentence(sentence) not in period.evidence:
            return Claim(told[0].value, (report.of_sentence(sentence), *period.evidence))
    return None


def find_period(report: Report) -> Claim[tuple[str, ...]] | None:
    """The dates between which the review looks at what was done."""
    for sentence in (*front_sentences(report.front), *report.opening):
        if _OF_PERIOD.search(sentence.text):
            dates = [found.value for found in find_dates(sentence.text)]
            if len(dates) > 1:
                return Claim(tuple(dates), (report.of_sentence(sentence),))
    return None


def front_sentences(front: Iterable[Paragraph]) -> Iterator[Sentence]:
    for index, paragraph in enumerate(front):
        text = paragraph.text
        yield Sentence(text, paragraph.page, text, paragraph, index, 0)


def _is_no_death(match: re.Match[str]) -> bool:
    deaths = list(_DEATH_WORD.finditer(match.string, match.start(), match.end()))
    at = deaths[-1].start() if deaths else match.start()
    return _NOT_A_DEATH.search(match.string, max(0, at - 60), at) is not None
