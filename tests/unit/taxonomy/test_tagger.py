"""The tagger from text to tags with evidence."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from records.models import Document, Scheme, Tag
from taxonomy.evidence import MOST_EVIDENCE
from taxonomy.plain_text import document_of
from taxonomy.tagger import Explanation, Tagger, explain_text, tag_text

PASSAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("passages.yaml").read_text("utf-8"))


@cache
def _tagger() -> Tagger:
    return Tagger()


def _tags(text: str) -> list[Tag]:
    return _tagger().tag(document_of(text))


def _concepts(text: str, scheme: Scheme) -> set[str]:
    return {tag.concept for tag in _tags(text) if tag.scheme is scheme}


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["name"]))
def test_what_a_librarian_would_tag_and_what_is_merely_mentioned(passage: dict[str, Any]) -> None:
    tags = _tags(passage["text"])
    for scheme in (Scheme.ABUSE_TYPE, Scheme.AGENCY):
        found = {tag.concept for tag in tags if tag.scheme is scheme}
        assert set(passage["tags"][scheme]) <= found
        assert not found & set(passage["not"].get(scheme, ()))


def test_most_themes_of_the_passages_are_found() -> None:
    wanted = [(passage["text"], theme) for passage in PASSAGES for theme in passage["tags"]["theme"]]
    found = [theme in _concepts(text, Scheme.THEME) for text, theme in wanted]
    assert sum(found) / len(found) >= 0.7


def test_injuries_to_a_baby_are_told_from_those_of_an_older_child_where_neither_is_called_mobile_or_not() -> None:
    of_a_baby = next(passage["text"] for passage in PASSAGES if "a baby of seven weeks" in passage["name"])
    of_a_child = of_a_baby.replace("seven weeks", "seven years").replace("a baby", "a child")
    assert "injuries-to-non-mobile-babies" in _concepts(of_a_baby, Scheme.THEME)
    assert "injuries-to-non-mobile-babies" not in _concepts(of_a_child, Scheme.THEME)


def test_every_tag_has_evidence_that_stands_word_for_word_on_its_page() -> None:
    for passage in PASSAGES:
        document = document_of(passage["text"])
        for tag in _tagger().tag(document):
            assert 0 < len(tag.evidence) <= MOST_EVIDENCE
            assert 0 <= tag.confidence <= 1
            for evidence in tag.evidence:
                assert evidence.document == document.id
                assert evidence.quote in " ".join(document.pages[evidence.page - 1].text.split())


def test_evidence_is_spread_over_pages() -> None:
    pages = [f"Child {n} was neglected and lived in squalor. The neglect of Child {n} was severe." for n in "ABCDEFG"]
    neglect = next(tag for tag in _tags("\f".join(pages)) if tag.concept == "neglect")
    assert len({evidence.page for evidence in neglect.evidence}) == MOST_EVIDENCE


def test_the_same_document_gets_the_same_tags() -> None:
    document = document_of(PASSAGES[0]["text"])
    assert Tagger().tag(document) == _tagger().tag(document) == _tagger().tag(document)


@pytest.mark.parametrize(
    "text",
    [
        "Nid oedd y plentyn wedi cael ei weld gan yr heddlu na chan y gwasanaethau cymdeithasol, ac roedd esgeulustod "
        "yn amlwg i bawb a ymwelodd â'r cartref yn ystod y flwyddyn honno. Police neglect school.",
        "L'enfant n'a pas été vu par la police ni par les services sociaux pendant toute cette période de négligence.",
    ],
)
def test_a_text_in_another_language_is_not_tagged(text: str) -> None:
    explanation = explain_text(text)
    assert not explanation.english
    assert explanation.tags == []


def test_a_document_marked_as_welsh_is_not_tagged() -> None:
    document = document_of(PASSAGES[0]["text"]).model_copy(update={"language": "cy"})
    assert _tagger().tag(document) == []
    assert _tagger().tag(document.model_copy(update={"language": "en-GB"}))


def test_an_explanation_shows_every_mention_and_every_decision() -> None:
    text = "The baby was shaken by his father and had rib fractures. There was no evidence of sexual abuse."
    explanation = explain_text(text)
    decisions = {decision.concept: decision for decision in explanation.decisions}
    mentions = {mention.concept: mention for mention in explanation.mentions}
    assert decisions["physical-abuse"].tagged
    assert not decisions["sexual-abuse"].tagged
    assert decisions["sexual-abuse"].because == "every mention is denied"
    assert decisions["physical-abuse"].because == ""
    assert mentions["sexual-abuse"].because
    assert mentions["sexual-abuse"].weight == 0
    assert mentions["physical-abuse"].weight > 0
    assert explanation.tags == tag_text(text)
    assert Explanation.model_validate_json(explanation.model_dump_json()) == explanation


def test_a_decision_that_no_score_could_change_says_why() -> None:
    explanation = explain_text("She was hungry and had a bruise. Neglect was ruled out. The boys were not neglected.")
    for decision in explanation.decisions:
        strong = {
            mention.assertion
            for mention in explanation.mentions
            if mention.concept == decision.concept and mention.strength in {"label", "pattern"}
        }
        assert bool(decision.because) == ("affirmed" not in strong)
        assert not (decision.because and decision.tagged)
    because = {decision.concept: decision.because for decision in explanation.decisions}
    assert because["neglect"] == "every mention is denied"
    assert because["physical-abuse"] == "nothing names or describes it"


@pytest.mark.parametrize(
    "text",
    [
        "While inspectors did not find any children at risk, responses were slow.",
        "The lead inspector read forty case files. His Majesty's Chief Inspector wrote to the council.",
    ],
)
def test_inspectors_of_services_are_not_police(text: str) -> None:
    assert "police" not in _concepts(text, Scheme.AGENCY)


@pytest.mark.parametrize(
    "text",
    [
        "A detective inspector spoke to the mother at home.",
        "A police inspector spoke to the mother at home.",
        "An inspector from the constabulary spoke to the mother at home.",
        "The duty inspector spoke to the mother at home.",
    ],
)
def test_inspectors_with_a_rank_or_a_force_are_police(text: str) -> None:
    assert "police" in _concepts(text, Scheme.AGENCY)


def test_how_allegations_are_managed_in_general_is_no_abuse_in_the_case() -> None:
    general = "Allegations against foster carers and staff are appropriately managed by an experienced LADO."
    this_case = "The allegations against the foster carer were managed by the LADO, and he was convicted of assault."
    assert _concepts(general, Scheme.ABUSE_TYPE) == set()
    assert "institutional-abuse" in _concepts(this_case, Scheme.ABUSE_TYPE)


def test_hints_alone_never_tag() -> None:
    assert _tags("The school and the court spoke about care. She was hungry and had a bruise.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n \t\n",
        "12.5 7,000 3/4\n" * 200,
        "(" * 3_000 + ")",
        "A" * 20_000,
        "# " * 5_000,
        "neglect " * 5_000,
        "İ neglect \ud800 police \x00",
        "no evidence of neglect " * 2_000,
    ],
    ids=[
        "nothing",
        "blanks",
        "numbers",
        "brackets",
        "capitals",
        "hashes",
        "one word",
        "odd characters",
        "one sentence",
    ],
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    assert isinstance(_tags(text), list)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_tagged(text: str) -> None:
    assert all(tag.evidence for tag in _tags(text))


def test_a_page_without_end_is_cut_and_read_to_the_last_word() -> None:
    words = ["the", "flat", "was", "cold", "and", "she", "ate", "alone"]
    noise = " ".join(random.Random(1).choices(words, k=60_000))
    text = f"{noise} the children were neglected and the neglect was severe {noise}"
    assert "neglect" in {mention.concept for mention in _tagger().mentions(document_of(text))}


def test_a_document_without_pages_has_no_tags() -> None:
    assert _tagger().tag(Document(id="0" * 16, sha256="0" * 64, filename="a.pdf", bytes=1)) == []
