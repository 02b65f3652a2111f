"""Passages: whole sentences from different places, with page, section and marks, and nothing of the text as markup."""

from __future__ import annotations

import re

import pytest

from records.models import SectionKind
from search_api.request import SearchRequest
from search_api.results import Passage
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver
from tests.contract.written_reviews import document_of, section, written

_CONTENTS = "Contents\n\nThe lighthouse and the keeper 4"
_FIRST = "The storm came at night. The lighthouse keeper was not asked. Nobody wrote it down."
_SECOND = "A <script>alert('x')</script> & a lighthouse: \"it's\" <b>bold</b>."
_THIRD = "The keeper wrote: I saw the lighthouse keeper go. The keeper slept."
_GLOSSARY = "Glossary\n\nA heron is a bird with long legs."
_LONG = " ".join(["filler"] * 80) + " lighthouse " + " ".join(["after"] * 80) + "."


@pytest.fixture(scope="module")
def service(service_over: ServiceOver) -> SearchService:
    contents = section("Contents", page=1, start=0, end=len(_CONTENTS), kind=SectionKind.CONTENTS)
    glossary = section("Glossary", page=2, start=0, end=len(_GLOSSARY), kind=SectionKind.GLOSSARY)
    night = section("The night", page=2, start=0, end=len(_FIRST), kind=SectionKind.BODY)
    return service_over(
        [
            written("one", _CONTENTS, _FIRST, _SECOND, _THIRD, sections=[contents, night]),
            written("long", _LONG),
            written("expired", "The lighthouse keeper left.", electronic_until="2020-01-01"),
            written("none", "Nothing of it."),
            written("broken", "One boat came. Its old rudder was", "lost at sea. The rudder was found."),
            written(
                "spelt",
                *["The otter is open. It is open, and opening is all."] * 4,
                "An otter spoke openly, and was open.",
            ),
            written("explained", "A heron was seen by the pier.", _GLOSSARY, sections=[glossary]),
            written(
                "halved", "after which the walrus slept on the wall.", "On Monday the walrus slept on the long wall."
            ),
            written("titled", "A puffin stood on the pier.", title="The puffin colony"),
        ]
    )


def _passages(service: SearchService, q: str, review_id: str = "one") -> list[Passage]:
    results = service.search(SearchRequest(q=q)).results
    return next(result.passages for result in results if result.id == review_id)


def test_the_most_telling_sentence_comes_first_with_its_place(service: SearchService) -> None:
    first = _passages(service, "lighthouse keeper asked")[0]
    assert first.html == "The <mark>lighthouse</mark> <mark>keeper</mark> was not <mark>asked</mark>."
    assert (first.document, first.page, first.section) == (document_of("one"), 2, "The night")


def test_a_whole_sentence_comes_before_half_of_one_which_begins_with_an_ellipsis(service: SearchService) -> None:
    whole, half = _passages(service, "walrus slept", "halved")
    assert (whole.page, half.page) == (2, 1)
    assert whole.html.startswith("On Monday")
    assert half.html.startswith("… after which")


def test_at_most_three_from_different_pages(service: SearchService) -> None:
    passages = _passages(service, "lighthouse keeper")
    assert {passage.page for passage in passages[:2]} == {2, 4}
    assert len({passage.html for passage in passages}) == len(passages) == 3


def test_contents_lists_come_last(service: SearchService) -> None:
    assert 1 not in [passage.page for passage in _passages(service, "lighthouse keeper")[:2]]


def test_small_print_is_shown_only_where_nothing_else_is(service: SearchService) -> None:
    assert [passage.page for passage in _passages(service, "heron", "explained")] == [1]
    assert [passage.page for passage in _passages(service, "legs", "explained")] == [2]


def test_text_is_escaped_and_only_marks_are_markup(service: SearchService) -> None:
    found = next(each for each in _passages(service, "lighthouse") if each.page == 3)
    assert "<mark>lighthouse</mark>" in found.html
    assert "&lt;script&gt;" in found.html
    assert set(re.findall(r"<[^>]*>", found.html)) == {"<mark>", "</mark>"}


def test_for_a_phrase_the_phrase(service: SearchService) -> None:
    passages = _passages(service, '"lighthouse keeper"')
    assert {passage.page for passage in passages} == {2, 4}
    assert all("<mark>lighthouse keeper</mark>" in passage.html for passage in passages)


def test_a_phrase_over_two_sentences_shows_both(service: SearchService) -> None:
    (passage,) = _passages(service, '"not asked. Nobody wrote"')
    assert passage.html == "The lighthouse keeper was <mark>not asked. Nobody wrote</mark> it down."
    assert passage.page == 2


def test_a_phrase_over_a_page_break_shows_where_it_begins(service: SearchService) -> None:
    (passage,) = _passages(service, '"rudder was lost at sea"', "broken")
    assert (passage.page, passage.html) == (1, "Its old <mark>rudder was</mark>")
    (passage,) = _passages(service, '"came its old rudder was lost"', "broken")
    assert (passage.page, passage.html) == (1, "One boat <mark>came. Its old rudder was</mark>")


def test_a_phrase_of_the_title_alone_shows_its_words(service: SearchService) -> None:
    (passage,) = _passages(service, '"puffin colony"', "titled")
    assert passage.html == "A <mark>puffin</mark> stood on the pier."


def test_a_prefix_marks_whole_words(service: SearchService) -> None:
    assert "<mark>lighthouse</mark>" in _passages(service, "light*")[0].html


def test_a_long_sentence_is_shown_around_its_mark(service: SearchService) -> None:
    (passage,) = _passages(service, "lighthouse", "long")
    assert "<mark>lighthouse</mark>" in passage.html
    assert passage.html.startswith("… ")
    assert passage.html.endswith(" …")
    assert len(passage.html) < 600


def test_after_its_date_a_review_is_found_without_passages(service: SearchService) -> None:
    assert _passages(service, "lighthouse", "expired") == []


def test_without_words_there_are_no_passages(service: SearchService) -> None:
    assert all(result.passages == [] for result in service.search(SearchRequest()).results)


def test_a_page_can_be_named(service: SearchService) -> None:
    assert {passage.page for passage in _passages(service, "lighthouse page:4")} == {4}


def test_marks_in_any_text(service: SearchService) -> None:
    assert service.marked("The <lighthouse> & its keepers", "keeper lighthouse") == (
        "The &lt;<mark>lighthouse</mark>&gt; &amp; its <mark>keepers</mark>"
    )


def test_a_quoted_word_is_shown_and_marked_as_it_is_spelt(service: SearchService) -> None:
    (passage,) = _passages(service, '"openly"', "spelt")
    assert (passage.page, passage.html) == (5, "An otter spoke <mark>openly</mark>, and was open.")


def test_a_word_that_is_typed_with_and_without_quotes_is_shown_in_any_form(service: SearchService) -> None:
    passages = _passages(service, '"openly" open', "spelt")
    assert any("<mark>open</mark>" in passage.html for passage in passages)
