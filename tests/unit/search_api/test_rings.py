"""Which rings of synonyms a text names, and which are meant by what is typed."""

from __future__ import annotations

import pytest

from search_api.analysis import cut, raw_words
from search_api.analysis.rings import Rings
from taxonomy.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def rings() -> Rings:
    return Rings(load_vocabulary())


def _named(rings: Rings, text: str) -> set[str]:
    tokens = rings.named_by(raw_words(text), cut(text))
    return {label.lower() for token in tokens for label in rings.by_token[token].labels}


def _meant(rings: Rings, text: str) -> set[str]:
    return {label.lower() for *_, ring in rings.meant_by(raw_words(text), cut(text)) for label in ring.labels}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the health visitor called", "hv"),
        ("The HV called", "health visitor"),
        ("two HVs called", "health visitor"),
        ("babies sleep", "infant"),
        ("a baby sleeps", "infant"),
        ("non-accidental injury", "nai"),
        ("on the settees", "sofa"),
        ("co-sleeping", "overlay"),
        ("aged seven", "7"),
        ("aged 7", "seven"),
    ],
)
def test_both_ways(rings: Rings, text: str, label: str) -> None:
    assert label in _named(rings, text)
    assert label in _meant(rings, text)


@pytest.mark.parametrize(("text", "label"), [("it hung on a peg", "gastrostomy"), ("safeguarding", "safeguarder")])
def test_what_only_looks_alike_is_not_named(rings: Rings, text: str, label: str) -> None:
    assert label not in _named(rings, text)


def test_what_is_typed_is_meant_in_any_case(rings: Rings) -> None:
    assert "non-accidental injury" in _meant(rings, "nai")
    assert "safeguarder" not in _meant(rings, "safeguarding")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("drugs", "methadone"),
        ("sibling", "brother"),
        ("physical abuse", "shaken baby"),
        ("children's social care", "social worker"),
        ("hospital", "dietitian"),
    ],
)
def test_a_wide_name_finds_narrow_ones_and_no_narrow_one_finds_it(rings: Rings, wide: str, narrow: str) -> None:
    wide_tokens = {ring.token for *_, ring in rings.meant_by(raw_words(wide), cut(wide))}
    narrow_tokens = {ring.token for *_, ring in rings.meant_by(raw_words(narrow), cut(narrow))}
    named = set(rings.named_by(raw_words(narrow), cut(narrow)))
    assert wide_tokens & named
    assert not narrow_tokens & {token for token in wide_tokens if wide in _labels(rings, token)}


def _labels(rings: Rings, token: str) -> set[str]:
    return {label.lower() for label in rings.by_token[token].labels}


def test_within_a_narrower_name_the_wider_one_is_not_meant(rings: Rings) -> None:
    assert "emaciated" in _meant(rings, "neglect")
    assert "emaciated" not in _meant(rings, "educational neglect")
    assert "emaciated" in _meant(rings, "educational neglect and neglect")


@pytest.mark.parametrize(
    ("term", "of_today"),
    [
        ("munchausen", "fabricated or induced illness"),
        ("Munchausen's syndrome by proxy", "fabricated or induced illness"),
        ("handicapped", "disabled"),
        ("mentally handicapped", "learning disability"),
        ("battered baby", "non-accidental injury"),
        ("wife battering", "domestic abuse"),
        ("at risk register", "child protection plan"),
        ("part 8 review", "serious case review"),
        ("boarded out", "foster carer"),
        ("child guidance clinic", "camhs"),
        ("place of safety order", "emergency protection order"),
        ("area child protection committee", "lscp"),
        ("cot death", "sudi"),
        ("guardian ad litem", "children's guardian"),
        ("mam-gu", "grandmother"),
        ("bairn", "baby"),
        ("initial referral discussion", "strategy discussion"),
        ("education and library board", "local education authority"),
        ("truant officer", "education welfare officer"),
    ],
)
def test_terms_of_other_times_and_places_both_ways(rings: Rings, term: str, of_today: str) -> None:
    assert of_today in _meant(rings, term)
    assert of_today in _named(rings, term)
    assert set(cut(term)) <= {word for *_, ring in rings.meant_by(raw_words(of_today), cut(of_today))
                              for words in ring.phrases for word in words}  # fmt: skip


def test_medical_is_no_form_of_medication(rings: Rings) -> None:
    assert "medicine" in _meant(rings, "medication")
    assert "medicine" not in _meant(rings, "medical")


def test_the_longest_name_at_a_place_wins(rings: Rings) -> None:
    meant = rings.meant_by(raw_words("serious case review"), cut("serious case review"))
    assert {(first, length) for first, length, _ in meant} == {(0, 3)}


def test_the_fingerprint_stays_the_same(rings: Rings) -> None:
    assert rings.fingerprint == Rings(load_vocabulary()).fingerprint
