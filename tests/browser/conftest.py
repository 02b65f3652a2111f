"""The site over the samples, served by the command itself, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.samples_site import FLAGS, serving_samples
from tests.unit.frontend.serving import serving
from tests.unit.frontend.site import written_site

DESKTOP = {"width": 1280, "height": 900}

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over the samples."""
    with serving_samples(tmp_path_factory.mktemp("samples") / "library") as address:
        yield address


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over reviews written for tests, odd ones among them."""
    with serving(written_site(tmp_path_factory.mktemp("written"))) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Make a page of a context of its own. What the browser complains of fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def make(**settings: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | settings))
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
