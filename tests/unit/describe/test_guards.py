"""Words that are looked for before a pattern is: where a pattern matches, one of them must stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from ingest.describe import happened, people, weighing
from ingest.describe.report import Report, Sentence
from ingest.describe.triggers import GuardedPattern
from ingest.reading import Reading
from taxonomy.plain_text import document_of

SAMPLES = Path(__file__).parents[3] / "samples" / "src"
OF_THE_PROCESS = """
This section is short. This review was long. The terms of reference are below. The remit is wide. The panel met
twice. The criteria are met. It was commissioned in May. The methodology is known. A chronology exists. She is the
lead reviewer. We thank the reviewer. Two learning events were held. Practitioners told us. Both are pseudonyms.
Working together matters. It is in the Act 1989. By the regulations 2018 it is so. A rapid review followed. It was
convened. They notified us. See section nine. See table 4. Look at figure 2. It was published. We send condolences.
Call Samaritans. We are grateful. He was sentenced. She pleaded guilty. An inquest followed. It is defined below.
The panel considered this. We apologise. It covers the period to May. It looked at the period of a year. If you are
unsure, ask. It is your duty. Think of a child. I asked her. I have seen it.
"""
TELLS_NOTHING = """
There was no evidence of it. No clear sign was seen. None of them died. Nobody was hurt. Neither child was. Nothing
was found. Not all were harmed. It could have been prevented. It might not have been avoided. It was not
predictable. She could not foresee it. Nobody foresaw it. Abuse is known or suspected. The remit is wide. It is
known from research. Abuse was known to be a factor. There is cause for concern. There were grounds for concern. It
gave rise to concern. The terms of reference say so. It is so nationally. There are studies of it. It was 12 per
cent. It is a hypothesis. A review is held when a child dies. It is held if any baby is hurt. Services that a young
person knows. She was hurt as a child. It was in his own childhood. An earlier review found it. Another serious case
review did. Children who are hurt. A child who has been hurt.
"""
HARMS = """
The boy died. She drowned. A girl hanged herself. He took his own life. They lost their lives. The boy was beaten to
death. She was pronounced dead. He was then stabbed. She was seriously injured. A boy was ill-treated. They were
abducted. She was found alone. He was found not breathing. He suffered a brain injury. She sustained two fractures.
He received a wound. She survived an overdose. He collapsed. She stopped breathing. He had to be resuscitated. The
twins were left alone. He was kept awake. She was left with a lasting disability. They were given alcohol. He was
given drink. She took an overdose. He ingested it. She swallowed a coin. He drank methadone. They lived in squalor.
They lived with neglect. She fell from a window. He weighed only nine kilograms. She had several bruises. He had
broken ribs. She was admitted. They were removed from home. He was rushed to hospital. She was flown to intensive
care. She shook the baby. He was abusing him for years. She found the baby dead. It follows the death of a boy. It
is about the murder of the girl. It tells of the homicide of a baby. It is about the suicide of a teenager. They
spoke of the manslaughter of a child. It is about the exploitation of girls.
"""


@cache
def _sentences() -> list[Sentence]:
    documents = [document_of(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.md"))]
    return [sentence for document in documents for sentence in Report(Reading(document)).sentences]


def _pieces(text: str) -> list[str]:
    return re.split(r"(?<=\.) ", " ".join(text.lower().split()))


@pytest.mark.parametrize(
    ("guarded", "texts"),
    [(weighing._OF_THE_PROCESS, _pieces(OF_THE_PROCESS)), (happened._TELLS_NOTHING, _pieces(TELLS_NOTHING))],
)
def test_a_guard_keeps_nothing_out_that_its_pattern_matches(guarded: GuardedPattern, texts: list[str]) -> None:
    assert all(guarded.search(text) for text in texts)
    for sentence in _sentences():
        assert (guarded.search(sentence.lower) is None) == (guarded.pattern.search(sentence.lower) is None)


def test_what_tells_of_harm_holds_one_of_the_words_that_are_sought() -> None:
    patterns = (happened._TOLD_OF_CHILD, happened._TO_CHILD, happened._NAMED)
    harms = re.split(r"(?<=\.) ", " ".join(HARMS.split()))
    told = [
        text
        for text in (*harms, *(each.text for each in _sentences()))
        if any(map(re.Pattern.search, patterns, [text] * 3))
    ]
    assert set(harms) <= set(told)
    assert all(happened._SIGNS.stand_in(text.lower()) for text in told)


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
    assert [place for place, _ in report.sentences_with("nurse", "asked", first=2)] == [0, 1]
    assert [place for place, _ in report.sentences_with("nurse", first=9)] == [0, 2]
