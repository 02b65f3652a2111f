"""The way from a list to the passage that was chosen, and back to the list."""

import httpx
import pytest

from frontend.links import Links
from frontend.returning import carried, way_back
from search_api.request import PointRequest, SearchRequest
from taxonomy import load_vocabulary
from tests.unit.frontend.reading_pages import REVIEW, document_of, read, text_of
from tests.unit.frontend.written_library import TITLE

VOCABULARY = load_vocabulary()


def href_back(given: str, root: str = "") -> str | None:
    back = way_back(given, Links(root), vocabulary=VOCABULARY, place="review-x")
    return back.href if back else None


def test_a_link_of_a_passage_leads_to_it_and_keeps_the_other_marks(site: httpx.Client) -> None:
    [link] = read(site, "/?q=health").xpath("//li[@class='passage']/a/@href")
    page = read(site, link)
    assert link.endswith("#mark")
    assert text_of(page, "//article//mark[@id='mark'][@class='here']") == "The health visitor was not told."
    assert text_of(page, "//article//mark[@id='mark']/strong") == "health"
    assert len(page.xpath("//*[@id='mark']")) == 1


def test_a_passage_that_is_not_there_any_more_leaves_the_first_mark(site: httpx.Client) -> None:
    page = read(site, f"{document_of(site, REVIEW)}/pages/1?q=school&passage=words+that+were … there+once+before+now")
    assert text_of(page, "//article//mark[@id='mark']") == "school"
    assert not page.xpath("//mark[@class='here']")


def test_evidence_leads_to_its_own_sentence(site: httpx.Client) -> None:
    links = read(site, REVIEW).xpath("//p[@class='lead']/a/@href")
    sentences = [text_of(read(site, link), "//mark[@id='mark']") for link in links]
    assert sentences == ["The school shared its worries late.", "The health visitor was not told."]
    [other] = read(site, links[1]).xpath("//article//mark[not(@id)]")
    assert other.text_content() == sentences[0]


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("point=r1", "The school should share worries at once."),
        ("point=r1&passage=The+school+should+share+worries+at+once.", "The school should share worries at once."),
        ("point=r7&passage=The+school+should+share+worries+at+once.", "The school should share worries at once."),
        ("point=r1&passage=The+school+should", "The school should"),
        ("point=r1&passage=Words+of+another+edition", ""),
    ],
)
def test_a_recommendation_is_found_by_its_words_if_it_was_numbered_anew(
    site: httpx.Client, asked: str, marked: str
) -> None:
    page = read(site, f"{document_of(site, REVIEW)}/pages/2?{asked}")
    assert text_of(page, "//article//mark[@id='mark']") == marked


def test_on_paper_a_page_names_its_review_and_a_list_what_was_searched_for(site: httpx.Client) -> None:
    reading = read(site, f"{document_of(site, REVIEW)}/pages/1")
    assert text_of(reading, "//p[@class='only-printed']") == f"{TITLE}. Northmoor, May 2019"
    listed = read(site, "/?q=school&abuse_type=neglect&published_from=2018")
    printed = text_of(listed, "//p[@class='only-printed']")
    assert printed == "Searched for: school. Chosen filters: Neglect; From 2018"
    assert not read(site, "/").xpath("//p[@class='only-printed']")


def test_turning_the_page_leaves_the_passage_and_keeps_the_way_back(site: httpx.Client) -> None:
    reading = f"{document_of(site, REVIEW)}/pages/1?q=school&passage=The+school&back=q%3Dschool"
    turned, *_ = read(site, reading).xpath("//a[@rel='next']/@href")
    assert turned.endswith("/pages/2?q=school&back=q%3Dschool")
    answer = site.get(f"{reading}&number=2".replace("/pages/1", "/pages"), follow_redirects=False)
    assert answer.headers["location"].endswith("/pages/2?q=school&back=q%3Dschool")


def test_the_large_picture_has_sizes_that_turning_the_page_keeps(site: httpx.Client) -> None:
    page = read(site, f"{document_of(site, REVIEW)}/pages/1?view=picture&zoom=larger")
    [region] = page.xpath("//*[@role='region'][@tabindex='0'][.//figure//img]")
    assert region.get("aria-label") == "Picture of this page"
    [sizes] = page.xpath("//nav[@aria-label='Size of the picture']")
    assert text_of(sizes, ".//*[@aria-current]") == "Larger"
    assert [address.split("?")[1] for address in sizes.xpath(".//a/@href")] == [
        "view=picture&zoom=fit#mark",
        "view=picture#mark",
    ]
    assert page.xpath("//a[@rel='next']/@href")[0].endswith("/pages/2?view=picture&zoom=larger")


@pytest.mark.parametrize(
    ("listed", "to_page"),
    [
        ("/?q=worries&abuse_type=neglect&sort=title", "//section[@id='results']"),
        ("/recommendations?q=worries", "//section[@id='results']"),
        ("/browse/abuse-type/neglect", "//section[@aria-labelledby='typical']"),
        ("/browse/authority/Northmoor", "//section[@aria-labelledby='typical']"),
    ],
)
def test_from_a_list_over_a_page_and_its_review_the_way_leads_back(
    site: httpx.Client, listed: str, to_page: str
) -> None:
    start = read(site, listed)
    [reading, *_] = start.xpath(f"{to_page}//a[contains(@href, '/pages/')]/@href")
    page = read(site, reading)
    back, review = page.xpath("//nav[@class='trail']//a/@href")
    assert back.split("#")[0] == listed
    assert start.xpath(f"//li[@id='{back.split('#')[1]}']")
    assert read(site, review).xpath("//nav[@class='trail']//a/@href")[0].split("#")[0] == listed


def test_without_a_list_there_is_no_way_back(site: httpx.Client) -> None:
    assert not read(site, REVIEW).xpath("//nav[@class='trail']")
    assert carried(SearchRequest()) == ""


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("q=a&page=3", "/?q=a&page=3#review-x"),
        ("recommendations?q=a", "/recommendations?q=a#review-x"),
        ("browse/abuse-type/neglect", "/browse/abuse-type/neglect#review-x"),
        ("browse/authority/Bath and Wells", "/browse/authority/Bath%20and%20Wells#review-x"),
        ("browse/year/2019", "/browse/year/2019#review-x"),
        ("browse/abuse-type/../../elsewhere", None),
        ("browse/authority/../..", None),
        ("browse/authority/..//elsewhere.example", "/browse/authority/..%2F%2Felsewhere.example#review-x"),
        ("browse/year/long-ago", None),
        ("browse/review-type/gone", None),
        ("browse/colour/neglect", None),
        ("browse/", None),
        ("https://elsewhere.example/?q=a", "/#review-x"),
        ("//elsewhere.example", "/#review-x"),
        ("javascript:alert(1)", "/#review-x"),
        ("theme=gone&q=%00&page=many", "/?q=%00#review-x"),
        ("", None),
    ],
)
def test_whatever_stands_there_leads_to_a_list_of_this_site(given: str, leads_to: str | None) -> None:
    assert href_back(given) == leads_to


def test_under_a_path_of_a_proxy_the_way_back_begins_with_it() -> None:
    assert href_back(carried(PointRequest(q="a", kind="learning-point")), "/cases") == (
        "/cases/recommendations?q=a&kind=learning-point#review-x"
    )
