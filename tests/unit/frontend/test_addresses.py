"""Addresses: what is understood of one, and that a search written into one is read from it again."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from frontend.address import read_address
from frontend.links import Links, without
from search_api.request import LONGEST_QUERY, PointRequest, SearchRequest, Sort
from taxonomy import load_vocabulary

VOCABULARY = load_vocabulary()


def read(query: str) -> tuple[SearchRequest, list[str]]:
    return read_address(QueryParams(query), SearchRequest, vocabulary=VOCABULARY)


def test_a_search_survives_its_address() -> None:
    asked = SearchRequest(
        q='"was not brought" & more', abuse_type=["neglect", "bullying"], authority=["Bath & North"], year=["2019"],
        published_from="2015", published_to="2019-06", sort=Sort.TITLE, page=3, exact=True,
    )  # fmt: skip
    address = Links().search(asked, page=asked.page)
    assert read(urlsplit(address).query) == (asked, [])


def test_the_plain_list_has_the_plain_address() -> None:
    assert Links().search(SearchRequest()) == "/"
    assert Links(root="/reviews").search(SearchRequest()) == "/reviews/"


def test_a_changed_search_begins_at_its_first_page() -> None:
    assert "page" not in dict(parse_qsl(Links().search(SearchRequest(q="x", page=4), sort=Sort.NEWEST)))


def test_one_value_is_taken_out_and_the_others_stay() -> None:
    asked = SearchRequest(abuse_type=["neglect", "bullying"])
    assert Links().search(asked, **without(asked, "abuse_type", "neglect")) == "/?abuse_type=bullying"


def test_a_value_that_was_renamed_is_left_out_and_said() -> None:
    asked, notices = read("q=x&abuse_type=neglect&abuse_type=old-name&theme=gone")
    assert asked == SearchRequest(q="x", abuse_type=["neglect"])
    assert [word for notice in notices for word in ("old-name", "gone") if word in notice] == ["old-name", "gone"]


def test_what_cannot_be_understood_is_left_out_and_said() -> None:
    asked, notices = read(
        "q=x&page=many&published_from=yesterday&review_type=novel&review_type=other&sort=colour&year=19"
    )
    assert asked == SearchRequest(q="x", review_type=["other"])
    assert len(notices) == 5


def test_a_parameter_that_there_is_none_of_is_said_with_the_one_that_was_meant() -> None:
    asked, (notice,) = read("q=x&them=thresholds")
    assert asked == SearchRequest(q="x")
    assert "“them”" in notice
    assert "theme?" in notice


@pytest.mark.parametrize(
    ("written", "recorded"), [("13/2/2019", "2019-02-13"), ("2/2019", "2019-02"), (" 1.10.2019 ", "2019-10-01")]
)
def test_a_date_may_be_written_as_people_write_it(written: str, recorded: str) -> None:
    asked, notices = read(urlencode({"published_from": written}))
    assert (asked.published_from, notices) == (recorded, [])


def test_of_what_is_no_date_it_is_said_how_to_write_one() -> None:
    asked, (notice,) = read("published_to=31/2/2019")
    assert asked == SearchRequest()
    assert "2019-02-31" in notice
    assert "13/6/2019" in notice


def test_empty_fields_of_a_form_are_nothing() -> None:
    assert read("q=&published_from=&published_to=&sort=") == (SearchRequest(), [])


def test_a_very_long_query_is_read_as_far_as_queries_go() -> None:
    asked, _ = read(f"q={'a' * 5000}")
    assert len(asked.q) == LONGEST_QUERY


def test_addresses_of_points_keep_their_kind() -> None:
    asked, notices = read_address(
        QueryParams("kind=learning-point&addressed_to=police"), PointRequest, vocabulary=VOCABULARY
    )
    assert (asked.kind, asked.addressed_to, notices) == ("learning-point", ["police"], [])
    assert Links().points(asked) == "/recommendations?addressed_to=police&kind=learning-point"


@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "page", "size", "sort", "year", "theme", "facets", "published_to"]), st.text())
    )
)
def test_no_address_is_refused(pairs: list[tuple[str, str]]) -> None:
    asked, _ = read_address(QueryParams(pairs), SearchRequest, vocabulary=VOCABULARY)
    assert asked.page >= 1


def test_ids_from_outside_never_become_other_paths() -> None:
    assert Links().review("../../etc") == "/reviews/..%2F..%2Fetc"


def test_the_file_opens_at_its_page() -> None:
    assert Links(root="/r").file("a", "b", 7) == "/r/api/v1/reviews/a/documents/b/file#page=7"
