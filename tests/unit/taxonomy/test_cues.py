"""Sentences that the pipeline is spared: it must be true that it could not have said anything of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from taxonomy.cues import Cues, Found
from taxonomy.mention import Assertion
from taxonomy.plain_text import document_of
from taxonomy.tagger import Tagger

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "src").glob("*.md"))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_sentences_give_the_same_as_those_with_a_cue(
    path: Path, tagger: Tagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = document_of(path.read_text("utf-8"))
    sparing = tagger.mentions(document)
    monkeypatch.setattr(Cues, "sort_out", lambda _, found: list(found))
    assert tagger.mentions(document) == sparing


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("There was no evidence of neglect.", True),
        ("The neglect went on for years.", False),
        ("Was this neglect?", True),
        ("The health visitor visited.", True),
        ("The clinic of the health visitor stands by the old mill.", False),
        ("Neglect was considered. It was ruled out.", True),
    ],
)
def test_a_sentence_is_spared_unless_a_cue_stands_in_it(
    text: str, decided: bool, tagger: Tagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    sort_out = Cues.sort_out
    kept: list[Found] = []

    def noting(self: Cues, found: Sequence[Found]) -> list[Found]:
        kept.extend(sort_out(self, found))
        return kept

    monkeypatch.setattr(Cues, "sort_out", noting)
    mentions = tagger.mentions(document_of(text))
    assert bool(kept) is decided
    assert decided or all(each.assertion is Assertion.AFFIRMED and not each.stated for each in mentions)
