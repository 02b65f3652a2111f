"""Citations and odd values in exports."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from search_api.exports import cite, to_bib, to_csv, to_ris
from search_api.results import ListedReview

_NOTHING: dict[str, Any] = {
    "title": None, "review_type": None, "partnership": None, "authority": [], "published": None, "child": [],
    "child_age": None, "child_age_band": [], "outcome": None, "abuse_types": [], "agencies": [], "themes": [],
    "summary": None, "score": 0.0, "region": None, "nation": None, "lead_reviewer": None, "child_sex": None,
    "incident_type": [], "recommendations": 0, "learning_points": 0, "documents": 1, "pages": 3,
    "updated": "2024-05-01T09:30:00+00:00",
}  # fmt: skip


def _review(**known: Any) -> ListedReview:
    return ListedReview.model_validate({**_NOTHING, "id": "some-review", **known})


@pytest.mark.parametrize(
    ("known", "page", "citation"),
    [
        (
            {
                "title": "Child A",
                "lead_reviewer": "Priya Halloway",
                "partnership": "Marlbrook Board",
                "published": "2014-06",
            },
            7,
            "Priya Halloway (2014) Child A. Marlbrook Board. p. 7. Available at: https://x.example/reviews/some-review",
        ),
        (
            {"title": "Child A", "partnership": "Marlbrook Board"},
            None,
            "Marlbrook Board (no date) Child A. Available at: https://x.example/reviews/some-review",
        ),
        ({}, None, "Author not stated (no date) some-review. Available at: https://x.example/reviews/some-review"),
    ],
)
def test_a_citation(known: dict[str, Any], page: int | None, citation: str) -> None:
    assert cite(_review(**known), page=page, link="https://x.example/reviews/{id}") == citation


@pytest.mark.parametrize(
    ("published", "date"), [("2014", "2014///"), ("2014-06", "2014/06//"), ("2014-06-09", "2014/06/09/")]
)
def test_dates_in_ris(published: str, date: str) -> None:
    (entry,) = rispy.loads("".join(to_ris([_review(published=published)])))
    assert entry["date"] == date


def test_line_ends_in_a_value_do_not_end_its_field() -> None:
    review = _review(title="One\nER  - \nTwo", summary="A\r\n\x0bB")
    (entry,) = rispy.loads("".join(to_ris([review])))
    assert (entry["title"], entry["abstract"]) == ("One ER  -  Two", "A B")


def test_braces_and_commands_in_a_value_do_not_end_its_entry() -> None:
    library = parse_string("".join(to_bib([_review(title="{ } \\end $x$ 50% #1 ~^_"), _review(id="other")])))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["some-review", "other"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_formulas_are_text(value: str) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(to_csv([_review(title=value)])).lstrip("\ufeff"), newline="")))
    assert rows[0]["title"] == f"'{value}"


def test_a_review_of_which_nothing_is_known() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(to_csv([_review()])).lstrip("\ufeff"), newline="")))
    assert (rows[0]["id"], rows[0]["title"], rows[0]["pages"]) == ("some-review", "", "3")
