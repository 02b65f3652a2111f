"""A summary made of the report's own sentences: what happened to whom, then what the review found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.describe.choosing import LEAST_WORDS, MOST_WORDS, heaviest, is_readable, that_fit, with_its_stop, words_in
from ingest.describe.claims import Claim
from ingest.describe.judgements import find_judgement, tells_findings, told_first
from ingest.describe.report import Report, Sentence
from ingest.describe.weighing import Weights, introduces, tells_of_process
from records.models import SectionKind

_LEAST_TOLD = 2.6
"""What a sign of harm weighs that is told of the child by name, or a grave harm that is told of some child."""
_MORE_TOLD = 3.2
"""What a second sentence weighs that says more of what happened."""
_LEAST_FOUND = 0.5
"""What the first sentence under a finding weighs that judges, or is about what the report keeps speaking of."""
_LEAST_OTHER = -1.0
"""What any other sentence weighs that may fill up a short summary."""
_FEW_WORDS = 350
_MANY_PARAGRAPHS = 6
"""A section of findings as long as this without a heading within is all findings."""
_FINDINGS = re.compile(
    r"\b(?:finding|analysis|learn(?:ed|t|ing)?|lessons?|theme|conclusions?|appraisal|emerging|issues?|what\s+(?:did|went|got)|"
    r"why\s+did|key\s+(?:points|messages|judgements)|response\s+to|statement)\b",
    re.IGNORECASE,
)
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
    it, and a wrong one misleads more than none. Of an inspection, its judgement and what it sums up its findings in.
    """
    ordered = _of_case(report, children) if is_case else _of_inspection(report)
    if not ordered:
        return None
    text = " ".join(with_its_stop(sentence.text) for sentence in ordered)
    return Claim(text, tuple(report.of_sentence(sentence) for sentence in ordered))


def _of_case(report: Report, children: Sequence[str]) -> list[Sentence]:
    readable = _readable(report)
    sentences = [sentence for sentence in readable if not sentence.paragraph.cells]
    if words_in(sentences) < _FEW_WORDS:
        sentences = readable  # a briefing that is all boxes
    if not sentences:
        return []
    weights = Weights(report, children)
    happened = _what_happened(sentences, weights)
    if not happened:
        return []
    findings = heaviest(list(_first_of_findings(sentences)), weights.as_finding, least=_LEAST_FOUND)
    found = that_fit(findings, most_words=MOST_WORDS - words_in(happened), most=6, unless=happened)
    leading = [each for each in sentences if each.position == 0]
    found += _more(weights, leading, sentences, chosen=[*happened, *found])
    return [*happened, *_in_order(found)]


def _of_inspection(report: Report) -> list[Sentence]:
    judgement = find_judgement(report)
    told = [each for each in told_first(report, judgement) if is_readable(each)]
    leading = [each for each in told if each.position == 0]
    weights = Weights(report, ())
    chosen = [judgement] if judgement is not None else []
    found = [each for each in leading[:1] if not tells_of_process(each.lower)]  # what stands first leans on nothing
    found += _more(weights, leading, told, chosen=[*chosen, *found])
    chosen += _in_order(found)
    if words_in(chosen) < LEAST_WORDS:
        others = [each for each in _readable(report) if not each.paragraph.cells and tells_findings(each)]
        leading = [each for each in others if each.position == 0]
        chosen += _in_order(_more(weights, leading, others, chosen=chosen))
    return chosen


def _readable(report: Report) -> list[Sentence]:
    return [each for each in report.sentences if each.paragraph.kinds.isdisjoint(_NOT_THERE) and is_readable(each)]


def _in_order(sentences: Iterable[Sentence]) -> list[Sentence]:
    return sorted(sentences, key=lambda each: (each.paragraph_index, each.position))


def _what_happened(sentences: Sequence[Sentence], weights: Weights) -> list[Sentence]:
    """The sentence that says it best, and another that says more of it."""
    ranked = heaviest(sentences, weights.as_event, least=_LEAST_TOLD)
    if not ranked:
        return []
    (_, first), *others = ranked
    more = [each for each in others if each[0] >= _MORE_TOLD and not introduces(each[1].lower)]
    return [first, *that_fit(more, most_words=MOST_WORDS // 2 - first.words, most=1, unless=[first])]


def _more(weights: Weights, *lists: Sequence[Sentence], chosen: Sequence[Sentence]) -> list[Sentence]:
    """What else the report judges, from the first list that has it, while there is little."""
    found: list[Sentence] = []
    for candidates in lists:
        words = words_in(chosen) + words_in(found)
        if words < LEAST_WORDS:
            others = heaviest(candidates, weights.as_finding, least=_LEAST_OTHER)
            found += that_fit(others, most_words=MOST_WORDS - words, most=8, unless=[*chosen, *found])
    return found


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
