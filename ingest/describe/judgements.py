"""What an inspection judged: in a word, and in the paragraphs that it sums up its findings in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingest.describe.paragraphs import NUMBERED, Paragraph
from ingest.describe.report import Report, Sentence, split_sentences
from records.models import SectionKind

_GRADE = (
    r"(?:outstanding|excellent|very\s+good|good|satisfactory|adequate|inadequate|unsatisfactory|weak|"
    r"requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?)\b"
)
_OVERALL = re.compile(rf"(?:the\s+)?overall\s+(?:judgement|effectiveness)\b[^.;]{{0,200}}?\b{_GRADE}\)?", re.IGNORECASE)
"""`The overall judgement is that children’s services are good`; a row `Overall effectiveness`, `Good`."""
_ANOTHER_GRADE = re.compile(rf"\W+(?:or\s+|and\s+)?{_GRADE}", re.IGNORECASE)
"""After a grade: the scale is told, and none of it is the judgement."""
_SIMPLY = re.compile(
    rf"[A-Z][^.:;]{{5,120}}?\s(?:(?:is|are)\s+(?:judged\s+to\s+be\s+)?)?(?<!to be )(?<!or ){_GRADE}(?:\s+because)?\W*"
)
"""A line that is nothing but the judgement: `Children’s services in Northmoor require improvement to be good`."""
_SUMS_UP = re.compile(
    r"(?:section\s+\w+\b\W*)?(?:the\s+)?(?:local\s+authority\W+)?(?:(?:executive\s+)?summary|(?:key|main|overall|headline)\s+findings|overview)"
    r"(?:\s+of\s+(?:the\s+)?(?:key\s+|main\s+)?(?:findings|judgements))?\W*",
    re.IGNORECASE,
)
_SUMMED_UP_BECAUSE = re.compile(r"\bbecause\W*$", re.IGNORECASE)
_ASKS_OR_EXPLAINS = re.compile(
    r"\bimprove\b|\bareas?\s+(?:for|of)\s+(?:improvement|development)\b|\brecommend|\bpriority\s+actions?\b|\bnext\s+steps\b|"
    r"\binformation\s+about\b|\babout\s+(?:this|the|our)\b|\bjudgements?\s+mean\b|\bin\s+this\s+area\b",
    re.IGNORECASE,
)
"""Headings over what is to be done, over figures of the area, and over what is the same in every report."""
_FARTHEST_PAGE = 6
"""What an inspection judged is said by then; later come the findings one by one."""
_MOST_TOLD_FIRST = 40
"""Paragraphs: of a summary that does not end, these are its beginning."""


def find_judgement(report: Report) -> Sentence | None:
    """The overall judgement, as a line of the cover, a row of a table or a sentence has it; None where none does."""
    early = [each for each in report.paragraphs if each.page <= _FARTHEST_PAGE and not _is_contents(each)]
    for index, paragraph in enumerate(early):
        numbered = NUMBERED.match(paragraph.text)
        overall = _OVERALL.match(paragraph.text, numbered.end() if numbered else 0)
        if overall is not None and not _ANOTHER_GRADE.match(paragraph.text, overall.end()):
            return _of_match(paragraph, index, overall.start(), overall.end())
    lines = [(index, each) for index, each in enumerate(early) if each.page == 1 or each.heading_level]
    for index, paragraph in lines:
        if _SIMPLY.fullmatch(paragraph.text) and paragraph.text.count(" ") > 2:
            return _of_match(paragraph, index, 0, len(paragraph.text))
    return None


def _of_match(paragraph: Paragraph, index: int, start: int, end: int) -> Sentence:
    quote = paragraph.text[start:end].rstrip(" .:")
    text = ": ".join(filter(None, paragraph.cells)) if paragraph.cells else quote
    return Sentence(text, paragraph.page, quote, paragraph, index, 0)


def told_first(report: Report, judgement: Sentence | None) -> list[Sentence]:
    """The sentences in which an inspection sums up what it found: under a heading that says so, else before any."""
    return [
        sentence
        for index, paragraph in islice(_summing_up(report, judgement), _MOST_TOLD_FIRST)
        for sentence in split_sentences(paragraph, index=index)
        if judgement is None or index > judgement.paragraph_index or sentence.position > 0
    ]


def _summing_up(report: Report, judgement: Sentence | None) -> Iterator[tuple[int, Paragraph]]:
    heads = (
        (index, each.heading_level)
        for index, each in enumerate(report.paragraphs)
        if each.heading_level and not _is_contents(each) and _SUMS_UP.fullmatch(each.text)
    )
    start, level = next(((index + 1, level) for index, level in heads), (_start(report, judgement), 0))
    for index, paragraph in enumerate(report.paragraphs[start:], start):
        if paragraph.heading_level:
            if _ends(paragraph, level):
                return
        elif not paragraph.cells and not _is_contents(paragraph):
            yield index, paragraph


def _start(report: Report, judgement: Sentence | None) -> int:
    """The judgement's own paragraph, which may go on after it; the end of the report where there is none."""
    if judgement is None:
        return len(report.paragraphs)
    return judgement.paragraph_index + bool(judgement.paragraph.heading_level)


def _ends(head: Paragraph, level: int) -> bool:
    """Whether a heading ends what sums up: one as high as its own, or any where it has none."""
    if _SUMMED_UP_BECAUSE.search(head.text):
        return False
    return not level or head.heading_level <= level or _ASKS_OR_EXPLAINS.search(head.text) is not None


def _is_contents(paragraph: Paragraph) -> bool:
    return SectionKind.CONTENTS in paragraph.kinds


def tells_findings(sentence: Sentence) -> bool:
    """Whether a sentence stands where an inspection tells what it found, and not what is to be done or how it went."""
    return not any(map(_ASKS_OR_EXPLAINS.search, sentence.paragraph.headings))
