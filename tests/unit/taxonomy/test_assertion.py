"""How mentions are meant: every rule has its sentence, and real-looking sentences are read rightly."""

from __future__ import annotations

import re
from functools import cache

import pytest

from records.models import Scheme
from taxonomy.context import Rule, load_rules
from taxonomy.mention import Assertion, Mention
from taxonomy.plain_text import document_of
from taxonomy.tagger import Tagger


@cache
def _tagger() -> Tagger:
    return Tagger()


def _mentions(text: str) -> list[Mention]:
    return _tagger().mentions(document_of(text))


def _assertions(text: str, scheme: Scheme, concept: str) -> set[Assertion]:
    return {each.assertion for each in _mentions(text) if (each.scheme, each.concept) == (scheme, concept)}


@pytest.mark.parametrize(
    "rule",
    [rule for name in ("assertion", "agency-role") for rule in load_rules(name).rules],
    ids=lambda rule: rule.example,
)
def test_every_rule_does_what_its_example_says(rule: Rule) -> None:
    marked = re.findall(r"\*\*(.+?)\*\*", rule.example)
    assert marked
    text = rule.example.replace("**", "")
    found = {each.surface.casefold(): each.assertion for each in _mentions(text) if each.scheme in rule.schemes}
    for surface in marked:
        assert found[surface.casefold()] is rule.means


NEGATED = [
    "There was no evidence of neglect before or after her death.",
    "No professional suspected neglect at any time.",
    "The paediatrician ruled out neglect as a cause.",
    "Neglect was considered with care and not established.",
    "Neglect did not feature in the lives of these children.",
    "He was not neglected, and his mother kept every appointment.",
    "It was never suggested that he suffered neglect.",
    "The allegation of neglect was found to be without substance.",
    "Neither school nor nursery found any sign of neglect.",
    "At no point was neglect alleged.",
]
GUIDANCE = [
    "Neglect is the persistent failure to meet a child's basic needs.",
    "Working Together (2018) lists four categories: physical, emotional and sexual abuse, and neglect.",
    "The Board's training programme offers courses on neglect and on county lines.",
    "Local procedures cover neglect, forced marriage and radicalisation.",
    "Research shows that neglect is the commonest reason for a plan.",
]
OTHER_PERSON = [
    "Her mother grew up in care because of neglect.",
    "As a child the mother suffered neglect and was moved six times.",
    "His older half-brother had been on the register for neglect in 1996.",
    "Mother's own childhood was marked by neglect.",
]
HYPOTHETICAL = [
    "The review considered whether there was neglect.",
    "Was this neglect?",
    "The nurse asked about neglect.",
]
AFFIRMED = [
    "The children suffered neglect for at least five years.",
    "Nobody recognised the neglect for what it was.",
    "No agency named neglect, though every agency had seen it.",
    "This was not only neglect but cruelty.",
    "He was placed on the register under the category of neglect.",
    "There was no food in the house, the neglect was plain to see, but nothing was done.",
    "Physical abuse was ruled out, but the neglect was severe.",
    "The failure to respond to neglect cost Child A two years.",
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, Assertion.NEGATED) for text in NEGATED),
        *((text, Assertion.GUIDANCE) for text in GUIDANCE),
        *((text, Assertion.OTHER_PERSON) for text in OTHER_PERSON),
        *((text, Assertion.HYPOTHETICAL) for text in HYPOTHETICAL),
        *((text, Assertion.AFFIRMED) for text in AFFIRMED),
    ],
)
def test_how_neglect_is_meant(text: str, meant: Assertion) -> None:
    assert _assertions(text, Scheme.ABUSE_TYPE, "neglect") == {meant}


@pytest.mark.parametrize(
    "text",
    [
        "Probation had no contact with any member of the household.",
        "The National Probation Service made a nil return.",
        "The family was not known to probation.",
        "Records were checked by the Probation Service, which held no information.",
        "Agency\tContact\nProbation\tNo contact in the period",
        "No referral was made to probation.",
        "Probation did not know the family.",
    ],
)
def test_an_agency_that_did_not_know_the_family(text: str) -> None:
    assert _assertions(text, Scheme.AGENCY, "probation") == {Assertion.UNINVOLVED}


@pytest.mark.parametrize(
    "text",
    [
        "The Panel consisted of senior officers of probation, housing and health.",
        "A representative of the Probation Service chaired the group.",
        "The lead reviewer is a former probation officer.",
        "Probation sat on the panel.",
    ],
)
def test_an_agency_that_only_advised(text: str) -> None:
    assert _assertions(text, Scheme.AGENCY, "probation") == {Assertion.PANEL}


def test_an_agency_that_acts_says_so() -> None:
    mentions = _mentions("The health visitor called twice. A leaflet names the health visitor.")
    assert [each.stated for each in mentions if each.concept == "health-visiting"] == [True, False]


def test_an_acronym_has_the_sense_that_the_document_gives_it() -> None:
    usual = "CSE was suspected. The girl was seen with older men."
    odd = "The Certificate of Secondary Education (CSE) was taken by all pupils. She failed her CSE in French."
    concepts = [{each.concept for each in _mentions(text) if each.surface == "CSE"} for text in (usual, odd)]
    assert concepts == [{"child-sexual-exploitation"}, set()]


def test_a_unit_counts_as_what_the_document_says_it_is() -> None:
    text = (
        "Larkfield, the domestic abuse service, wrote. The Aldermoor Drug and Alcohol Team (ADAT) closed the case."
        "\n\nLarkfield offered a place. ADAT discharged him. Larkfield rang again."
    )
    found = {(each.surface, each.concept) for each in _mentions(text)}
    assert {("Larkfield", "domestic-abuse-services"), ("ADAT", "substance-misuse-services")} <= found


def test_the_cue_that_decided_is_kept_for_explanation() -> None:
    mentions = _mentions("Staff recorded no sign of bullying.")
    assert [each.because for each in mentions if each.concept == "bullying"] == ["no sign of"]
