"""Words that are looked for before a pattern is: where a pattern matches, one of them must stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from ingest.describe import people, summary
from ingest.describe.report import Report, Sentence
from ingest.describe.triggers import GuardedPattern
from ingest.reading import Reading
from taxonomy.plain_text import document_of

SAMPLES = Path(__file__).parents[3] / "samples" / "src"
OF_THE_PROCESS = """
This section is short. This review was long. The terms of reference are below. The panel met twice. The
criteria are met. It was commissioned in May. The methodology is known. A chronology exists. She is the lead
reviewer. We thank the reviewer. Two learning events were held. Practitioners told us. Both are pseudonyms.
Working together matters. It is in the Act 1989. By the regulations 2018 it is so. A rapid review followed. It
was convened. They notified us. See section nine. See table 4. Look at figure 2. It was published. We send
condolences. Call Samaritans. We are grateful. He was sentenced. She pleaded guilty. An inquest followed. It
is defined below. The panel considered this. We apologise. It covers the period to May. It looked at the
period of a year. If you are unsure, ask. It is your duty. Think of a child. I asked her. I have seen it.
"""
EVENTS = """
He died. A death. Killed. Murdered. An injury. Harmed. Abused. Exploited. Neglected. Stabbed. Shot. Found.
Suffered. Hospital. Weighed. Breaks. Fractures. Without. Disability. Threatened. Beaten. Given alcohol. Told.
"""


@cache
def _sentences() -> list[Sentence]:
    documents = [document_of(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.md"))]
    return [sentence for document in documents for sentence in Report(Reading(document)).sentences]


def _pieces(text: str) -> list[str]:
    return re.split(r"(?<=\.) ", " ".join(text.lower().split()))


@pytest.mark.parametrize(
    ("guarded", "texts"), [(summary._OF_THE_PROCESS, _pieces(OF_THE_PROCESS)), (summary._EVENT, _pieces(EVENTS))]
)
def test_a_guard_keeps_nothing_out_that_its_pattern_matches(guarded: GuardedPattern, texts: list[str]) -> None:
    assert all(guarded.search(text) for text in texts)
    for sentence in _sentences():
        assert (guarded.search(sentence.lower) is None) == (guarded.pattern.search(sentence.lower) is None)


@pytest.mark.parametrize("pattern", people._WORDS_OF)
def test_a_name_is_told_with_one_of_the_words_that_are_sought(pattern: re.Pattern[str]) -> None:
    told = [sentence.lower for sentence in _sentences() if pattern.search(sentence.text)]
    assert told
    assert all(_holds(text, people._WORDS_OF[pattern]) for text in told)


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def test_sentences_are_found_by_words_once_each_and_in_order() -> None:
    told = "The nurse came. Nobody asked. A nurse told the nurse.\n\nThe school knew. Asked, it said so."
    report = Report(Reading(document_of(f"# Review\n\n# Introduction\n\n{told}")))
    found = [(place, sentence.text) for place, sentence in report.sentences_with("nurse", "asked")]
    assert found == [
        (0, "The nurse came."),
        (1, "Nobody asked."),
        (2, "A nurse told the nurse."),
        (4, "Asked, it said so."),
    ]
    assert list(report.sentences_with("police")) == []
