"""The site over the samples, served by the command itself, in a real Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.unit.frontend.serving import serving
from tests.unit.frontend.site import written_site

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "casereviews"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
NEUTRAL = "https://neutral.example/weather"
DESKTOP = {"width": 1280, "height": 900}

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over the samples."""
    library = tmp_path_factory.mktemp("samples") / "library"
    environment = os.environ | {"CASEREVIEWS_EXIT_URL": NEUTRAL, "CASEREVIEWS_CONTACT": "librarian@example.org"}
    subprocess.run([COMMAND, "ingest", ROOT / "samples" / "pdf", "--library", library], check=True, capture_output=True)
    serve = [str(COMMAND), "serve", "--library", str(library), "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://[^\s/]+", said)
        try:
            assert found is not None, said
            yield found[0]
        finally:
            server.terminate()


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
