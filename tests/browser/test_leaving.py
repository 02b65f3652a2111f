"""Leaving at once: by the button and by Shift three times; what is left behind is not the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.samples_site import NEUTRAL


@pytest.fixture
def page(samples: str, open_page: OpenPage) -> Page:
    page = open_page()
    page.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto(f"{samples}/help")
    page.goto(f"{samples}/?q=neglect")
    return page


def test_the_button_leaves_and_back_does_not_return(samples: str, page: Page) -> None:
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()
    expect(page).to_have_url(f"{samples}/help")


def test_shift_three_times_leaves(samples: str, page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)
    page.go_back()
    expect(page).to_have_url(f"{samples}/help")


def test_typing_capitals_does_not_leave(samples: str, page: Page) -> None:
    page.get_by_label("Search the reviews").fill("")
    page.keyboard.type("ABC OR DEF")
    expect(page).to_have_url(f"{samples}/?q=neglect")


def test_on_a_narrow_page_that_is_read_the_button_hides_no_half_of_a_line(samples: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(f"{samples}/?q=missed+appointments")
    page.locator(".passage a").first.click()
    button = page.get_by_role("link", name="Leave this site")
    search_all = page.get_by_role("link", name="Search all reviews for these words")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 320)
    page.evaluate("window.scrollTo(0, 0)")
    name = page.locator(".site-header__name").bounding_box()
    assert name is not None
    assert name["y"] >= box["y"] + box["height"]
    search_all.focus()
    focused = search_all.bounding_box()
    assert focused is not None
    assert focused["y"] >= box["y"] + box["height"]


def test_the_button_stays_in_reach(page: Page) -> None:
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()
