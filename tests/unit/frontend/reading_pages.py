"""Reading pages as a visitor would."""

from __future__ import annotations

import httpx
from lxml import html

REVIEW = "/reviews/2019-northmoor-child-q"


def read(site: httpx.Client, address: str, status: int = 200) -> html.HtmlElement:
    answer = site.get(address)
    assert answer.status_code == status, answer.text[:2000]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.text)


def document_of(site: httpx.Client, address: str) -> str:
    """The address of the first document of a review."""
    [first, *_] = read(site, address).xpath("//a[contains(@href, '/pages/')]/@href")
    return str(first).split("/pages/")[0]


def text_of(page: html.HtmlElement, xpath: str) -> str:
    return " ".join(" ".join(found.text_content().split()) for found in page.xpath(xpath))
