from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.manifest import ManifestUnusable, parse_manifest, read_manifest
from records.models import DocumentRole

TABLE = (
    "filename,published,child,abuse_type,document_role\n"
    "a.pdf,30/06/2014,Child K;Child L,neglect;-bullying,Overview report\n"
)


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(";", "§")
        .replace(",", ";")
        .replace("§", ";")
        .replace("Child K;Child L", '"Child K;Child L"')
        .replace("neglect;-bullying", '"neglect;-bullying"')
        .encode(),
        TABLE.replace(",", "\t").encode("cp1252"),
        ("sep=,\r\n" + TABLE.replace("\n", "\r\n")).encode(),
        ("\n\n" + TABLE + "\n,,,,\n").encode(),
    ],
    ids=["utf-8", "byte-order-mark", "utf-16", "semicolons", "tabs", "sep-line", "blank-lines"],
)
def test_a_manifest_is_read_as_spreadsheets_write_it(content: bytes) -> None:
    manifest = parse_manifest(content)
    assert manifest.problems == ()
    supplied = manifest.rows["a.pdf"]
    assert supplied.values == {"published": "2014-06-30", "child": ["Child K", "Child L"]}
    assert [(tag.concept, tag.rejected) for tag in supplied.tags] == [("neglect", False), ("bullying", True)]
    assert supplied.role is DocumentRole.OVERVIEW_REPORT


def test_accents_of_an_old_spreadsheet_are_kept() -> None:
    manifest = parse_manifest("filename,child\na.pdf,Siân\n".encode("cp1252"))
    assert manifest.rows["a.pdf"].values == {"child": ["Siân"]}


def test_headings_may_be_written_as_words() -> None:
    manifest = parse_manifest(
        b"File name,Review Type,Child age band,Authorities\na.pdf,Serious case review,under-1,Kent;Medway\n"
    )
    assert manifest.rows["a.pdf"].values == {
        "review_type": "serious-case-review",
        "child_age_band": ["under-1"],
        "authority": ["Kent", "Medway"],
    }


def test_a_bad_cell_is_named_by_line_and_column_and_stops_nothing_else() -> None:
    manifest = parse_manifest(
        b'filename,published,outcome,child\n"a.pdf",31/02/2015,death,Child K\n\nb.pdf,2014,deth,"Child\nL"\n'
        b"c.pdf,2014,death,Child M\n,2015,death,\na.pdf,2016,,\n"
    )
    assert [(each.line, each.column) for each in manifest.problems] == [
        (2, "published"),
        (4, "outcome"),
        (7, "filename"),
        (8, "filename"),
    ]
    assert "31/02/2015" in str(manifest.problems[0])
    assert "death, serious-harm, other" in str(manifest.problems[1])
    assert manifest.rows["a.pdf"].values == {"outcome": "death", "child": ["Child K"]}
    assert manifest.rows["b.pdf"].values == {"published": "2014", "child": ["Child L"]}
    assert manifest.rows["c.pdf"].values == {"published": "2014", "outcome": "death", "child": ["Child M"]}


def test_a_column_that_is_no_field_is_named_and_left_out() -> None:
    manifest = parse_manifest(b"filename,shelf mark,theme\na.pdf,X 12,Professional curiosity;no such theme\n")
    assert [(each.line, each.column) for each in manifest.problems] == [(1, "shelf mark"), (2, "theme")]


def test_an_empty_cell_says_nothing() -> None:
    assert parse_manifest(b"filename,published,child\na.pdf,,\n").rows["a.pdf"].values == {}


def test_a_file_is_found_by_its_name_or_its_path() -> None:
    manifest = parse_manifest(b"filename,published\na.pdf,2014\n2015/b.pdf,2015\n")
    assert manifest.supplied_for(Path("in/a.pdf")).values == {"published": "2014"}
    assert manifest.supplied_for(Path("2015/b.pdf")).values == {"published": "2015"}
    assert manifest.supplied_for(Path("c.pdf")).values == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"name,published\na.pdf,2014\n", "no column `filename`"),
        (b"PK\x03\x04....", "save it as CSV"),
        (b"filename\x00,published\n", "not a table"),
        (b"\xff\xfef\x00i\x00\x00\xd8", "goes on as something else"),
    ],
)
def test_what_is_no_manifest_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ManifestUnusable, match=reason):
        parse_manifest(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        manifest = parse_manifest(b"filename,published,theme\n" + content)
    except ManifestUnusable:
        return
    assert all(each.line >= 1 for each in manifest.problems)


def test_a_manifest_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(TABLE.encode())
    assert "a.pdf" in read_manifest(path).rows


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("child_age", "banana", "'banana' is not an age: write it as 7 months, 3 years, or newborn"),
        ("ages_months", "99999", "up to 1200"),
        ("published", "2999", "'2999' is still to come"),
        ("incident", "2999-01", "still to come"),
    ],
)
def test_a_value_that_cannot_be_is_refused(column: str, cell: str, says: str) -> None:
    manifest = parse_manifest(f"filename,{column}\na.pdf,{cell}\n".encode())
    (problem,) = manifest.problems
    assert (problem.line, problem.column) == (2, column)
    assert says in problem.reason
    assert manifest.rows["a.pdf"].values == {}


@pytest.mark.parametrize("cell", ["7 months", "seven weeks", "3", "newborn", "2 and 5 years", "unborn", "teenagers"])
def test_an_age_may_be_written_in_many_ways(cell: str) -> None:
    manifest = parse_manifest(f"filename,child_age\na.pdf,{cell}\n".encode())
    assert manifest.rows["a.pdf"].values == {"child_age": cell}


def test_an_unknown_authority_is_kept_and_doubted() -> None:
    manifest = parse_manifest(b"filename,authority\na.pdf,Leedz;Kent\nb.pdf,Leeds\nc.pdf,Zzyzx\n")
    assert manifest.problems == ()
    assert manifest.rows["a.pdf"].values == {"authority": ["Leedz", "Kent"]}
    assert [str(doubt) for doubt in manifest.doubts] == [
        "line 2, column authority: 'Leedz' is no authority that is known here; did you mean Leeds?",
        "line 4, column authority: 'Zzyzx' is no authority that is known here",
    ]
