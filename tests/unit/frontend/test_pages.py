"""What the pages answer: on what is there, on what is odd, and on what is not there."""

from typing import NoReturn

import httpx
import pytest
from lxml import html

from frontend import add_pages
from frontend.wording import load_wording
from records.errors import IndexUnavailable
from records.library import Library
from search_api.app import create_app
from search_api.factory import build_service
from taxonomy import load_vocabulary
from tests.unit.frontend.reading_pages import REVIEW, document_of, read, text_of
from tests.unit.frontend.serving import serving
from tests.unit.frontend.site import CONTACT
from tests.unit.frontend.written_library import MARKUP, TITLE


def test_a_result_shows_at_a_glance_what_a_review_is(site: httpx.Client) -> None:
    page = read(site, "/?q=worries")
    [result] = page.xpath("//li[@class='result'][.//a[contains(@href, 'child-q')]]")
    text = " ".join(result.text_content().split())
    for fact in (TITLE, "Child: 2 years", "Death", "Northmoor", "May 2019", "Serious case review", "Neglect", "Page 1"):
        assert fact in text
    assert "worries" in text_of(result, ".//mark")
    assert text_of(page, "//title").startswith("1 review for “worries”")


def test_a_refused_tag_is_shown_nowhere(site: httpx.Client) -> None:
    assert "Thresholds" not in site.get(REVIEW).text
    assert "Thresholds" not in text_of(read(site, "/?q=worries"), "//li[@class='result']")


def test_chosen_filters_can_be_taken_away_and_are_ticked(site: httpx.Client) -> None:
    page = read(site, "/?q=worries&abuse_type=neglect&published_from=2018")
    assert page.xpath("//a[@class='chip']/@href") == [
        "/?q=worries&published_from=2018",
        "/?q=worries&abuse_type=neglect",
    ]
    assert page.xpath("//input[@type='checkbox'][@checked]/@value") == ["neglect"]
    assert page.xpath("//input[@name='published_from']/@value") == ["2018"]


def test_a_filter_that_was_renamed_is_said_and_the_rest_is_searched(site: httpx.Client) -> None:
    page = read(site, "/?q=worries&abuse_type=neglecting")
    assert "neglecting" in text_of(page, "//div[@class='notice']")
    assert page.xpath("//li[@class='result']")


@pytest.mark.parametrize(
    "address",
    [
        "/?q=%22%27%28%29%5B%5D%7B%7D%5E~*:/\\",
        "/?q=%00%ff%fe",
        "/?q=" + "(" * 500,
        "/?q=" + "word " * 800,
        "/?page=1000000000",
        "/?page=-1&size=x&sort=&facets=maybe",
        "/?published_from=0000-99-99&published_to=tomorrow",
        "/recommendations?kind=none&q=%22",
        "/recommendations?page=99999999999999999999",
    ],
)
def test_no_search_ends_in_an_error(site: httpx.Client, address: str) -> None:
    assert read(site, address).xpath("//h1")


def test_when_nothing_is_found_the_page_helps(site: httpx.Client) -> None:
    page = read(site, "/?q=qqqq&abuse_type=bullying")
    assert text_of(page, "//h2[@id='results-title']") == "No reviews match this search"
    assert "/browse" in page.xpath("//div[@class='empty-state']//a/@href")


@pytest.mark.parametrize("path", ["/", "/recommendations"])
def test_filters_are_offered_to_be_cleared_only_where_that_helps(site: httpx.Client, path: str) -> None:
    for q, helps in (("worries", True), ("qqqq", False)):
        page = read(site, f"{path}?q={q}&abuse_type=bullying")
        assert (f"{path}?q={q}" in page.xpath("//div[@class='empty-state']//a/@href")) is helps


@pytest.mark.parametrize("path", ["/", "/recommendations"])
def test_past_the_last_page_the_last_is_offered(site: httpx.Client, path: str) -> None:
    page = read(site, f"{path}?page=1234&them=thresholds")
    [link] = page.xpath("//section[@id='results']//a[starts-with(., 'Go to the last page')]/@href")
    assert read(site, link).xpath("//ol[contains(@class, 'result-list')]/li")
    said = text_of(page, "//div[@class='notice']")
    assert "no results on page 1234" in said
    assert "Did you mean theme?" in said
    assert not page.xpath("//div[@class='empty-state']")


def test_a_review_shows_its_facts_with_the_page_that_says_so(site: httpx.Client) -> None:
    page = read(site, REVIEW)
    assert text_of(page, "//h1") == TITLE
    [outcome] = page.xpath("//dl/div[dt='Outcome']")
    assert outcome.xpath(".//a/@href")[0].endswith(
        "/pages/1?field=outcome&passage=The+school+shared+its+worries+late.#mark"
    )
    [kind] = page.xpath("//dl/div[dt='Type of review']//a[1]/@href")
    assert text_of(read(site, kind), "//h1") == text_of(page, "//dl/div[dt='Type of review']//a[1]")
    assert "The age of the mother was not found." in text_of(page, "//aside")
    assert page.xpath(f"//a[starts-with(@href, 'mailto:{CONTACT}')]")


def test_every_tag_opens_to_its_evidence(site: httpx.Client) -> None:
    page = read(site, REVIEW)
    [tag] = page.xpath("//details[summary='Neglect']")
    assert text_of(tag, ".//blockquote") == "The school shared its worries late."
    [where] = tag.xpath(".//ul//a/@href")
    marked = read(site, where)
    assert text_of(marked, "//article//mark") == "The school shared its worries late."


def test_what_software_is_not_sure_of_stands_apart(site: httpx.Client) -> None:
    page = read(site, REVIEW)
    [unsure] = page.xpath("//h3[.='Possibly also, less sure']/following-sibling::div[@class='tag-evidences']")
    assert text_of(unsure, ".//summary") == "Supervision"
    assert text_of(unsure, ".//blockquote") == "The school shared its worries late."
    assert "Supervision" not in text_of(page, "//h3[.='Themes']/following-sibling::div[1]//summary")


@pytest.mark.parametrize("listed", ["/?q=worries&theme=supervision", "/browse/theme/supervision"])
def test_in_a_list_a_guess_stands_only_where_it_was_asked_for_and_says_so(site: httpx.Client, listed: str) -> None:
    tags = "//li[@class='result']//ul[@class='tags']//a"
    plain = read(site, "/?q=worries").xpath(tags)
    assert [tag.text_content() for tag in plain] == ["Neglect", "Information sharing"]
    *others, guess = read(site, listed).xpath(tags)
    assert [tag.text_content() for tag in others] == ["Neglect", "Information sharing"]
    assert guess.text_content() == "Possibly: Supervision"
    address, _, place = guess.get("href").partition("#")
    assert text_of(read(site, address), f"//*[@id='{place}']") == "Possibly also, less sure"


def test_every_sentence_of_the_summary_has_its_page(site: httpx.Client) -> None:
    assert len(read(site, REVIEW).xpath("//p[@class='lead']/a")) == 2


def test_recommendations_can_be_read_by_addressee(site: httpx.Client) -> None:
    assert len(read(site, REVIEW).xpath("//li[@class='point']")) == 2
    page = read(site, f"{REVIEW}?to=police")
    assert text_of(page, "//li[@class='point']//p[1]") == "Police should write it down."
    where = page.xpath("//li[@class='point']//a/@href")[0]
    assert where.endswith("/pages/2?point=r2&passage=Police+should+write+it+down.#mark")


def test_a_page_is_read_beside_its_picture(site: httpx.Client) -> None:
    page = read(site, f"{document_of(site, REVIEW)}/pages/1?q=school")
    assert text_of(page, "//article/h3") == "Findings"
    assert "school" in text_of(page, "//article//mark[@id='mark']").lower()
    assert len(page.xpath("//*[@id='mark']")) == 1
    [picture] = page.xpath("//figure//img/@src")
    answer = site.get(picture)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert page.xpath("//a[@rel='next']/@href")[0].endswith("/pages/2?q=school")
    assert not page.xpath("//a[@rel='prev']")
    assert page.xpath("//div[@class='hits']//a/@href")[0].endswith("/pages/2?q=school#mark")


@pytest.mark.parametrize("marks", ["tag=nothing", "field=nothing", "field=title", "point=r99", "q=%00%22(", "tag=<b>"])
def test_marks_that_name_nothing_mark_nothing(site: httpx.Client, marks: str) -> None:
    page = read(site, f"{document_of(site, REVIEW)}/pages/1?{marks}")
    assert not page.xpath("//article//mark")


def test_text_of_a_report_is_text(site: httpx.Client) -> None:
    for address in ("/?q=alert", "/reviews/markup", f"{document_of(site, '/reviews/markup')}/pages/1?q=alert"):
        page = read(site, address)
        assert not page.xpath("//script[not(@src)]")
        assert not page.xpath("//b")
        assert "<b>bold</b>" in page.text_content()
    assert MARKUP in text_of(read(site, "/reviews/markup"), "//h1")


def test_a_review_that_lacks_everything_has_a_page(site: httpx.Client) -> None:
    page = read(site, "/reviews/bare")
    assert text_of(page, "//h1") == "Untitled review, bare"
    reading = read(site, f"{document_of(site, '/reviews/bare')}/pages/1")
    assert "no text on this page" in text_of(reading, "//article")
    assert not reading.xpath("//figure")
    for shown in (page, reading):
        assert not shown.xpath("//a[contains(@href, '/file')]")
        assert "The file itself is not in the library any more." in text_of(shown, "//main")


def test_reviews_without_a_title_can_be_told_apart_in_a_list(site: httpx.Client) -> None:
    titles = [each.text_content() for each in read(site, "/").xpath("//li[@class='result']/h3")]
    untitled = [title for title in titles if title.startswith("Untitled")]
    assert "Untitled review, bare" in untitled
    assert len(set(untitled)) == len(untitled)


def test_a_passage_says_which_of_several_documents_it_is_from(site: httpx.Client) -> None:
    page = read(site, "/?q=lantern")
    places = sorted(text_of(each, "./a") for each in page.xpath("//li[@class='passage']"))
    assert places == ["Page 1 of Executive summary", "Page 1 of Overview report"]
    assert text_of(read(site, "/?q=worries+late"), "//li[@class='passage'][1]/a").startswith("Page 1, Findings")


def test_the_about_page_says_of_how_many_reviews_what_is_known(site: httpx.Client) -> None:
    page = read(site, "/about")
    rows = {text_of(row, "./th"): text_of(row, "./td").split() for row in page.xpath("//table/tbody/tr")}
    assert (rows["Age of the child"][0], rows["Abuse types"][0], rows["Authority"][0]) == ("1", "1", "2")
    assert len({int(found) + int(missing) for found, missing in rows.values()}) == 1


def test_a_file_that_browsers_do_not_show_is_offered_as_a_download(site: httpx.Client) -> None:
    [link] = read(site, "/reviews/word").xpath("//p[@class='review-actions']/a[contains(@href, '/file')]")
    assert link.text_content() == "Download the file (DOCX)"


def test_who_decided_a_fact_is_said(site: httpx.Client) -> None:
    [authority] = read(site, "/reviews/word").xpath("//dl/div[dt='Authority']")
    assert text_of(authority, "./dd") == "Northmoor (decided by a librarian)"


def test_a_very_long_record_is_shown_in_parts(site: httpx.Client) -> None:
    page = read(site, "/reviews/long")
    assert len(page.xpath("//section[h2/@id='recommendations']/ol/li")) == 10
    assert len(page.xpath("//section[h2/@id='recommendations']/details//li")) == 390
    assert len(text_of(page, "//title")) < 120


def test_a_withdrawn_review_says_why(site: httpx.Client) -> None:
    page = read(site, "/reviews/withdrawn", status=410)
    assert "wish.." not in page.text_content()
    assert "At the family's wish." in text_of(page, "//main")


def test_an_expired_review_keeps_its_record_and_not_its_pages(site: httpx.Client) -> None:
    [document] = site.get("/api/v1/reviews/expired").json()["documents"]
    record = read(site, "/reviews/expired")
    assert "could be shown until 2020" in text_of(record, "//main")
    assert not record.xpath("//main//a[contains(@href, '/pages/') or contains(@href, '/file')]")
    read(site, f"/reviews/expired/documents/{document['id']}/pages/1", status=410)
    assert site.get(f"/reviews/expired/documents/{document['id']}/pages/1/image").status_code == 410


def test_an_old_address_leads_to_the_review(site: httpx.Client) -> None:
    answer = site.get("/reviews/as-it-was", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/reviews/joined")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing-here", 404),
        ("/reviews/nobody", 404),
        ("/reviews/..%2f..%2fetc", 404),
        (f"{REVIEW}/documents/0000000000000000/pages/1", 404),
        ("/browse/theme/colour", 404),
        ("/browse/colour/theme", 404),
        ("/browse/authority/Nowhere", 404),
        ("/browse/year/1850", 404),
        ("/browse/review_type/rapid-review", 404),
        (f"{REVIEW}/documents/0000000000000000/pages/one", 422),
    ],
)
def test_what_is_not_there_has_a_page_that_helps(site: httpx.Client, address: str, status: int) -> None:
    page = read(site, address, status=status)
    assert page.xpath("//h1")
    assert page.xpath("//main//form[@role='search']")


def test_pages_past_the_end_are_not_there(site: httpx.Client) -> None:
    document = document_of(site, REVIEW)
    for number in (0, 3, 10**9, -1):
        read(site, f"{document}/pages/{number}", status=404)
        assert site.get(f"{document}/pages/{number}/image").status_code == 404


@pytest.mark.parametrize(
    ("written", "there"), [("2", 2), ("999", 2), ("0", 1), ("two", 1), ("", 1), ("²", 1), ("9" * 5000, 2)]
)
def test_a_page_number_leads_to_the_nearest_page(site: httpx.Client, written: str, there: int) -> None:
    document = document_of(site, REVIEW)
    answer = site.get(f"{document}/pages", params={"number": written, "q": "school"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{document}/pages/{there}?q=school")


def test_a_concept_has_its_page(site: httpx.Client) -> None:
    page = read(site, "/browse/abuse-type/neglect")
    assert text_of(page, "//h1") == "Neglect"
    assert page.xpath("//table//th[@scope='row'][.='2019']")
    assert text_of(page, "//section[@aria-labelledby='latest']//li/h3") == TITLE


def test_a_place_has_its_page(site: httpx.Client) -> None:
    [link] = read(site, "/browse").xpath("//section[@aria-labelledby='authority']//a[.='Northmoor']/@href")
    page = read(site, link)
    assert text_of(page, "//h1") == "Northmoor"
    assert TITLE in page.xpath("//section[@aria-labelledby='latest']//li/h3/a/text()")
    assert page.xpath("//table//th[@scope='row'][.='2019']")
    assert page.xpath("//aside//li[a='Neglect']/a/@href") == ["/?abuse_type=neglect&authority=Northmoor"]
    feed = page.xpath("//link[@rel='alternate']/@href")
    assert feed == ["/api/v1/reviews.atom?authority=Northmoor"]
    assert TITLE in site.get(feed[0]).text


def test_a_year_and_a_type_of_review_have_their_pages(site: httpx.Client) -> None:
    year = read(site, "/browse/year/2019")
    assert text_of(year, "//h1") == "Published in 2019"
    assert not year.xpath("//table")  # one bar tells nothing
    kind = read(site, "/browse/review-type/rapid-review")
    assert text_of(kind, "//h1") == "Rapid review"
    assert "15 working days" in text_of(kind, "//h1/following-sibling::p[1]")


def test_notes_are_of_types_that_there_are() -> None:
    types = load_vocabulary().values("review_type")
    assert set(load_wording()["browse"]["notes"]) == {*types} - {"other"}


def test_a_subject_without_reviews_is_no_link(site: httpx.Client) -> None:
    [row] = read(site, "/browse").xpath("//section[@aria-labelledby='abuse-type']//li[span='Bullying']")
    assert [each.text_content() for each in row] == ["Bullying", "0"]
    assert not row.xpath(".//a")


def test_one_review_is_not_called_all_of_them(site: httpx.Client) -> None:
    link = "//section[@aria-labelledby='latest']//div[@class='results-head']/a"
    assert text_of(read(site, "/browse/year/2019"), link) == "See it in the search"
    assert text_of(read(site, "/browse/authority/Northmoor"), link) == "See all 2 reviews"


def test_browsing_counts_what_a_search_finds(site: httpx.Client) -> None:
    [row] = read(site, "/browse").xpath("//li[a='Neglect']")
    assert row.xpath("./span/text()") == ["1"]


def test_recommendations_are_searched_across_reviews(site: httpx.Client) -> None:
    page = read(site, "/recommendations?q=worries&addressed_to=education")
    assert "The school should share worries at once." in text_of(page, "//li[@class='found-point']//blockquote")
    assert (
        "/pages/2?point=r1&passage=The+school+should+share+worries+at+once.&back="
        in page.xpath("//li[@class='found-point']//a/@href")[0]
    )


def test_recommendations_are_grouped_by_review_where_the_address_says_so(site: httpx.Client) -> None:
    plain = read(site, "/recommendations?q=school&kind=recommendation")
    [to_groups] = plain.xpath("//section[@id='results']//a[.='Group by review']/@href")
    grouped = read(site, to_groups)
    titles = grouped.xpath("//li[@class='point-group']/h3/a/@href")
    assert titles
    assert len(titles) == len(set(titles))
    quotes = "//li[@class='found-point']//blockquote"
    assert sorted(quote.text_content() for quote in grouped.xpath(quotes)) == sorted(
        quote.text_content() for quote in plain.xpath(quotes)
    )
    assert grouped.xpath("//a[.='One list']/@href") == ["/recommendations?q=school&kind=recommendation"]
    assert grouped.xpath("//input[@name='group'][@form='search']/@value") == ["review"]


class DownEngine:
    """An engine that answers nothing."""

    def __getattr__(self, name: str) -> NoReturn:
        raise IndexUnavailable("The search engine does not answer.")


def test_while_the_engine_is_down_reviews_can_be_read(site: httpx.Client, library: Library) -> None:
    reading = f"{document_of(site, REVIEW)}/pages/1?q=school"
    app = create_app(build_service(library, engine=DownEngine()))
    add_pages(app)
    with serving(app) as address:
        for listing in ("/?q=x", "/recommendations", "/browse", "/about"):
            answer = httpx.get(f"{address}{listing}")
            assert answer.status_code == 503, listing
            assert "The reviews are safe" in answer.text
            assert html.fromstring(answer.text).xpath("//main//a[.='Try again']/@href") == [listing]
        assert "The school shared" in httpx.get(f"{address}{REVIEW}").text
        assert "The school shared" in httpx.get(f"{address}{reading}").text
