"""Operators, phrases, prefixes, nearness, fields and ranges mean what they say."""

from __future__ import annotations

import pytest

from records.models import AgeBand, SectionKind
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import point, section, written

_FINDINGS = "The analysis found that a lighthouse was never asked about."


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written(
                "hazel",
                "The kitchen window was broken. A heron stood in the garden.",
                "The chimney was swept by a neighbour.",
                title="Child Hazel",
                child=["Hazel"],
                authority=["Marlbrook"],
                partnership="Marlbrook Partnership",
                lead_reviewer="Priya Halloway",
                published="2015-03",
                ages_months=[5],
                abuse=["neglect"],
                themes=["thresholds"],
                summary="A trumpet was heard.",
            ),
            written(
                "rowan",
                "The kitchen was cold and the window in the far wall of the next room was painted shut.",
                "A chimney fire was reported.",
                title="Child Rowan",
                child=["Rowan"],
                authority=["Northmoor"],
                published="2019-11-30",
                child_age_band=[AgeBand.FROM_5_TO_10],
                agencies=["police"],
                recommendations=[point(1, "Every heron should be counted.", review_id="rowan")],
                learning=[point(1, "A trumpet is not a signal.", review_id="rowan")],
            ),
            written(
                "linden",
                f"Findings\n\n{_FINDINGS}",
                title="Kitchen and garden",
                published="2021",
                sections=[section("Findings", page=1, start=0, end=10 + len(_FINDINGS), kind=SectionKind.BODY)],
            ),
        ]
    )


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("kitchen", {"hazel", "rowan", "linden"}),
        ("kitchen AND chimney", {"hazel", "rowan"}),
        ("kitchen && heron", {"hazel", "rowan"}),
        ("trumpet OR lighthouse", {"hazel", "rowan", "linden"}),
        ("kitchen NOT chimney", {"linden"}),
        ("kitchen -chimney", {"linden"}),
        ("+kitchen -painted", {"hazel", "linden"}),
        ("NOT chimney", {"linden"}),
        ("(heron OR lighthouse) AND kitchen", {"hazel", "rowan", "linden"}),
        ("kitchen -(chimney OR lighthouse)", set()),
    ],
)
def test_operators(service: SearchService, q: str, expected: set[str]) -> None:
    assert set(ids(service, q, exact=True)) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ('"painted"', {"rowan"}),
        ('"PAINTED"', {"rowan"}),
        ('"paint"', set()),
        ("paint", {"rowan"}),
        ('kitchen -"paint"', {"hazel", "rowan", "linden"}),
        ('"kitchen" "windows"', set()),
        ('title:"gardens" OR title:"garden"', {"linden"}),
    ],
)
def test_a_quoted_word_is_found_as_it_is_spelt(service: SearchService, q: str, expected: set[str]) -> None:
    assert set(ids(service, q, exact=True)) == expected


def test_a_quoted_word_that_is_nowhere_is_searched_in_its_other_forms(service: SearchService) -> None:
    found = service.search(SearchRequest(q='"painting"'))
    assert [result.id for result in found.results] == ["rowan"]
    assert "some of its words" in (found.notice or "")


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ('"kitchen window"', {"hazel"}),
        ("“kitchen window”", {"hazel"}),
        ("«kitchen window»", {"hazel"}),
        ('"window kitchen"', set()),
        ('"the kitchen window was broken"', {"hazel"}),
        ('"kitchen"', {"hazel", "rowan", "linden"}),
        ('"window painted"~3', set()),
        ('"window painted"~9', {"rowan"}),
        ('"painted window"~9', {"rowan"}),
        ('"kitchen cold window"~9', {"rowan"}),
        ('"kitchen window"~1', {"hazel"}),
        ("chim*", {"hazel", "rowan"}),
        ("light* AND analy*", {"linden"}),
        ("zzz*", set()),
    ],
)
def test_phrases_nearness_and_prefixes(service: SearchService, q: str, expected: set[str]) -> None:
    assert set(ids(service, q, exact=True)) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("title:kitchen", {"linden"}),
        ("title:(kitchen garden)", {"linden"}),
        ("child:hazel", {"hazel"}),
        ("authority:northmoor", {"rowan"}),
        ('author:"priya halloway"', {"hazel"}),
        ("abuse:neglect", {"hazel"}),
        ("theme:thresholds", {"hazel"}),
        ("agency:police", {"rowan"}),
        ("agency:constabulary", {"rowan"}),
        ("in:recommendations heron", {"rowan"}),
        ("in:recommendations:heron", {"rowan"}),
        ("in:learning trumpet", {"rowan"}),
        ("in:summary trumpet", {"hazel"}),
        ("in:findings lighthouse", {"linden"}),
        ("in:findings kitchen", set()),
        ("published:[2015 TO 2019]", {"hazel", "rowan"}),
        ("published:2015", {"hazel"}),
        ("published:[2015-03-31 TO 2015-04]", {"hazel"}),
        ("published:>2019", {"linden"}),
        ("published:[* TO 2019-10]", {"hazel"}),
        ("year:2021", {"linden"}),
        ("year:>=2019", {"rowan", "linden"}),
        ("age:<1", {"hazel"}),
        ("age:[5 TO 10]", {"rowan"}),
        ("age:8", {"rowan"}),
        ("age:6m", set()),
        ("page:(chimney neighbour)", {"hazel"}),
        ("page:(kitchen chimney)", set()),
        ("page:(chimney theme:neighbour age:<1)", {"hazel"}),
        ("kitchen page:2", {"hazel", "rowan"}),
    ],
)
def test_fields_and_ranges(service: SearchService, q: str, expected: set[str]) -> None:
    assert set(ids(service, q, exact=True)) == expected


@pytest.mark.parametrize(
    "q",
    ["seen at 18:30 in the kitchen", "http://kitchen.example/window", "kitchen/window", "foo:kitchen", "kitchen ^2 ~1"],
)
def test_what_only_looks_like_a_field_is_words(service: SearchService, q: str) -> None:
    assert "hazel" in ids(service, q)


@pytest.mark.parametrize(
    "q", ["((kitchen", "kitchen AND", "kitchen) (heron", "AND OR kitchen", "(" * 30 + "kitchen" + ")" * 30]
)
def test_what_does_not_parse_is_searched_as_plain_words(service: SearchService, q: str) -> None:
    found = service.search(SearchRequest(q=q))
    assert "hazel" in {result.id for result in found.results}
    assert found.notice is not None
    assert "plain words" in found.notice


def test_a_quotation_mark_without_partner_is_said(service: SearchService) -> None:
    found = service.search(SearchRequest(q='kitchen "window'))
    assert found.results[0].id == "hazel"
    assert "quotation mark" in (found.notice or "")


@pytest.mark.parametrize(
    "q",
    [
        "KITCHEN WINDOW",
        "kítchen wíndow",
        "Kitchen’s windows",
        "kitchen-window",
        "  kitchen \u200bwindow\u202e",
        "kit\u00adchen window",
    ],
)
def test_case_accents_hyphens_and_apostrophes_make_no_difference(service: SearchService, q: str) -> None:
    assert ids(service, q)[0] == "hazel"
    assert service.search(SearchRequest(q=q)).results[0].score > 1


@pytest.mark.parametrize("q", ["", "   ", "()", "-", '""', "😀", "***", "\u202e", "~", "[ ]"])
def test_a_query_without_words_lists_everything(service: SearchService, q: str) -> None:
    found = service.search(SearchRequest(q=q))
    assert found.total == 3
    assert (found.notice is not None) == bool(q.strip())
