"""Names, keywords and odd values in exports."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.exports import to_bib, to_csv, to_ris
from search_api.results import ListedReview
from taxonomy.vocabulary import load_vocabulary

_NOTHING: dict[str, Any] = {
    "title": None, "review_type": None, "partnership": None, "authority": [], "published": None, "child": [],
    "child_age": None, "child_age_band": [], "outcome": None, "abuse_types": [], "agencies": [], "themes": [],
    "summary": None, "score": 0.0, "region": None, "nation": None, "lead_reviewer": None, "child_sex": None,
    "incident_type": [], "recommendations": 0, "learning_points": 0, "documents": 1, "pages": 3,
    "updated": "2024-05-01T09:30:00+00:00",
}  # fmt: skip


def _review(**known: Any) -> ListedReview:
    return ListedReview.model_validate({**_NOTHING, "id": "some-review", **known})


def _ris(**known: Any) -> dict[str, Any]:
    (entry,) = rispy.loads("".join(to_ris([_review(**known)], vocabulary=load_vocabulary())))
    return dict(entry)


def _bib(*reviews: ListedReview) -> Library:
    return parse_string("".join(to_bib(reviews, vocabulary=load_vocabulary())))


@pytest.mark.parametrize(
    ("lead_reviewer", "expected"),
    [
        ("Priya Halloway", ["Halloway, Priya"]),
        ("Dr Oonagh Sarsfield-Bole", ["Sarsfield-Bole, Oonagh"]),
        ("Professor Dame Ruth van der Meer CBE", ["van der Meer, Ruth"]),
        ("Priya Halloway, Independent Reviewer", ["Halloway, Priya"]),
        ("Halloway, Priya", ["Halloway, Priya"]),
        ("Priya Halloway and Desmond J. Arkwright", ["Halloway, Priya", "Arkwright, Desmond J."]),
        (
            "Priya Halloway, Desmond Arkwright & Mrs Ann O\u2019Shea",
            ["Halloway, Priya", "Arkwright, Desmond", "O\u2019Shea, Ann"],
        ),
        ("Halloway and Reed Consulting Ltd", ["Halloway and Reed Consulting Ltd"]),
        ("NSPCC", ["NSPCC"]),
        (None, ["Marlbrook Safeguarding Board"]),
    ],
)
def test_authors_for_a_reference_manager(lead_reviewer: str | None, expected: list[str]) -> None:
    known = {"lead_reviewer": lead_reviewer, "partnership": "Marlbrook Safeguarding Board"}
    assert _ris(**known)["authors"] == expected
    author = _bib(_review(**known)).entries[0]["author"]
    assert author == " and ".join(name if ", " in name else f"{{{name}}}" for name in expected)


def test_bibtexparser_parts_the_names_as_they_are_meant() -> None:
    text = "".join(
        to_bib(
            [
                _review(lead_reviewer="Ruth van der Meer and Dr Priya Halloway"),
                _review(id="other", partnership="A and B Board"),
            ],
            vocabulary=load_vocabulary(),
        )
    )
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    first, second = (entry["author"] for entry in library.entries)
    assert [(name.first, name.von, name.last) for name in first] == [
        (["Ruth"], ["van", "der"], ["Meer"]),
        (["Priya"], [], ["Halloway"]),
    ]
    assert [name.last for name in second] == [["{A and B Board}"]]


def test_keywords_are_labels_and_the_kind_is_said() -> None:
    known = {
        "abuse_types": ["child-sexual-exploitation"],
        "agencies": ["police"],
        "themes": ["thresholds"],
        "review_type": "serious-case-review",
    }
    entry = _ris(**known)
    assert entry["keywords"] == ["Child sexual exploitation", "Police", "Thresholds"]
    assert entry["type_of_work"] == "Serious case review"
    fields = _bib(_review(**known)).entries[0]
    assert (fields["keywords"], fields["type"]) == (
        "Child sexual exploitation, Police, Thresholds",
        "Serious case review",
    )


def test_what_software_is_not_sure_of_is_no_keyword_and_has_a_column_of_its_own() -> None:
    known = {"agencies": ["police"], "themes": ["thresholds", "supervision"], "unsure": ["supervision"]}
    assert _ris(**known)["keywords"] == ["Police", "Thresholds"]
    [row] = csv.DictReader(io.StringIO("".join(to_csv([_review(**known)])).removeprefix("\ufeff")))
    assert (row["themes"], row["unsure"]) == ("thresholds; supervision", "supervision")


def test_an_entry_has_what_its_type_requires() -> None:
    known = {"title": "Child A", "partnership": "Marlbrook Board", "authority": ["Marlbrook"], "published": "2014-06"}
    assert {"type_of_reference", "id", "title", "authors", "year", "publisher"} <= _ris(**known).keys()
    fields = _bib(_review(**known)).entries[0].fields_dict.keys()
    assert {"author", "title", "institution", "year"} <= fields  # of a techreport, after the BibTeX manual


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("abÉ ,;&.-'’\n{}\\%$#1and ") | st.characters(), max_size=40))
def test_any_line_of_names_is_exported_and_read_back(names: str) -> None:
    library = _bib(_review(lead_reviewer=names, title="Child A"))
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ["some-review"])
    assert _ris(lead_reviewer=names, title="Child A")["title"] == "Child A"


@pytest.mark.parametrize(
    ("published", "date"), [("2014", "2014///"), ("2014-06", "2014/06//"), ("2014-06-09", "2014/06/09/")]
)
def test_dates_in_ris(published: str, date: str) -> None:
    assert _ris(published=published)["date"] == date


def test_line_ends_in_a_value_do_not_end_its_field() -> None:
    entry = _ris(title="One\nER  - \nTwo", summary="A\r\n\x0bB")
    assert (entry["title"], entry["abstract"]) == ("One ER  -  Two", "A B")


def test_braces_and_commands_in_a_value_do_not_end_its_entry() -> None:
    library = _bib(_review(title="{ } \\end $x$ 50% #1 ~^_"), _review(id="other"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["some-review", "other"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_formulas_are_text(value: str) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(to_csv([_review(title=value)])).lstrip("\ufeff"), newline="")))
    assert rows[0]["title"] == f"'{value}"


def test_a_review_of_which_nothing_is_known() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(to_csv([_review()])).lstrip("\ufeff"), newline="")))
    assert (rows[0]["id"], rows[0]["title"], rows[0]["pages"]) == ("some-review", "", "3")
