"""A summary made of the report's own sentences: what happened to whom, then what the review found."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from ingest.describe.claims import Claim
from ingest.describe.dates import find_dates
from ingest.describe.markers import learning_marker, recommendation_marker
from ingest.describe.report import Report, Sentence
from ingest.describe.triggers import GuardedPattern
from records.models import SectionKind

LEAST_WORDS = 100
MOST_WORDS = 150
"""What a reader takes in at a glance; the span that the field's own digests keep to."""

_FEW_WORDS = 350
_MANY_PARAGRAPHS = 6
"""A section of findings as long as this without a heading within is all findings."""
_NEVER = -9.0
_SHORTEST_SENTENCE_WORDS = 7
_LONGEST_SENTENCE_WORDS = 48
_FINDINGS = re.compile(
    r"\b(?:finding|analysis|learn(?:ed|t|ing)?|lessons?|theme|conclusions?|appraisal|emerging|issues?|what\s+(?:did|went|got)|"
    r"why\s+did|key\s+(?:points|messages|judgements)|response\s+to|statement)\b",
    re.IGNORECASE,
)
_NAMED_FINDINGS = re.compile(r"\bfindings?\b", re.IGNORECASE)
_EVENT = GuardedPattern(
    r"\b(?:died|death|killed|murdered|injur\w+|harmed|abused|exploited|neglect\w*|stabbed|shot|found|suffered|hospital|weighed|breaks|"
    r"fractur\w+|without|disability|threatened|beaten|given\s+alcohol|told)\b",
    needs=(
        *(
            "died",
            "death",
            "killed",
            "murdered",
            "injur",
            "harmed",
            "abused",
            "exploited",
            "neglect",
            "stabbed",
            "shot",
        ),
        *("found", "suffered", "hospital", "weighed", "breaks", "fractur", "without", "disability", "threatened"),
        *("beaten", "alcohol", "told"),
    ),
)
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|sisters?|brothers?|young\s+(?:person|people))\b",
)
_AGE = re.compile(r"\baged?\b|\bold\b")
_JUDGES = frozenset(
    (
        *(
            "no",
            "nobody",
            "none",
            "never",
            "not",
            "neither",
            "nor",
            "without",
            "only",
            "but",
            "each",
            "everyone",
            "every",
        ),
        *("although", "instead", "rather", "failed", "missed", "almost", "nothing", "became", "treated", "described"),
        *("recorded", "judged", "accept", "accepts", "accepted", "stopped", "least"),
    )
)
"""Words in which reviews judge: of what was there and what was not."""
_NUMBERS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty")
)
_LEANS_ON_ANOTHER = re.compile(
    r"(?:s?he|it|they|all|this(?!\s+(?:report|review|summary)\s+(?:concerns|is\s+about))|these|those|that|both|such|his|her|their|its|however|but|and|so|also|then|there|here|as\s+a\s+result|"
    r"in\s+addition|for\s+(?:this|that|example)|the\s+(?:latter|former|same|others?)|another|similarly|nevertheless|even|on\s+that)\b",
)
_OF_THE_PROCESS = GuardedPattern(
    r"\b(?:this\s+(?:section|report|chapter|summary|briefing|review\s+(?:was|is|will))|terms\s+of\s+reference|the\s+panel\s+(?:met|was|agreed|heard)|"
    r"criteria|commissioned|methodology|chronology|lead\s+reviewer|the\s+reviewer|learning\s+events?|practitioners?\s+told|pseudonym\w*|"
    r"working\s+together|(?:act|regulations?)\s+\d{4}|rapid\s+review|convened|notified|see\s+(?:section|paragraph|appendix)|table\s+\d|"
    r"figure\s+\d|published|condolences|samaritans|grateful|sentenced|pleaded|inquest|defin\w+|the\s+panel\s+considered|apologi\w+|"
    r"(?:considers?|covers?|reviewed|looks?\s+at|looked\s+at)\s+the\s+period|if\s+you|your|think\s+of|i\s+(?:asked|met|read|have|am))\b",
    needs=(
        *(
            "this ",
            "terms of",
            "panel",
            "criteria",
            "commissioned",
            "methodology",
            "chronology",
            "reviewe",
            "learning event",
        ),
        *(
            "practitioner",
            "pseudonym",
            "working together",
            "act ",
            "regulation",
            "rapid review",
            "convened",
            "notified",
        ),
        *("see ", "table ", "figure ", "published", "condolences", "samaritans", "grateful", "sentenced", "pleaded"),
        *("inquest", "defin", "apologi", "the period", "if you", "your", "think of"),
        *("i asked", "i met", "i read", "i have", "i am"),
    ),
)
_PROSE = {code: None for code in range(0x20, 0x250) if chr(code).isalpha() or chr(code).isspace()}
"""What is taken away to see how much of a sentence is figures and marks."""
_PLAIN_PROSE = bytes(code for code in _PROSE if code < 0x80)
_MOST_MARKS = 0.22
"""Of the characters of a sentence of prose."""
_BULLETS = "•●▪–-"
_WORD = re.compile(r"[a-z]{4,}")
_NOT_THERE = frozenset(
    {
        SectionKind.RECOMMENDATIONS,
        SectionKind.APPENDIX,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.CONTENTS,
        SectionKind.GLOSSARY,
        SectionKind.REFERENCES,
        SectionKind.PANEL,
        SectionKind.DEFINITIONS,
    }
)


def find_summary(report: Report, *, children: Sequence[str]) -> Claim[str] | None:
    """100 to 150 words where the report has them. One evidence a sentence, in the order of the sentences."""
    weigh = _Weights(report, children)
    readable = [
        sentence
        for sentence in report.sentences
        if _is_readable(sentence) and not sentence.paragraph.kinds & _NOT_THERE
    ]
    sentences = [sentence for sentence in readable if not sentence.paragraph.cells]
    if _words(sentences) < _FEW_WORDS:
        sentences = readable  # a briefing that is all boxes
    if not sentences:
        return None
    happened = _best(sentences[: max(40, len(sentences) // 3)], weigh.as_event, most_words=MOST_WORDS // 2, most=2)
    firsts = list(_first_of_findings(sentences))
    found = _best(
        firsts, weigh.as_finding, most_words=MOST_WORDS - _words(happened), most=6, least=0.5, unless=happened
    )
    chosen = [*happened, *found]
    for candidates in ([each for each in sentences if each.position == 0], sentences):
        if _words(chosen) < LEAST_WORDS:
            room = MOST_WORDS - _words(chosen)
            chosen += _best(candidates, weigh.as_finding, most_words=room, most=8, unless=chosen)
    head = sorted(happened, key=lambda each: (each.paragraph_index, each.position))
    tail = sorted(
        (each for each in chosen if each not in happened), key=lambda each: (each.paragraph_index, each.position)
    )
    ordered = [*head, *tail]
    text = " ".join(sentence.text if sentence.text[-1] in '.!?”"' else f"{sentence.text}." for sentence in ordered)
    return Claim(text, tuple(report.of_sentence(sentence) for sentence in ordered))


class _Weights:
    """What makes a sentence one of a summary, weighed as readers marked sentences of the samples."""

    def __init__(self, report: Report, children: Sequence[str]) -> None:
        self._children = children
        words = (_WORD.findall(paragraph.text.lower()) for paragraph in report.paragraphs)
        counts = Counter(chain.from_iterable(words))
        self._logarithms = {word: math.log1p(count) for word, count in counts.items()}
        self._total = max(1, len(report.sentences))

    def as_event(self, sentence: Sentence, place: int) -> float:
        text, lower = sentence.text, sentence.lower
        tells_event = bool(_EVENT.search(lower))
        weight = 2.0 * tells_event + 1.5 * any(child in text for child in self._children)
        weight += 0.7 * bool(_CHILD.search(lower)) + 0.7 * bool(_AGE.search(text))
        weight += 0.6 * any(True for _ in find_dates(text))
        weight += 1.2 * max(0.0, 1 - place / 30)
        weight -= 1.2 * bool(_OF_THE_PROCESS.search(lower))
        return weight + self._of_form(sentence) - 1.5 * (not tells_event)

    def as_finding(self, sentence: Sentence, _place: int) -> float:
        text, lower = sentence.text, sentence.lower
        if _OF_THE_PROCESS.search(lower):
            return _NEVER  # it tells of the review and not of the case
        words = lower.split()
        weight = 0.5 * min(3, sum(map(_JUDGES.__contains__, words)))
        weight += 0.4 * _gives_number(lower, words)
        weight += 0.4 * any(child in text for child in self._children)
        weight += 0.8 * (sentence.position == 0) + self._centrality(lower)
        weight += 0.6 * any(_NAMED_FINDINGS.search(heading) for heading in sentence.paragraph.headings)
        weight -= 0.7 * (SectionKind.CHRONOLOGY in sentence.paragraph.kinds)
        return weight + self._of_form(sentence)

    def _of_form(self, sentence: Sentence) -> float:
        text = sentence.text
        weight = -1.0 * (text[0] in "“\"‘'") - 1.0 * (text.count("“") > 1)
        return weight - 0.5 * (sentence.words < 9)

    def _centrality(self, lowered: str) -> float:
        """How much of a sentence is in the words that the report keeps using."""
        words = _WORD.findall(lowered)
        if not words:
            return 0.0
        return sum(self._logarithms.get(word, 0.0) for word in words) / len(words) / math.log1p(self._total)


def _first_of_findings(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first sentences under each heading of the findings: that is where reports say what they found."""
    sections = Counter(sentence.paragraph.headings for sentence in sentences if sentence.position == 0)
    tells = {
        headings: any(map(_FINDINGS.search, headings)) for headings in {each.paragraph.headings for each in sentences}
    }
    seen: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        headings = sentence.paragraph.headings
        if not tells[headings] and SectionKind.LEARNING not in sentence.paragraph.kinds:
            continue
        if sentence.position == 0:
            seen[headings] += 1
        if (sentence.position == 0 and seen[headings] <= 2) or sections[headings] > _MANY_PARAGRAPHS:
            yield sentence


def _best(
    sentences: Sequence[Sentence],
    weigh: Callable[[Sentence, int], float],
    *,
    most_words: int,
    most: int,
    least: float = -1.0,
    unless: Sequence[Sentence] = (),
) -> list[Sentence]:
    """The heaviest sentences that fit into so many words and do not say again what one of them says."""
    weighed = ((weigh(sentence, place), -place) for place, sentence in enumerate(sentences) if _stands_alone(sentence))
    ranked = sorted(weighed, reverse=True)
    chosen: list[Sentence] = []
    words = 0
    for weight, place in ranked:
        sentence = sentences[-place]
        length = sentence.words
        if weight < least or len(chosen) == most:
            break
        if words + length > most_words or any(_says_again(sentence, other) for other in (*chosen, *unless)):
            continue
        chosen.append(sentence)
        words += length
    return chosen


def _stands_alone(sentence: Sentence) -> bool:
    """Whether a reader understands it without the sentence before."""
    return _LEANS_ON_ANOTHER.match(sentence.lower) is None


def _says_again(sentence: Sentence, other: Sentence) -> bool:
    mine, theirs = set(_WORD.findall(sentence.lower)), set(_WORD.findall(other.lower))
    return len(mine & theirs) > 0.6 * min(len(mine), len(theirs) or 1)


def _is_readable(sentence: Sentence) -> bool:
    """Whether it is a whole sentence of prose of a length that can be read."""
    text = sentence.text
    if not _SHORTEST_SENTENCE_WORDS <= sentence.words <= _LONGEST_SENTENCE_WORDS:
        return False
    if not (text[0].isupper() or text[0] in "“\"‘'") or text[-1] in "?:;,":
        return False
    if text[-1] not in '.!”"' and sentence.paragraph.text[0] not in _BULLETS:
        return False
    if not _is_prose(text):
        return False
    return sentence.position > 0 or not (recommendation_marker(text) or learning_marker(text))


def _is_prose(text: str) -> bool:
    """Whether little of it is figures and marks. Looked at as bytes first, at a tenth of the cost."""
    most = _MOST_MARKS * len(text)
    with_foreign_letters = len(text.encode("ascii", "replace").translate(None, _PLAIN_PROSE))
    return with_foreign_letters <= most or len(text.translate(_PROSE)) <= most


def _gives_number(lowered: str, words: Sequence[str]) -> bool:
    if not _NUMBERS.isdisjoint(words) or any(map(str.isdigit, {word[0] for word in words})):
        return True
    return "teen" in lowered and any(word.endswith("teen") for word in words)


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(sentence.words for sentence in sentences)
