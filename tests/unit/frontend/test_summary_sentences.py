"""A summary on the page: each sentence leads to its own page of the report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from frontend.pages.review import summary_sentences
from records.models import Evidence, Provenance, Review, Source


def _sentences(summary: str | None, *quotes: str) -> list[tuple[str, int | None]]:
    evidence = [Evidence(document="d" * 16, page=page, quote=quote) for page, quote in enumerate(quotes, start=1)]
    now = datetime(2030, 1, 1, tzinfo=UTC)
    review = Review(id="a", title="A", summary=summary, added=now, updated=now)
    if quotes:
        review.provenance["summary"] = Provenance(source=Source.AUTO, evidence=evidence, logic_version=1)
    return [(each.text, each.evidence.page if each.evidence else None) for each in summary_sentences(review)]


@pytest.mark.parametrize(
    ("summary", "quotes", "sentences"),
    [
        ("One lamp was lit. Nobody saw.", ["One lamp was lit.", "Nobody saw."], ["One lamp was lit.", "Nobody saw."]),
        ("Called “quiet”. Nobody saw.", ["Called “quiet”", "Nobody saw."], ["Called “quiet”.", "Nobody saw."]),
        ("Overall: Good. All is well.", ["Overall Good", "All is well."], ["Overall: Good.", "All is well."]),
        ("He went over\nthe page. She too.", ["He went", "She too."], ["He went over the page.", "She too."]),
        ("He came. He came.", ["He came.", "He came."], ["He came.", "He came."]),
    ],
    ids=["whole", "a bullet", "a row of a table", "parted by a footnote", "twice the same"],
)
def test_each_sentence_has_its_page(summary: str, quotes: list[str], sentences: list[str]) -> None:
    assert _sentences(summary, *quotes) == list(zip(sentences, range(1, len(sentences) + 1), strict=True))


@pytest.mark.parametrize("quotes", [(), ("Another thing.",), ("Two.",), ("Two.", "One.")])
def test_a_summary_that_its_evidence_does_not_tell_stays_in_one_piece(quotes: tuple[str, ...]) -> None:
    assert _sentences("One. Two.", *quotes) == [("One. Two.", None)]


def test_no_summary_has_no_sentences() -> None:
    assert _sentences(None) == []
