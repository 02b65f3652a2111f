"""What makes a sentence one of a summary, weighed as readers marked sentences of the samples."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from ingest.describe.dates import find_dates
from ingest.describe.happened import harm_told
from ingest.describe.report import Report, Sentence
from ingest.describe.triggers import GuardedPattern
from records.models import SectionKind

_COUNTED_AT_ONCE = 64
"""Paragraphs: one by one takes a third longer, all at once a copy of the text."""
NEVER = -9.0
"""What a sentence weighs that is none for a summary, whatever else speaks for it."""

_ALL_OF_THEM = re.compile(
    r"\b(?i:both|all|two|three|four|five|six|seven|eight|nine|ten|\d+|a\s+(?:number|group)\s+of|the|these|her|his|their)\s+"
    r"(?:of\s+)?(?:(?:the|her|his|their)\s+)?(?:\w+\s+)?"
    r"(?:children|girls|boys|babies|infants|sisters|brothers|siblings|twins|young\s+people)\b"
)
_ONE_OF_THEM = re.compile(
    r"\b(?i:the|this|her|his|their|an?)\s+(?:[\w-]+\s+){0,3}?(?:child|baby|infant|boy|girl|toddler|son|daughter|teenager|"
    r"young\s+(?:person|woman|man)|[\w-]+-old)\b"
)
_FEW_OF_THEM = 0.4
"""What one of three or more children met with is not what the review is about."""
_AGE = re.compile(r"\baged?\b|\bold\b")
_JUDGES = frozenset(
    (
        *("no", "nobody", "none", "never", "not", "neither", "nor", "without", "only", "but", "each", "everyone"),
        *("every", "although", "instead", "rather", "failed", "missed", "almost", "nothing", "became", "treated"),
        *("described", "recorded", "judged", "accept", "accepts", "accepted", "stopped", "least"),
    )
)
"""Words in which reviews judge: of what was there and what was not."""
_NUMBERS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty")
)
_NAMED_FINDINGS = re.compile(r"\bfindings?\b", re.IGNORECASE)
_LEANS_ON_ANOTHER = re.compile(
    r"(?:s?he|it|they|all|this(?!\s+(?:report|review|summary)\s+(?:concerns|is\s+about))|these|those|that|both|such|his|her|"
    r"their|its|however|but|and|so|also|then|there|here|as\s+a\s+result|in\s+addition|for\s+(?:this|that|example)|"
    r"the\s+(?:latter|former|same|others?)|another|similarly|nevertheless|even|on\s+that|consequently|subsequently|therefore|"
    r"moreover|furthermore|since\s+(?:then|that)|once\s+(?:they|this|that)|when\s+(?:this|that|these)\s+(?:is|was|are|were)|"
    r"for\s+[\w\s]{1,40},\s+this|despite\s+(?:this|these))\b",
)
_STANDS_ALL_THE_SAME = re.compile(
    r"it\s+(?:concerns|is\s+about|relates\s+to)\b|(?:both|all|these)\s+(?:\w+\s+)?(?:children|girls|boys|babies|sisters|"
    r"brothers|twins)\b|this\s+(?:[\w’()-]+\s+){0,5}?(?:review|report|summary|briefing)\b"
)
"""Ways in which a sentence that tells of the event may begin: who is meant is clear."""
_INTRODUCES = re.compile(
    r"it\s+(?:concerns|is\s+about|relates\s+to)\b|(?:this|the\s+present)\s+(?:is\s+the\s+)?(?:[\w’()-]+\s+){0,5}?(?:review|report|"
    r"summary|briefing)\b"
)
_OF_THE_PROCESS = GuardedPattern(
    r"\b(?:this\s+(?:section|report|chapter|summary|briefing|review\s+(?:was|is|will))|terms\s+of\s+reference|the\s+remit|"
    r"the\s+panel\s+(?:met|was|agreed|heard)|criteria|commissioned|methodology|chronology|lead\s+reviewer|the\s+reviewer|"
    r"learning\s+events?|practitioners?\s+told|pseudonym\w*|working\s+together|(?:act|regulations?)\s+\d{4}|rapid\s+review|"
    r"convened|notified|see\s+(?:section|paragraph|appendix)|table\s+\d|figure\s+\d|published|condolences|samaritans|grateful|"
    r"sentenced|pleaded|inquest|defin\w+|the\s+panel\s+considered|apologi\w+|"
    r"(?:considers?|covers?|reviewed|looks?\s+at|looked\s+at)\s+the\s+period|inspected\s+by|monitoring\s+visits?|if\s+you|your|think\s+of|i\s+(?:asked|met|read|have|am))\b",
    needs=(
        *(
            "this ",
            "terms of",
            "the remit",
            "panel",
            "criteria",
            "commissioned",
            "methodology",
            "chronology",
            "reviewe",
        ),
        *("learning event", "practitioner", "pseudonym", "working together", "act ", "regulation", "rapid review"),
        *("convened", "notified", "see ", "table ", "figure ", "published", "condolences", "samaritans"),
        *("grateful", "sentenced", "pleaded", "inquest", "defin", "apologi", "the period", "if you", "your"),
        *("inspected", "monitoring"),
        *("think of", "i asked", "i met", "i read", "i have", "i am"),
    ),
)
_RULES = re.compile(r"\b(?:should|must)\b(?!\s+(?:not\s+)?have\b(?!\s+(?:an?|the|one|no|its|their|access)\b))")
"""What is to be done is a recommendation; what should have been done is a finding."""
_NO_LETTERS = bytes(code if chr(code).islower() and code < 0x80 else 0x20 for code in range(256))
_SHORTEST_WORD = 4
"""Letters: shorter ones are not what a report is about."""


class Weights:
    """What each sentence of a report weighs, as one that tells what happened and as one that tells what was found."""

    def __init__(self, report: Report, children: Sequence[str]) -> None:
        self._children = re.compile(rf"\b(?:{'|'.join(map(re.escape, children))})\b") if children else None
        self._number = len(children)
        counts: Counter[bytes] = Counter()
        texts = (paragraph.text for paragraph in report.paragraphs)
        while some := " ".join(islice(texts, _COUNTED_AT_ONCE)):
            counts.update(_split(some.lower()))
        self._counts = counts
        self._as_findings: dict[int, float] = {}
        self._total = math.log1p(max(1, len(report.sentences)))

    def as_event(self, sentence: Sentence, place: int) -> float:
        """How well it says what happened to the children; far below nought where it does not."""
        text, lower = sentence.text, sentence.lower
        told = harm_told(text, lower, children=self._children)
        if not told or _leans(lower, unless=_STANDS_ALL_THE_SAME):
            return NEVER
        of_whom = self._share_spoken_of(text)
        weight = told + 1.2 * of_whom - 1.5 * (of_whom < _FEW_OF_THEM)
        weight += 0.7 * bool(_AGE.search(text)) + 0.6 * any(True for _ in find_dates(text))
        weight += 1.2 * max(0.0, 1 - place / 30) - 1.2 * tells_of_process(lower)
        return weight + _of_form(sentence)

    def as_finding(self, sentence: Sentence, _place: int = 0) -> float:
        """How well it says what a review found. Weighed once: a sentence stands in several lists."""
        key = id(sentence)
        if key not in self._as_findings:
            self._as_findings[key] = self._weigh_finding(sentence)
        return self._as_findings[key]

    def _weigh_finding(self, sentence: Sentence) -> float:
        text, lower = sentence.text, sentence.lower
        if _leans(lower) or tells_of_process(lower):
            return NEVER  # it leans on the sentence before, or tells of the review and not of the case
        words = lower.split()
        weight = 0.5 * min(3, sum(map(_JUDGES.__contains__, words)))
        weight += 0.4 * _gives_number(lower, words)
        weight += 0.4 * (self._children is not None and self._children.search(text) is not None)
        weight += 0.8 * (sentence.position == 0) + self._centrality(lower)
        weight += 0.6 * any(_NAMED_FINDINGS.search(heading) for heading in sentence.paragraph.headings)
        weight -= 0.7 * (SectionKind.CHRONOLOGY in sentence.paragraph.kinds) + 1.0 * bool(_RULES.search(lower))
        return weight + _of_form(sentence)

    def _share_spoken_of(self, text: str) -> float:
        """Of the children at the centre, the share of whom a sentence speaks; half where one has no name there."""
        if _ALL_OF_THEM.search(text):
            return 1.0
        named = len(set(self._children.findall(text))) if self._children is not None else 0
        if self._number > 2:
            return named / self._number
        return 1.0 if named else 0.5 * bool(_ONE_OF_THEM.search(text))

    def _centrality(self, lowered: str) -> float:
        """How much of a sentence is in the words that the report keeps using."""
        words = words_of(lowered)
        return sum(map(math.log1p, map(self._counts.__getitem__, words))) / len(words) / self._total if words else 0.0


def words_of(lowered: str) -> list[bytes]:
    """The words of four letters and more of a text in lower case. As bytes: a pattern takes five times as long."""
    return [word for word in _split(lowered) if len(word) >= _SHORTEST_WORD]


def _split(lowered: str) -> list[bytes]:
    return lowered.encode("ascii", "replace").translate(_NO_LETTERS).split()


def introduces(lowered: str) -> bool:
    """Whether a sentence introduces the report, and says in passing what happened: nothing for after that was told."""
    return _INTRODUCES.match(lowered) is not None


def tells_of_process(lowered: str) -> bool:
    """Whether a sentence tells of the review itself: who asked for it, how it was done, what came after."""
    return _OF_THE_PROCESS.search(lowered) is not None


def _leans(lowered: str, *, unless: re.Pattern[str] | None = None) -> bool:
    """Whether a reader understands it only with the sentence before."""
    return _LEANS_ON_ANOTHER.match(lowered) is not None and (unless is None or unless.match(lowered) is None)


def _of_form(sentence: Sentence) -> float:
    text = sentence.text
    weight = -1.0 * (text[0] in "“\"‘'") - 1.0 * (text.count("“") > 1)
    return weight - 0.5 * (sentence.words < 9)


def _gives_number(lowered: str, words: Sequence[str]) -> bool:
    if not _NUMBERS.isdisjoint(words) or any(map(str.isdigit, {word[0] for word in words})):
        return True
    return "teen" in lowered and any(word.endswith("teen") for word in words)
