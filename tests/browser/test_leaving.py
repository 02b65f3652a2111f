"""Leaving at once: by the button and by Shift three times; what is left behind is not the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

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


@pytest.mark.parametrize("width", [320, 375, 600])
def test_on_narrow_pages_the_button_is_a_strip_above_everything(width: int, samples: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    for path in ("/", "/browse", "/recommendations", "/help", "/about", "/vocabulary"):
        page.goto(f"{samples}{path}")
        button = page.get_by_role("link", name="Leave this site").bounding_box()
        name = page.locator(".site-header__name").bounding_box()
        assert button is not None
        assert name is not None
        assert (button["x"], button["y"], button["width"]) == (0, 0, width), path
        assert button["height"] >= 44, path
        assert name["y"] >= button["height"], path


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_what_is_jumped_to_or_has_the_focus_is_clear_of_the_button(
    width: int, samples: str, open_page: OpenPage
) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    page.goto(f"{samples}/?q=missed+appointments")
    page.locator(".passage a").first.click()
    search_all = page.get_by_role("link", name="Search all reviews for these words")
    assert top_below_the_button(page.locator("#mark")) >= 0
    search_all.focus()
    assert top_below_the_button(search_all) >= 0
    page.goto(f"{samples}/?q=missed+appointments#filters")
    assert top_below_the_button(page.locator("#filters")) >= 0


def top_below_the_button(place: Locator) -> float:
    """Pixels from the lower edge of the button to the upper edge of a place."""
    button = place.page.get_by_role("link", name="Leave this site").bounding_box()
    box = place.bounding_box()
    assert button is not None
    assert box is not None
    return box["y"] - button["y"] - button["height"]


def test_the_button_stays_in_reach(page: Page) -> None:
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()
