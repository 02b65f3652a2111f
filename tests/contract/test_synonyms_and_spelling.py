"""Other names for what was typed are searched too, and words the library does not have are put right from its own."""

from __future__ import annotations

import re
from html import unescape

import pytest

from search_api.analysis import cut
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver, ids
from tests.contract.written_reviews import written


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    return service_over(
        [
            written("spelt-out", "The doctor found a non-accidental injury to the arm. Later he left.", title="Child"),
            written("short-form", "The doctor found NAI when seen that day. Then he left again later.", title="Child"),
            written(
                "in-care", "He was a child in care. A cheque was cashed; the cumulative weight of it.", title="Child"
            ),
            written("looked-after", "He was looked after by the authority.", title="Child Bruize", child=["Bruize"]),
            written("plain", "Bruises were seen by the visitor of the family. A coat hung on its peg.", title="Child"),
            written("carers", "They sat on the settee. The PEG was cleaned.", title="Child"),
        ]
    )


@pytest.mark.parametrize(
    ("q", "first", "also"),
    [
        ("NAI", "short-form", "spelt-out"),
        ("nai", "short-form", "spelt-out"),
        ("non-accidental injury", "spelt-out", "short-form"),
        ("child in care", "in-care", "looked-after"),
        ("LAC", "", "in-care"),
        ("LAC", "", "looked-after"),
        ("sofa", "", "carers"),
        ("couch", "", "carers"),
    ],
)
def test_synonyms_both_ways_after_the_words_typed(service: SearchService, q: str, first: str, also: str) -> None:
    listed = ids(service, q)
    assert also in listed
    assert not first or listed[0] == first


def test_synonyms_are_shown(service: SearchService) -> None:
    assert "non-accidental injury" in [each.lower() for each in service.search(SearchRequest(q="NAI")).also_searched]
    assert service.search(SearchRequest(q="cheque")).also_searched == []


def test_synonyms_make_passages(service: SearchService) -> None:
    results = {result.id: result for result in service.search(SearchRequest(q="NAI")).results}
    assert "<mark>non-accidental injury</mark>" in results["spelt-out"].passages[0].html


def test_a_short_form_that_is_a_word_too_is_marked_in_capitals_only(service_over: ServiceOver) -> None:
    text = "The PEG was cleaned that day. His coat hung on a peg by the door. A peg beside the PEG's box fell."
    service = service_over([written("peg", text, title="Child")])

    def marked(q: str) -> list[list[str]]:
        passages = service.search(SearchRequest(q=q)).results[0].passages
        return [re.findall("<mark>(.*?)</mark>", passage.html) for passage in passages]

    assert marked("gastrostomy") == [["PEG"], ["PEG's"]]
    assert ["peg", "PEG's"] in marked("peg")


def test_a_wide_word_finds_narrower_ones_and_no_narrow_one_finds_it(service_over: ServiceOver) -> None:
    service = service_over(
        [
            written("heroin", "She was treated for her use of heroin.", title="Child"),
            written("methadone", "The bottle had held methadone.", title="Child"),
            written("drugs", "He used drugs.", title="Child"),
            written("addiction", "Her addiction was known.", title="Child"),
        ]
    )
    assert ids(service, "drugs")[0] == "drugs"
    assert set(ids(service, "drugs")) == {"heroin", "methadone", "drugs", "addiction"}
    assert ids(service, "methadone") == ["methadone"]
    assert ids(service, "heroin") == ["heroin"]


def test_a_narrow_word_that_nothing_holds_finds_the_wide_one_and_says_so(service_over: ServiceOver) -> None:
    service = service_over(
        [
            written("drugs", "He used drugs in the evening.", title="Child"),
            written("evening", "They came home in the evening.", title="Child"),
        ]
    )
    for q in ("methadone", "methadone evening"):
        answer = service.search(SearchRequest(q=q))
        assert [result.id for result in answer.results] == ["drugs"]
        assert "so what is about something wider" in (answer.notice or "")
    assert ids(service, '"methadone"') == []
    assert service.search(SearchRequest(q="methadone", exact=True)).total == 0


@pytest.mark.parametrize("q", ["sexual abuse", "police", "children's social care neglect"])
def test_all_that_is_marked_was_typed_or_is_listed_as_also_searched(service_over: ServiceOver, q: str) -> None:
    texts = [
        "The offence was one of indecent assault and of gross indecency.",
        "A detective spoke to him. The safer schools officer wrote it down, and the constabulary kept it.",
        "She had failed to thrive and was emaciated. The duty social worker and the personal adviser called.",
        "He was molested. The gateway team and the principal social worker were told. The house was squalid.",
        "The British Transport Police found her starved. The emergency duty team came, as did social work.",
    ]
    service = service_over([written(f"review-{number}", text, title="Child") for number, text in enumerate(texts)])
    answer = service.search(SearchRequest(q=q))
    listed = [" ".join(cut(label)) for label in answer.also_searched]
    typed = cut(q)
    marks = [
        " ".join(cut(unescape(mark)))
        for result in answer.results
        for passage in result.passages
        for mark in re.findall("<mark>(.*?)</mark>", passage.html)
    ]
    assert len({mark for mark in marks if mark not in typed}) > 1
    assert [mark for mark in marks if mark not in typed and mark not in listed] == []


def test_no_synonyms_inside_quotes(service: SearchService) -> None:
    assert ids(service, '"NAI"') == ["short-form"]
    assert service.search(SearchRequest(q='"NAI"')).also_searched == []


def test_short_forms_count_in_capitals_only(service: SearchService) -> None:
    assert ids(service, "gastrostomy", exact=True) == ["carers"]


@pytest.mark.parametrize(
    ("typed", "corrected", "found"),
    [
        ("cumulatve", "cumulative", "in-care"),
        ("cumulatvie", "cumulative", "in-care"),
        ("visitro", "visitor", "plain"),
        ("chequue", "cheque", "in-care"),
    ],
)
def test_where_nothing_fits_the_corrected_search_is_shown(
    service: SearchService, typed: str, corrected: str, found: str
) -> None:
    answer = service.search(SearchRequest(q=typed))
    assert [result.id for result in answer.results] == [found]
    assert answer.corrected == answer.suggestion == corrected
    assert typed in (answer.notice or "")
    assert corrected in (answer.notice or "")
    assert "<mark>" in answer.results[0].passages[0].html


def test_the_way_back_from_a_correction(service: SearchService) -> None:
    answer = service.search(SearchRequest(q="cumulatve", exact=True))
    assert (answer.total, answer.corrected) == (0, None)


def test_one_wrong_word_among_right_ones_is_a_suggestion(service: SearchService) -> None:
    answer = service.search(SearchRequest(q="doctor found later nai whenn"))
    assert answer.results[0].id == "short-form"
    assert answer.suggestion == "doctor found later nai when"
    assert answer.corrected is None


def test_a_name_in_a_title_is_never_corrected_away(service: SearchService) -> None:
    answer = service.search(SearchRequest(q="Bruize"))
    assert [result.id for result in answer.results] == ["looked-after"]
    assert answer.suggestion is None


def test_a_word_of_the_language_that_the_library_does_not_have_is_no_mistake(service_over: ServiceOver) -> None:
    service = service_over([written("police", "The police came to the family.", title="Child")])
    answer = service.search(SearchRequest(q="polish family"))
    assert (answer.corrected, answer.suggestion) == (None, "police family")
    assert "holds some of its words" in (answer.notice or "")
    assert service.search(SearchRequest(q="polish")).total == 0


def test_a_rare_word_is_kept_and_a_far_commoner_one_suggested(service_over: ServiceOver) -> None:
    often = [written(f"common-{number}", "The chimney was swept.", title="Child") for number in range(20)]
    service = service_over(
        [
            *often,
            written("misread", "The chimnay was swept.", title="Child"),
            written("name", "x", title="Child Chimmey"),
        ]
    )
    answer = service.search(SearchRequest(q="chimnay swept"))
    assert ([result.id for result in answer.results], answer.suggestion) == (["misread"], "chimney swept")
    assert service.search(SearchRequest(q="chimmey")).suggestion is None


def test_numbers_and_short_words_are_left_as_they_are(service: SearchService) -> None:
    assert service.search(SearchRequest(q="s48 xyz 2031")).suggestion is None
