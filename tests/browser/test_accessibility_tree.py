"""What a screen reader is given: the tree that Chromium hands to assistive technology, read as it is handed over."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

CONTROLS = {"link", "button", "checkbox", "textbox", "searchbox", "combobox", "DisclosureTriangle", "listbox", "option"}
LANDMARKS = {"navigation", "region", "complementary", "search"}
PAGES = ("/", "/?q=missed+appointments&abuse_type=neglect", "/recommendations", "/browse", "/browse/abuse-type/neglect")


def tree(page: Page) -> list[dict[str, Any]]:
    """The nodes that assistive technology is told of."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    return [node for node in session.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]


def name_of(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("name", {}).get("value", "")).split())


def named(page: Page, roles: set[str]) -> list[tuple[str, str]]:
    """Role and name of every node with one of the roles."""
    return [(node["role"]["value"], name_of(node)) for node in tree(page) if node["role"]["value"] in roles]


def addresses(page: Page, samples: str) -> list[str]:
    page.goto(f"{samples}/?q=missed+appointments")
    found = [page.locator(place).first.get_attribute("href") for place in (".result h3 a", ".passage a")]
    return [f"{samples}{path}" for path in (*PAGES, *found)]


def test_every_control_has_a_name_and_every_landmark_its_own(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    for address in addresses(page, samples):
        page.goto(address)
        assert len(named(page, CONTROLS)) > 10, address
        assert [role for role, name in named(page, CONTROLS) if not name] == [], address
        landmarks = named(page, LANDMARKS)
        assert len(set(landmarks)) == len(landmarks), address
        assert len(named(page, {"main"})) == 1, address


def test_headings_lead_through_a_page_without_a_gap(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    for address in addresses(page, samples):
        page.goto(address)
        levels = [
            int(name) for name in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => h.tagName[1])")
        ]
        assert levels.count(1) == 1, address
        assert all(level - before <= 1 for before, level in itertools.pairwise(levels)), address


@pytest.mark.parametrize("path", ["/?q=missed+appointments", "/recommendations?q=supervision"])
def test_the_number_of_results_is_the_first_that_is_said(path: str, samples: str, open_page: OpenPage) -> None:
    """A new page is announced by its title; the results are a region of that name."""
    page = open_page()
    page.goto(f"{samples}{path}")
    [count] = [name for role, name in named(page, {"region"}) if re.match(r"\d+ (review|recommendation)", name)]
    assert count in page.title()


def test_suggestions_are_announced_and_the_list_has_a_name(samples: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(samples)
    page.get_by_label("Search the reviews").press_sequentially("profess", delay=20)
    expect(page.get_by_role("status").filter(has_text="results are available")).to_have_count(1)
    assert named(page, {"listbox"}) == [("listbox", "Suggestions")]
    assert ("combobox", "Search the reviews") in named(page, {"combobox"})
    live = [node for node in tree(page) if node["role"]["value"] == "status"]
    assert live
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
