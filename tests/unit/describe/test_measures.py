"""What the figures of an evaluation mean."""

from __future__ import annotations

from typing import Any

import pytest

from casereviews.evaluation.fields import is_right, measure_fields, overall
from casereviews.evaluation.groups import measure_groups
from casereviews.evaluation.points import Agreement, measure_points, measure_summaries
from records.models import DocumentRole, Evidence, Facts, Point

DOCUMENT = "0" * 16


@pytest.mark.parametrize(
    ("field", "expected", "found", "right"),
    [
        ("title", "Serious Case Review: Child K", "SERIOUS CASE REVIEW: Child K: Overview Report", True),
        ("title", "Serious Case Review: Child K", "Annual Report of the Board", False),
        ("published", "2018-09", "2018-09-20", True),
        ("published", "2018-09", "2018", True),
        ("published", "2018-09", "2018-11", False),
        ("published", None, None, True),
        ("published", None, "2018", False),
        ("published", "2018", None, False),
        ("child", "Child K", ["Child K"], True),
        ("child", ["Child K", "Child L"], ["Child L", "Child K"], True),
        ("child", ["Child K", "Child L"], ["Child K"], False),
        ("child_age", "3 and 6 years", "6 years and 3 years", True),
        ("child_age", "2 years", "29 months", True),
        ("child_age", "7 months", "7 years", False),
        ("child_age_band", "multiple", ["1-4", "5-10", "multiple"], True),
        ("child_age_band", "1-4", ["5-10"], False),
        ("authority", "Bath & North East Somerset", ["Bath and North East Somerset"], True),
        ("outcome", "death", "death", True),
    ],
)
def test_a_value_is_right_when_it_says_the_same(field: str, expected: Any, found: Any, right: bool) -> None:
    assert is_right(field, expected, found) is right


def test_fields_are_counted_one_by_one_and_mistakes_are_named() -> None:
    facts = Facts(title="Serious Case Review", outcome="death")
    scores = measure_fields(
        [
            (
                "a",
                {"title": "Serious Case Review", "outcome": "other", "document_role": "presentation"},
                facts,
                DocumentRole.OTHER,
            )
        ]
    )
    assert (scores["title"].right, scores["outcome"].right, scores["document_role"].right) == (1, 0, 0)
    assert scores["published"].of == 0
    assert [(each.source, each.expected, each.found) for each in scores["outcome"].mistakes] == [
        ("a", "other", "death")
    ]
    assert overall(scores) == pytest.approx(1 / 3)


def test_f1_weighs_what_is_missed_and_what_is_too_much() -> None:
    agreement = Agreement()
    agreement.add(["police", "housing"], ["police", "camhs"])
    agreement.add([], [])
    assert (agreement.precision, agreement.recall, agreement.f1) == (0.5, 0.5, 0.5)
    assert Agreement().f1 == 1.0


def test_points_are_matched_by_their_text() -> None:
    found = [
        _point("The police should write down where a baby sleeps.", ["police"]),
        _point("Something else entirely.", []),
    ]
    expected = {
        "recommendations": [
            {"number": "1", "text": "The police should write down where the baby sleeps.", "addressed_to": ["police"]},
            {
                "number": "2",
                "text": "Housing should not place a family where no cot can stand.",
                "addressed_to": ["housing"],
            },
        ],
        "learning_points": 1,
        "incident_type": ["fire"],
    }
    score = measure_points([(expected, found, [], ["fire", "accident"])])
    assert (score.exact_number, score.exact_learning_points, score.texts, score.texts_found) == (1, 0, 2, 1)
    assert score.addressed_to.recall == 0.5
    assert score.incident_type.precision == 0.5


def test_a_summary_counts_when_it_holds_one_key_sentence() -> None:
    said = [Evidence(document=DOCUMENT, page=1, quote="Nobody asked “why” she was cold.")]
    assert measure_summaries([(['Nobody asked "why" she was cold.'], said), (["Another."], said)]) == (1, 2)


def test_every_pair_of_documents_is_together_or_apart() -> None:
    score = measure_groups({"a": "x", "b": "x", "c": "y"}, {"a": "r1", "b": "r2", "c": "r2"})
    assert score.pairs == 3
    assert score.wrong == (("a", "b"), ("b", "c"))
    assert score.right == 1


def _point(text: str, addressed_to: list[str]) -> Point:
    return Point(id="p", text=text, addressed_to=addressed_to, document=DOCUMENT, page=1, end_page=1)
