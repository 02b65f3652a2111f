"""How well tags were found, from expected front matter and found tags."""

from __future__ import annotations

from casereviews.evaluation.tags import Figures, Judgement, compare_tags, sentences_of_missing
from records.models import Evidence, Scheme, Tag
from taxonomy.tagger import explain_text


def _tag(scheme: Scheme, concept: str, confidence: float) -> Tag:
    evidence = [Evidence(document="0" * 16, page=1, quote=f"A sentence about {concept}.")]
    return Tag(scheme=scheme, concept=concept, confidence=confidence, evidence=evidence)


def _judgement() -> Judgement:
    expected = {
        "abuse_types": ["neglect", "domestic-abuse"],
        "agencies": ["police"],
        "themes": None,
        "not_abuse_types": ["sexual-abuse", "bullying"],
    }
    found = [
        _tag(Scheme.ABUSE_TYPE, "neglect", 0.92),
        _tag(Scheme.ABUSE_TYPE, "sexual-abuse", 0.55),
        _tag(Scheme.AGENCY, "police", 0.97),
        _tag(Scheme.AGENCY, "housing", 0.6),
    ]
    missing = {(Scheme.ABUSE_TYPE, "domestic-abuse"): "He hit her mother."}
    return Judgement("a01", expected, found, missing)


def test_figures_by_scheme_and_by_concept() -> None:
    report = compare_tags([_judgement(), _judgement()])
    abuse = report.schemes[Scheme.ABUSE_TYPE]
    assert abuse == Figures(right=2, wrong=2, missed=2)
    assert (abuse.precision, abuse.recall, abuse.f1) == (0.5, 0.5, 0.5)
    assert report.concepts[Scheme.AGENCY] == {"housing": Figures(wrong=2), "police": Figures(right=2)}
    assert report.schemes[Scheme.THEME].f1 is None


def test_mere_mentions_that_were_tagged() -> None:
    report = compare_tags([_judgement()])
    assert report.share_of_mere_mentions_tagged(Scheme.ABUSE_TYPE) == 0.5
    assert report.share_of_mere_mentions_tagged(Scheme.AGENCY) is None


def test_every_miss_comes_with_its_sentence() -> None:
    misses = {(miss.concept, miss.kind): miss.sentence for miss in compare_tags([_judgement()]).misses}
    assert misses == {
        ("domestic-abuse", "missing"): "He hit her mother.",
        ("sexual-abuse", "merely mentioned"): "A sentence about sexual-abuse.",
        ("housing", "wrong"): "A sentence about housing.",
    }


def test_calibration_by_bands_of_confidence() -> None:
    bands = compare_tags([_judgement()]).calibration
    assert [(band.start, band.tags, band.right) for band in bands] == [(0.5, 2, 0), (0.9, 1, 1), (0.95, 1, 1)]
    assert bands[0].share_right == 0
    assert bands[1].mean_confidence == 0.92


def test_the_sentence_of_a_missing_tag_is_its_weightiest_mention() -> None:
    mentions = explain_text("There was no neglect. The children were neglected for years by both parents.").mentions
    wanted = [(Scheme.ABUSE_TYPE, "neglect"), (Scheme.ABUSE_TYPE, "bullying")]
    assert sentences_of_missing(mentions, wanted) == {
        (Scheme.ABUSE_TYPE, "neglect"): "The children were neglected for years by both parents."
    }
