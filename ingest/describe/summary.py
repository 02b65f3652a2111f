"""A summary made of the report's own sentences: what happened to whom, then what the review found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.describe.claims import Claim
from ingest.describe.markers import learning_marker, recommendation_marker
from ingest.describe.report import Report, Sentence
from ingest.describe.weighing import Weights, words_of
from records.models import SectionKind

LEAST_WORDS = 100
MOST_WORDS = 150
"""What a reader takes in at a glance; the span that the field's own digests keep to."""

_LEAST_TOLD = 2.6
"""What a sign of harm weighs that is told of the child by name, or a grave harm that is told of some child."""
_MORE_TOLD = 3.2
"""What a second sentence weighs that says more of what happened."""
_LEAST_FOUND = 0.5
"""What the first sentence under a finding weighs that judges, or is about what the report keeps speaking of."""
_FEW_WORDS = 350
_MANY_PARAGRAPHS = 6
"""A section of findings as long as this without a heading within is all findings."""
_SHORTEST_SENTENCE_WORDS = 7
_LONGEST_SENTENCE_WORDS = 48
_FINDINGS = re.compile(
    r"\b(?:finding|analysis|learn(?:ed|t|ing)?|lessons?|theme|conclusions?|appraisal|emerging|issues?|what\s+(?:did|went|got)|"
    r"why\s+did|key\s+(?:points|messages|judgements)|response\s+to|statement)\b",
    re.IGNORECASE,
)
_PROSE = {code: None for code in range(0x20, 0x250) if chr(code).isalpha() or chr(code).isspace()}
"""What is taken away to see how much of a sentence is figures and marks."""
_PLAIN_PROSE = bytes(code for code in _PROSE if code < 0x80)
_MOST_MARKS = 0.22
"""Of the characters of a sentence of prose."""
_BULLETS = "•●▪–-"
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


def find_summary(report: Report, *, children: Sequence[str], is_case: bool = True) -> Claim[str] | None:
    """100 to 150 words where the report has them: what happened, then what was found. One evidence a sentence.

    None where the report of a case has no sentence that says what happened to a child: what stands first is taken for
    it, and a wrong one misleads more than none.
    """
    readable = [
        sentence
        for sentence in report.sentences
        if sentence.paragraph.kinds.isdisjoint(_NOT_THERE) and _is_readable(sentence)
    ]
    sentences = [sentence for sentence in readable if not sentence.paragraph.cells]
    if _words(sentences) < _FEW_WORDS:
        sentences = readable  # a briefing that is all boxes
    if not sentences:
        return None
    weights = Weights(report, children)
    happened = _what_happened(sentences, weights) if is_case else []
    if is_case and not happened:
        return None
    found = _what_was_found(sentences, weights, happened=happened)
    ordered = [*happened, *sorted(found, key=lambda each: (each.paragraph_index, each.position))]
    text = " ".join(_with_its_stop(sentence.text) for sentence in ordered)
    return Claim(text, tuple(report.of_sentence(sentence) for sentence in ordered))


def _what_happened(sentences: Sequence[Sentence], weights: Weights) -> list[Sentence]:
    """The sentence that says it best, and another that says more of it."""
    ranked = _ranked(sentences, weights.as_event, least=_LEAST_TOLD)
    if not ranked:
        return []
    (_, first), *others = ranked
    more = [each for each in others if each[0] >= _MORE_TOLD]
    return [first, *_fitting(more, most_words=MOST_WORDS // 2 - first.words, most=1, unless=[first])]


def _what_was_found(sentences: Sequence[Sentence], weights: Weights, *, happened: Sequence[Sentence]) -> list[Sentence]:
    """What stands first under each finding; where that is little, what else the report judges."""
    known: dict[int, float] = {}

    def weigh(sentence: Sentence, _place: int) -> float:
        """Weighed once: a sentence stands in several of the lists below."""
        key = id(sentence)
        if key not in known:
            known[key] = weights.as_finding(sentence)
        return known[key]

    findings = _ranked(list(_first_of_findings(sentences)), weigh, least=_LEAST_FOUND)
    chosen = _fitting(findings, most_words=MOST_WORDS - _words(happened), most=6, unless=happened)
    for candidates in ([each for each in sentences if each.position == 0], sentences):
        words = _words(happened) + _words(chosen)
        if words < LEAST_WORDS:
            others = _ranked(candidates, weigh, least=-1.0)
            chosen += _fitting(others, most_words=MOST_WORDS - words, most=8, unless=[*happened, *chosen])
    return chosen


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


def _ranked(
    sentences: Sequence[Sentence], weigh: Callable[[Sentence, int], float], *, least: float
) -> list[tuple[float, Sentence]]:
    """Those that weigh as much, with their weights, the heaviest first and of two alike the earlier."""
    weighed = ((weigh(sentence, place), -place) for place, sentence in enumerate(sentences))
    ranked = sorted((each for each in weighed if each[0] >= least), reverse=True)
    return [(weight, sentences[-place]) for weight, place in ranked]


def _fitting(
    ranked: Iterable[tuple[float, Sentence]], *, most_words: int, most: int, unless: Sequence[Sentence]
) -> list[Sentence]:
    """The first that fit into so many words and do not say again what one of them says."""
    chosen: list[Sentence] = []
    words = 0
    for _, sentence in ranked:
        if len(chosen) == most:
            break
        length = sentence.words
        if words + length > most_words or any(_says_again(sentence, other) for other in (*chosen, *unless)):
            continue
        chosen.append(sentence)
        words += length
    return chosen


def _says_again(sentence: Sentence, other: Sentence) -> bool:
    mine, theirs = set(words_of(sentence.lower)), set(words_of(other.lower))
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


def _with_its_stop(text: str) -> str:
    """A bullet may end without one, and also with words in quotation marks."""
    return text if text.rstrip("”\"’')")[-1:] in ".!?" else f"{text}."


def _words(sentences: Iterable[Sentence]) -> int:
    return sum(sentence.words for sentence in sentences)
