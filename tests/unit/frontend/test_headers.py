"""What every answer carries, whatever the route: nothing inline runs, nothing is told to other sites."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from frontend import SiteSettings, add_pages
from records.library import Library
from search_api.app import AppSettings, create_app
from search_api.factory import build_service
from tests.unit.frontend.routes import page_paths
from tests.unit.frontend.serving import serving

FILLED = {
    "review_id": "2019-northmoor-child-q",
    "number": "1",
    "kind": "theme",
    "value": "thresholds",
    "document_id": "0" * 16,
    "file_format": "csv",
}


def addresses(application: FastAPI) -> list[str]:
    """An address for every route that is read."""
    paths = {*application.openapi()["paths"], *page_paths(application)}
    return sorted(re.sub(r"{(\w+)(?::\w+)?}", lambda name: FILLED.get(name[1], "x"), path) for path in paths)


def test_every_route_carries_the_headers(site: httpx.Client, application: FastAPI) -> None:
    checked = addresses(application)
    assert {"/", "/api/docs", "/api/v1/reviews", "/browse", "/health"} <= set(checked)
    for address in [*checked, "/static/manifest.json", "/nothing-here"]:
        headers = site.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert "frame-ancestors 'none'" in policy, address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "same-origin", address
        assert "noindex" in headers["x-robots-tag"], address
        assert "set-cookie" not in headers, address


def test_what_everybody_has_to_know_stands_on_every_page_and_nowhere_unless_it_is_set(
    library: Library, site: httpx.Client, application: FastAPI
) -> None:
    app = create_app(build_service(library))
    add_pages(app, settings=SiteSettings(notice="Invented <here>."))
    pages = [path for path in addresses(application) if not path.startswith(("/api/v1", "/api/openapi"))]
    checked = 0
    with serving(app) as address:
        for path in [*pages, "/nothing-here"]:
            said = httpx.get(f"{address}{path}", follow_redirects=True)
            if said.headers["content-type"].startswith("text/html"):
                checked += 1
                assert said.text.count("Invented &lt;here&gt;.") == 1, path
                assert "site-notice" not in site.get(path).text or path == "/style-guide", path
    assert checked > 10


def test_every_page_answers_head_as_get_without_its_body(site: httpx.Client, application: FastAPI) -> None:
    for path in page_paths(application):
        if "{" not in path and path != "/api/docs":
            answer = site.head(path)
            assert (answer.status_code, answer.content) == (200, b""), path


def test_no_page_holds_what_the_policy_forbids(site: httpx.Client, application: FastAPI) -> None:
    for address in addresses(application):
        answer = site.get(address)
        if answer.headers["content-type"].startswith("text/html"):
            assert not re.search(r"<script(?![^>]*\ssrc=)", answer.text), address
            assert not re.search(r"<style|\sstyle=|\son\w+=", answer.text), address
            assert not re.search(r"(?:src|<link[^>]*href)=\"(?:https?:)?//", answer.text), address


def test_a_pdf_may_be_shown_by_the_browsers_own_viewer(site: httpx.Client) -> None:
    [file, *_] = re.findall(r'href="([^"]*/file)"', site.get(f"/reviews/{FILLED['review_id']}").text)
    headers = site.get(file).headers
    assert headers["content-type"] == "application/pdf"
    assert "object-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in headers


def test_built_files_may_be_kept_for_ever(site: httpx.Client) -> None:
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', site.get("/help").text)
    answer = site.get(style)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" not in site.get("/static/manifest.json").headers["cache-control"]


def test_built_files_are_sent_as_small_as_a_browser_takes_them(site: httpx.Client) -> None:
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', site.get("/help").text)
    sizes = []
    for accepted, coding in (("identity", None), ("gzip, deflate", "gzip"), ("gzip, deflate, br, zstd", "br")):
        answer = site.head(style, headers={"Accept-Encoding": accepted})
        assert answer.headers.get("content-encoding") == coding
        assert answer.headers["content-type"].startswith("text/css")
        assert answer.headers["vary"] == "Accept-Encoding"
        sizes.append(int(answer.headers["content-length"]))
        again = {"Accept-Encoding": accepted, "If-None-Match": answer.headers["etag"]}
        assert site.get(style, headers=again).status_code == 304
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_the_style_is_our_own(site: httpx.Client) -> None:
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', site.get("/help").text)
    css = site.get(style).text.lower()
    assert "gds transport" not in css
    assert "crown" not in css
    assert "crest" not in css


@pytest.fixture
def site_under_a_path(library: Library) -> Iterator[httpx.Client]:
    """The site as a proxy sees it that serves it under /cases, and takes that off before it asks."""
    app = create_app(build_service(library), settings=AppSettings(root_path="/cases"))
    add_pages(app, settings=SiteSettings(for_search_engines=True))
    with serving(app, root_path="/cases") as address, httpx.Client(base_url=address) as client:
        yield client


def test_under_a_path_of_a_proxy_every_address_begins_with_it(site_under_a_path: httpx.Client) -> None:
    for address in ("/", "/?q=worries", "/browse", "/help", "/recommendations", f"/reviews/{FILLED['review_id']}"):
        page = site_under_a_path.get(address)
        assert page.status_code == 200, address
        found = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
        assert found
        assert not [each for each in found if not each.startswith("/cases/")], address
    assert 'aria-current="page">Search' in site_under_a_path.get("/").text
    assert "<h1" in site_under_a_path.get("/nothing").text
    assert site_under_a_path.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"
    assert site_under_a_path.get("/static/manifest.json").status_code == 200


def test_search_engines_may_come_where_the_operator_says_so(site_under_a_path: httpx.Client) -> None:
    answer = site_under_a_path.get("/help")
    assert "x-robots-tag" not in answer.headers
    assert "noindex" not in answer.text


def test_a_fault_of_the_program_has_a_page_and_the_headers(library: Library) -> None:
    app = create_app(build_service(library))
    add_pages(app)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the program")

    app.state.service.stats = fails
    with serving(app) as address:
        answer = httpx.get(f"{address}/about")
    assert answer.status_code == 500
    assert "That was our fault" in answer.text
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
