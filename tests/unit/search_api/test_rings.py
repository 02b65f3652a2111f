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


def test_the_longest_name_at_a_place_wins(rings: Rings) -> None:
    meant = rings.meant_by(raw_words("serious case review"), cut("serious case review"))
    assert {(first, length) for first, length, _ in meant} == {(0, 3)}


def test_the_fingerprint_stays_the_same(rings: Rings) -> None:
    assert rings.fingerprint == Rings(load_vocabulary()).fingerprint
