"""The language of patterns, and the one-pass scan for everything that the vocabulary knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.models import Scheme
from taxonomy.mentions import find_concepts
from taxonomy.phrases import expand, fold
from taxonomy.scan import Strength, load_scanner
from taxonomy.vocabulary import load_vocabulary


def _found(text: str, scheme: Scheme, *, least: Strength = Strength.PATTERN) -> set[tuple[str, str]]:
    hits = load_scanner().scan(text)
    return {(hit.concept, text[hit.start : hit.end]) for hit in hits if hit.scheme is scheme and hit.strength >= least}


def test_a_pattern_stands_for_all_its_alternatives() -> None:
    assert expand("(carry|sell) ... (class A |)drugs") == [["carry", "sell"], ["class a drugs", "drugs"]]
    assert expand("multi-agency  (plan)") == [["multi agency plan"]]


def test_alternatives_may_hold_alternatives() -> None:
    (phrases,) = expand("seen (alone|as (if|though) it (was|were) (the |)first|on its own) each time")
    assert set(phrases) == {
        "seen alone each time",
        *(
            f"seen as {how} it {be} {the}first each time"
            for how in ("if", "though")
            for be in ("was", "were")
            for the in ("", "the ")
        ),
        "seen on its own each time",
    }


def test_no_phrase_of_the_vocabulary_holds_a_mark_of_the_language() -> None:
    concepts = [concept for scheme in Scheme for concept in load_vocabulary().concepts(scheme)]
    patterns = [pattern for concept in concepts for pattern in (*concept.patterns, *concept.hints)]
    assert len(patterns) > 100
    phrases = [phrase for pattern in patterns for part in expand(pattern) for phrase in part]
    assert [phrase for phrase in phrases if set(phrase) & set("(|)")] == []


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)  # the first call makes the scanner
@given(st.text(max_size=300))
def test_scanning_takes_any_text_and_stays_inside_it(text: str) -> None:
    for hit in load_scanner().scan(text):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize(
    ("text", "concept", "surface"),
    [
        ("Two midwives called.", "midwifery", "midwives"),
        ("Both playgroups closed.", "early-years", "playgroup"),
        ("The health-visitor's notes", "health-visiting", "health-visitor"),
        ("CHILDREN’S SOCIAL CARE closed it", "childrens-social-care", "CHILDREN’S SOCIAL CARE"),
        ("She rang the GP.", "general-practice", "GP"),
    ],
)
def test_plurals_possessives_hyphens_and_capitals_are_met(text: str, concept: str, surface: str) -> None:
    assert (concept, surface) in _found(text, Scheme.AGENCY)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("the Secretary of State policed the borders", "police"),
        ("a mapped route", "general-practice"),
        ("He ate a cse of apples", "child-sexual-exploitation"),
        ("He was sn the lead", "school-nursing"),
        ("She chose the icon of a boat", "abusive-head-trauma"),
    ],
)
def test_a_word_inside_a_word_or_an_acronym_in_small_letters_is_none(text: str, concept: str) -> None:
    found = {hit.concept for hit in load_scanner().scan(text)}
    assert concept not in found


def test_a_longer_name_silences_the_shorter_one_inside() -> None:
    assert _found("The school nurse saw her.", Scheme.AGENCY) == {("school-nursing", "school nurse")}
    assert {concept for concept, _ in _found("the community mental health team", Scheme.AGENCY)} == {
        "adult-mental-health"
    }


def test_a_pattern_silences_no_label_of_another_concept() -> None:
    found = {concept for concept, _ in _found("Boys were sexually abused by their teacher.", Scheme.ABUSE_TYPE)}
    assert {"sexual-abuse", "institutional-abuse"} <= found


def test_parts_of_a_pattern_must_stand_near_each_other_in_one_sentence() -> None:
    near = "He was forced by older boys to sell drugs."
    far = "He was forced to leave. Much later, in another town, men whom he did not know offered to sell drugs."
    assert "child-criminal-exploitation" in {concept for concept, _ in _found(near, Scheme.ABUSE_TYPE)}
    assert ("child-criminal-exploitation", far[7:]) not in _found(far, Scheme.ABUSE_TYPE)


@pytest.mark.parametrize(
    "text",
    [
        "where abuse or neglect of a child is known or suspected",
        "Working Together to Safeguard Children",
        "He neglected to telephone her.",
        "under the Sexual Offences Act 2003",
        "an adult's self-neglect",
    ],
)
def test_formulas_and_other_meanings_are_passed_over(text: str) -> None:
    assert _found(text, Scheme.ABUSE_TYPE) == set()


def test_a_label_before_a_formula_stands() -> None:
    found = _found("It was emotional abuse and neglect.", Scheme.ABUSE_TYPE)
    assert {concept for concept, _ in found} == {"emotional-abuse", "neglect"}


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Housing and Early Help", ["housing", "early-help"]),
        ("CSC with adult services", ["childrens-social-care", "adult-social-care"]),
        ("GPs, midwives and health visitors", ["general-practice", "midwifery", "health-visiting"]),
        ("All schools and the MASH", ["education", "childrens-social-care"]),
        ("All agencies", []),
        ("The Board", []),
    ],
)
def test_who_is_addressed(text: str, agencies: list[str]) -> None:
    assert find_concepts(text, scheme=Scheme.AGENCY) == agencies


def test_what_a_recommendation_is_about() -> None:
    text = "The Board should rewrite its escalation policy and offer training in reflective supervision."
    themes = find_concepts(text, scheme=Scheme.THEME)
    assert {"professional-challenge", "supervision", "staff-training"} <= set(themes)
