"""Under a path of a proxy, as the server says (uvicorn puts its --root-path before the path of a request)."""

from __future__ import annotations

import asyncio

import httpx

from search_api.app import AppSettings, create_app
from search_api.service import SearchService


def _get(service: SearchService, path: str) -> httpx.Response:
    app = create_app(service, settings=AppSettings(root_path="/cases"))

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app, root_path="/cases")
        async with httpx.AsyncClient(transport=transport, base_url="https://site.example") as client:
            return await client.get(f"/cases{path}")

    return asyncio.run(get())


def test_redirects_errors_and_links(service: SearchService) -> None:
    moved = _get(service, "/api/v1/reviews/2014-marlbrook-child-h?x=1")
    assert (moved.status_code, moved.headers["location"]) == (308, "/cases/api/v1/reviews/2014-marlbrook-hazel?x=1")
    missing = _get(service, "/api/v1/reviews/nobody")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    assert "https://site.example/cases/reviews/2020-northmoor-rowan" in _get(service, "/api/v1/reviews.ris").text
    assert 'src="/cases/static/swagger-ui/' in _get(service, "/api/docs").text
