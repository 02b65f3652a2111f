"""Which sentences say what happened to a child, and what a summary does where there is none."""

from __future__ import annotations

import re

import pytest

from ingest.describe.describing import describe
from ingest.describe.happened import harm_told
from ingest.describe.report import Report
from tests.unit.describe.markup import reading

NAMES = re.compile(r"\b(?:Child F|Baby Q|Rowena)\b")


def told(sentence: str) -> bool:
    return harm_told(sentence, sentence.lower(), children=NAMES) > 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Child F died on 4 May 2011, aged nine weeks.",
        "Rowena was 15 when she took her own life in the spring of 2019.",
        "In June 2016 a baby of seven months was found unresponsive in her cot.",
        "Baby Q, who lived with her mother and grandmother, was admitted to hospital with a fractured skull.",
        "The review concerns two brothers who were seriously injured in a fire at their home.",
        "Ms D killed both of her children in August 2004.",
        "An eight-year-old was left with lasting injuries after a fall from a window.",
        "Rowena told her teacher that her uncle had been hurting her and that he had sexually abused her.",
        "Child F and his mother were stabbed by her former partner.",
        "It concerns four girls who, over three years, were sexually exploited by men in the town.",
        "The children lived for two winters in a house without heating.",
        "A neighbour found Rowena alone in the garden.",
        "Child F weighed less at four than he had at two.",
        "This review was commissioned following the death of Baby Q in October 2012.",
    ],
)
def test_a_harm_that_is_told_of_a_child_is_found(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rowena’s mother told us that she had been sexually abused as a child.",
        "Mr S had been convicted in 1998 after a woman was seriously injured.",
        "The mother of Child F was assaulted by a former partner in 2009.",
        "A child had died and abuse was known to be a factor in the death.",
        "A review is held when a child has died and neglect is known or suspected.",
        "There was no evidence that Child F had been harmed before.",
        "Nobody who met Child F thought that he was neglected.",
        "Child F was not known to be neglected.",
        "It was feared that Rowena would be exploited again.",
        "Nobody could have foreseen that Baby Q would be injured by her father.",
        "The remit was to look at the services that Child F received up to the day on which he died.",
        "Children’s services were found to be understaffed and the service was left without a manager.",
        "Child F was not on the child protection register and was not looked after.",
        "The grandmother of Baby Q died in 2007.",
        "An earlier review told of a boy who was killed by his stepfather.",
        "The adults who harmed her are responsible for what they did.",
        "Children who are neglected do not always show it.",
    ],
)
def test_words_of_harm_that_tell_of_nobody_or_of_somebody_else_are_not(sentence: str) -> None:
    assert not told(sentence)


def test_a_graver_harm_and_one_that_is_told_count_more() -> None:
    def weight(sentence: str) -> float:
        return harm_told(sentence, sentence.lower(), children=NAMES)

    died, admitted = weight("Child F died in May."), weight("Child F was admitted in May.")
    named = weight("The report follows the death of Child F.")
    aside = weight("Much has changed since Child F died.")
    assert died > admitted
    assert died > named == aside


PROCESS = """\
# Quenbury Safeguarding Children Board

# Serious Case Review: Rowena
===
# 1. Introduction

1.1 A child had died and abuse was known to be a factor in the death, so that the criteria for a review were met.

1.2 The remit of the review was to look at the work of each service with Rowena and her family between March 2012 and
the day of her death.

1.3 Rowena’s mother told the author that she had been neglected as a child and had never spoken of it to anyone.
"""
FINDINGS = """
# 2. Findings

2.1 Each service knew something about the household and none of them asked the others what they knew about it.

2.2 The health visitor described the flat as clean and tidy on every visit, and the bedroom was never seen.
"""
CHRONOLOGY = """
# 3. Chronology

3.1 In the spring the visits stopped. Rowena died in June 2013, aged three, from injuries that her stepfather had
caused.
"""


def test_what_happened_comes_first_wherever_the_report_says_it() -> None:
    summary = describe(reading(PROCESS + FINDINGS + CHRONOLOGY)).facts.summary
    assert summary is not None
    assert summary.startswith("Rowena died in June 2013, aged three, from injuries")
    assert "A child had died" not in summary
    assert "The remit" not in summary


def test_a_report_that_nowhere_says_what_happened_has_no_summary() -> None:
    facts = describe(reading(PROCESS + FINDINGS)).facts
    assert facts.summary is None
    assert "summary" not in facts.provenance


def test_of_many_children_what_happened_to_all_goes_before_what_happened_to_one() -> None:
    text = """\
# Quenbury Safeguarding Children Partnership

# Thematic Review: Babies A, B, C and D
===
# Why this review was held

Baby C, a boy, died in January 2019 at the age of six weeks, when he had been at home for ten days.

Four babies died in Quenbury in fourteen months, each of them in the care of a parent who had fallen asleep.
"""
    summary = describe(reading(text)).facts.summary
    assert summary is not None
    assert summary.startswith("Four babies died in Quenbury")


def test_a_bullet_of_a_summary_gets_its_stop() -> None:
    text = """\
# Quenbury Safeguarding Children Board

# Learning from Rowena
===
# What happened

• A girl of three died in June 2013, after two years that her nursery called “quiet”

• She said to a neighbour that she was always hungry, and the neighbour rang twice
"""
    summary = describe(reading(text)).facts.summary
    assert summary is not None
    assert summary.startswith("A girl of three died in June 2013, after two years that her nursery called “quiet”.")


def test_an_inspection_is_summed_up_without_an_event() -> None:
    text = """\
# Quenbury Council

# Inspection of children’s social care services
===
# Findings

Social workers know the children well and visit them as often as each child needs, and they write down what was said.

Too many plans do not say what must change, and nobody checks whether it has.
"""
    assert describe(reading(text)).facts.summary is not None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The review is about Child K. Early one morning she was found alone.", 2),
        ("The report is by J. Smith of Quenbury. It has two parts.", 2),
        ("The home was that of Ms M. She was 31.", 2),
        ("Mr D. Archer wrote to us.", 1),
        ("They are Child K and Child L. Both lived with Ms M. The house was cold.", 3),
        ("He asked Dr. Ames to come. She came.", 2),
    ],
)
def test_a_letter_that_stands_for_a_name_ends_a_sentence_and_an_initial_does_not(text: str, sentences: int) -> None:
    body = reading(f"# Serious Case Review\n===\n# Introduction\n\n{text}")
    assert len(Report(body).sentences) == sentences
