"""Pictures of every page at three widths, in light and dark, for a person to look at: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.browser.samples_site import FLAGS, serving_samples
from tests.services.chromium import chromium

WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
PAGES = {
    "home": "/",
    "results": "/?q=missed+appointments&abuse_type=neglect",
    "filters": "/?q=missed+appointments&abuse_type=neglect#filters",
    "nothing": "/?q=nothingofthekind&abuse_type=neglect",
    "recommendations": "/recommendations?q=supervision",
    "browse": "/browse",
    "concept": "/browse/abuse-type/neglect",
    "place": "/browse/region/South%20East",
    "vocabulary": "/vocabulary",
    "help": "/help",
    "about": "/about",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "error": "/nothing-here",
    "style-guide": "/style-guide",
    "api": "/api/docs",
}


def found_pages(page: Page, address: str) -> dict[str, str]:
    """Pages whose addresses stand in the library: a review, and a page of it with marks."""
    page.goto(f"{address}/?q=missed+appointments")
    review = page.locator(".result a").first.get_attribute("href")
    reading = page.locator(".passage a").first.get_attribute("href")
    assert review is not None
    assert reading is not None
    return {"review": review, "reading": reading, "reading-picture": reading.replace("#mark", "&view=picture#mark")}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        serving_samples(Path(kept) / "library") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        pages = PAGES | found_pages(browser.new_page(), address)
        for scheme in SCHEMES:
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name, path in pages.items():
                    page.goto(f"{address}{path}", wait_until="networkidle")
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                page.close()
        browser.close()
    sys.stdout.write(f"{len(pages) * len(WIDTHS) * len(SCHEMES)} pictures in {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
