"""axe on every page of the route table, in light, dark and forced colours and on a narrow screen; nothing overflows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.samples_site import ROOT
from tests.unit.frontend.routes import page_paths
from tests.unit.frontend.site import written_site

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FILLED = {"review_id": "2019-northmoor-child-q", "number": "1", "kind": "abuse-type", "value": "neglect"}
SEARCHES = [
    *("/?q=worries&abuse_type=neglect&published_from=2018", "/?q=nothingofthekind", "/?page=99&them=x"),
    *("/recommendations?q=worries", "/recommendations?q=worries&group=review"),
]
SUBJECTS = ["/browse/authority/Northmoor", "/browse/year/2019", "/browse/review-type/rapid-review"]
ODD = ["/reviews/bare", "/reviews/long", "/reviews/markup", "/reviews/withdrawn", "/nothing-here"]
NOT_OURS = ("/api/docs", "/image")
"""Swagger UI's page, and pictures."""

SCREENS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}


def violations(page: Page) -> list[str]:
    """What axe finds, one line each: rule, element, why."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags}).then(({violations}) => violations)", TAGS)
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory, written: str, browser: Any) -> list[str]:
    paths = page_paths(written_site(tmp_path_factory.mktemp("routes")))
    page = browser.new_page()
    page.goto(f"{written}/reviews/{FILLED['review_id']}")
    reading = page.get_by_role("link", name="Read the report").get_attribute("href")
    page.close()
    filled = FILLED | {"document_id": reading.split("/")[4]}
    pages = [
        re.sub(r"{(\w+)(?::path)?}", lambda name: filled[name[1]], path)
        for path in paths
        if not path.endswith(NOT_OURS)
    ]
    return [*pages, *SUBJECTS, *SEARCHES, *ODD, f"{reading}?q=school", f"{reading}?tag=neglect&view=picture"]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(screen: str, addresses: list[str], written: str, browser: Any) -> None:
    context = browser.new_context(**SCREENS[screen])
    page = context.new_page()
    found = {}
    for address in addresses:
        page.goto(f"{written}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        if faults := violations(page):
            found[address] = faults
    context.close()
    assert found == {}


SPACED = """() => {
  const spaced = new CSSStyleSheet();
  spaced.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [spaced];
}"""
"""The spacing of WCAG 1.4.12."""
LARGE = "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '200%' }"


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_scrolls_sideways(width: int, addresses: list[str], written: str, browser: Any) -> None:
    """1280 px enlarged to 400 % and 200 % are 320 and 640 px. Then with spaced text, then with large text alone."""
    page = browser.new_page(viewport={"width": width, "height": 256 if width == 320 else 900})
    changes = {"as it is": "() => null", "spaced": SPACED} | ({"large": LARGE} if width > 320 else {})
    wide = []
    for address in addresses:
        page.goto(f"{written}{address}")
        for name, change in changes.items():
            page.evaluate(change)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append((address, name))
    page.close()
    assert wide == []


SEEN = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;  // after the last element the focus is the browser's for one step
  const {left, top, width, height} = element.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9], [0.1, 0.9], [0.9, 0.1]];
  const seen = points.some(([x, y]) => {
    const found = document.elementFromPoint(left + width * x, top + height * y);
    return found && (element.contains(found) || found.contains(element) && found !== document.body
      || found.closest("label")?.control === element);
  });
  return seen ? null : element.outerHTML.slice(0, 120);
}"""
"""None, or the element with the focus when something else lies over all of it (WCAG 2.4.11)."""


@pytest.mark.parametrize("width", [320, 1280])
def test_what_has_the_focus_is_seen(width: int, samples: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    page.goto(f"{samples}/?q=missed+appointments#filters")
    hidden, focused = [], set()
    for _ in range(90):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(SEEN))
        focused.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(focused) > 20
    assert [element for element in hidden if element] == []


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(28, 32, 34)")])
def test_the_description_of_the_api_is_as_dark_as_the_page(
    scheme: str, ground: str, written: str, open_page: OpenPage
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(f"{written}/api/docs")
    page.locator(".opblock-summary-description").first.wait_for()
    assert page.locator(".api-reference").evaluate("element => getComputedStyle(element).backgroundColor") == ground
    text = page.locator(".opblock-summary-description").first.evaluate("element => getComputedStyle(element).color")
    light_text = sum(int(number) for number in re.findall(r"\d+", text)[:3]) > 3 * 127
    assert light_text == (scheme == "dark")


def test_pages_are_light_and_still(samples: str, open_page: OpenPage) -> None:
    """The first load of results is under 150 kB over the wire, and nothing moves while it loads."""
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{samples}/?q=missed+appointments", wait_until="networkidle")
    assert 10_000 < sum(sizes) < 150_000
    for address in ("/?q=missed+appointments", "/", "/browse", "/recommendations"):
        page.goto(f"{samples}{address}", wait_until="networkidle")
        assert page.evaluate(SHIFTS) < 0.02


SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 300);
})"""
