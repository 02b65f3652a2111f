"""What people come for, done as they do it: found by role and label."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import violations

REVIEWS = re.compile(r"^\d+ reviews?$")


def search(page: Page, words: str) -> None:
    page.get_by_label("Search the reviews").fill(words)
    page.get_by_label("Search the reviews").press("Enter")
    page.wait_for_url("**/?q=*")


def found(page: Page) -> int:
    heading = page.get_by_role("heading", name=REVIEWS).inner_text()
    return int(heading.split()[0])


def test_a_practitioner_reads_the_page_of_a_passage_and_comes_back(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    search(page, "missed appointments")
    expect(page).to_have_title(re.compile(r"^\d+ reviews for “missed appointments”"))
    everything = found(page)

    page.get_by_role("checkbox", name="Neglect").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("link", name="Remove filter: Neglect")).to_be_visible()
    assert 0 < found(page) <= everything
    address = page.url

    passage = page.locator(".passage").nth(1)
    quote = passage.get_by_role("blockquote").inner_text()
    passage.get_by_role("link", name=re.compile("^Page ")).click()
    here = page.get_by_role("article").locator("mark.here")
    expect(here).to_have_text(quote.strip("… "), use_inner_text=True)
    expect(here).to_be_in_viewport()
    picture = page.get_by_role("img", name=re.compile("Picture of this page"))
    picture.scroll_into_view_if_needed()
    page.wait_for_function("element => element.complete && element.naturalWidth > 500", arg=picture.element_handle())
    assert page.locator("figure rect.here").count() > 0
    page.get_by_role("link", name="Large picture").click()
    expect(page.locator("figure rect.here").first).to_be_in_viewport()

    page.get_by_role("link", name="Back to results for “missed appointments”").click()
    page.wait_for_url(f"{address}#review-*")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="Neglect")).to_be_checked()
    page.get_by_role("link", name="Remove filter: Neglect").click()
    assert found(page) == everything


def test_a_misspelt_word_is_understood(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    search(page, "saefguarding negelct")
    assert found(page) > 0


def test_suggestions_help_to_say_it(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.get_by_label("Search the reviews").press_sequentially("profess", delay=20)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    expect(page.get_by_role("heading", name=REVIEWS)).to_be_visible()


def test_who_types_before_the_script_of_suggestions_is_there_goes_on_typing(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/suggest.entry-*.js", hold)
    page.goto(samples)
    page.get_by_label("Search the reviews").press_sequentially("prfess")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("o")
    page.wait_for_function("document.querySelector('script[src*=\"suggest.entry-\"]')")
    held[0].continue_()
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("X")
    expect(page.get_by_label("Search the reviews")).to_have_value("proXfess")


def test_a_reader_goes_through_the_reviews_of_a_place_by_its_page(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{samples}/browse")
    place = page.get_by_role("region", name="Places").get_by_role("link").first
    name = place.inner_text()
    place.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.get_by_role("region", name="Latest reviews").get_by_role("heading", level=3).get_by_role("link").first.click()
    page.get_by_role("link", name=f"Back to “{name}”").click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^See (all|it) ")).click()
    expect(page.get_by_role("link", name=f"Remove filter: {name}")).to_be_visible()


def test_enter_searches_for_what_was_typed_while_suggestions_are_open(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.get_by_label("Search the reviews").press_sequentially("superv", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=superv")


def test_a_trainer_gathers_recommendations(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.get_by_role("group", name="Age of the child").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", name=REVIEWS)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Spreadsheet (CSV)").click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) > found(page)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Recommendations").click()
    expect(page.get_by_role("heading", name="Recommendations", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Show").get_by_role("link", name="Recommendations").click()
    page.locator(".found-point").first.get_by_role("link", name=re.compile("^Page ")).click()
    expect(page.get_by_role("article").locator("mark").first).to_be_visible()


def test_evidence_is_one_click_away(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.locator("#results").get_by_role("heading", level=3).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What it is about")).to_be_visible()
    tag = page.locator(".tag-evidence").first
    expect(tag.get_by_role("blockquote")).to_have_count(0)
    tag.locator("summary").click()
    quote = tag.get_by_role("blockquote").first
    expect(quote).to_be_visible()
    words = " ".join(quote.inner_text().split()[:3])
    tag.get_by_role("link", name=re.compile("^Page ")).first.click()
    expect(page.get_by_role("article").locator("mark").filter(has_text=words.split()[-1]).first).to_be_visible()


def test_a_newcomer_needs_only_the_keyboard(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "input#q")
    page.keyboard.type("supervision")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=supervision*")
    tab_to(page, "input[name=abuse_type]")
    page.keyboard.press("Space")
    tab_to(page, ".filters__apply button")
    page.keyboard.press("Enter")
    page.wait_for_url("**abuse_type=*")
    tab_to(page, ".passage a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_be_visible()
    before = page.url
    page.keyboard.press("ArrowRight" if page.get_by_role("link", name="Next page").count() else "ArrowLeft")
    page.wait_for_function("before => location.href !== before", arg=before)


def test_a_value_of_a_long_list_is_found_by_typing(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{samples}/?theme=thresholds")
    themes = page.get_by_role("group", name="Theme")
    boxes = themes.get_by_role("checkbox")
    at_first = boxes.count()
    field = themes.get_by_label("Find in this list")
    field.press_sequentially("supervis")
    expect(boxes).to_have_count(2)
    expect(themes.get_by_role("checkbox", name="Threshold")).to_be_checked()
    expect(themes.get_by_role("status")).to_have_text(re.compile(r"^2 of \d+ shown$"))
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(themes.get_by_role("checkbox", name="upervision")).to_be_checked()
    field.press("Escape")
    expect(boxes).to_have_count(at_first)


@pytest.mark.parametrize("path", ["/", "/help"])
def test_every_example_finds_what_it_says(path: str, samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{samples}{path}")
    links = page.locator("main").get_by_role("link").and_(page.locator("[href*='?q=']"))
    examples = links.evaluate_all("links => links.map(link => link.href)")
    assert len(examples) >= 4
    poor = []
    for example in examples:
        said = page.request.get(example).text()
        if 'class="result"' not in said or "Nothing fits" in said:
            poor.append(example)
    assert poor == []


def test_everything_works_without_javascript(samples: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(samples)
    page.get_by_label("Search the reviews").fill("information sharing")
    page.get_by_role("button", name="Search", exact=True).click()
    total = found(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Show results").click()
    assert 0 < found(page) <= total
    page.get_by_role("navigation", name="Sort by").get_by_role("link", name="Oldest").click()
    expect(page.get_by_role("navigation", name="Sort by").locator("[aria-current]")).to_have_text("Oldest")
    page.get_by_role("link", name=re.compile("^Page ")).first.click()
    expect(page.get_by_role("article").locator("mark.here")).to_be_in_viewport()
    page.get_by_label("Search this document").fill("child")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".hits").get_by_role("link").first).to_be_visible()
    page.get_by_role("link", name="Large picture").click()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("link", name="Leave this site")).to_have_attribute("href", re.compile("^https://"))
    page.get_by_role("link", name=re.compile("^Back to results")).click()
    expect(page.get_by_role("navigation", name="Sort by").locator("[aria-current]")).to_have_text("Oldest")


def test_on_a_phone_filters_wait_behind_a_button(samples: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(f"{samples}/?q=neglect")
    filters = page.get_by_role("region", name="Filters")
    expect(filters).to_be_hidden()
    page.get_by_role("link", name="Show filters").tap()
    expect(filters).to_be_visible()
    filters.get_by_role("checkbox").first.check()
    filters.get_by_role("button", name="Show results").tap()
    expect(page.get_by_role("link", name=re.compile("^Remove filter"))).to_be_visible()
    expect(filters).to_be_hidden()
    assert found(page) > 0


def test_marks_wait_for_the_picture_that_they_stand_on(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{samples}/?q=missed+appointments")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/image", hold)
    page.locator(".passage a").first.click(no_wait_after=True)
    box = page.locator("figure rect.here").first
    expect(page.locator("figure.page-picture--waiting")).to_have_count(1)
    expect(box).to_be_hidden()
    page.locator("figure").scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    expect(box).to_be_visible()


def test_a_citation_is_copied_with_its_page(samples: str, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{samples}/?q=missed+appointments")
    page.get_by_role("link", name=re.compile("^Page ")).first.click()
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert re.search(r", p\. \w+.*Read at: http", page.evaluate("navigator.clipboard.readText()"))


def test_the_api_explains_itself(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{samples}/api/docs")
    expect(page.get_by_text("/api/v1/reviews", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Leave this site")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    expect(page.get_by_label("Search the reviews")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of the selector has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by the keyboard")
