"""Adding the pages for people to the application of the API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from frontend.assets import STATIC, KeptStaticFiles, read_manifest
from frontend.hits import Hits
from frontend.page_pictures import PagePictures
from frontend.pages import browse, errors, information, reading, recommendations, review, search, style_guide
from frontend.rendering import Renderer
from frontend.security import SecurityHeaders
from frontend.settings import SiteSettings

_FASTEST_GZIP_WORTH_IT = 5
"""Level: on a page of results 1 ms, and 2 % larger than level 9, which takes 3 ms."""


def add_pages(app: FastAPI, *, settings: SiteSettings | None = None) -> None:
    """Add pages, static files, error pages and headers to an application made by `search_api.app.create_app`.

    Raises `frontend.assets.NotBuilt` when `make setup` has not built the styles.
    """
    settings = settings or SiteSettings()
    app.state.renderer = Renderer(settings=settings, vocabulary=app.state.service.vocabulary, manifest=read_manifest())
    app.state.hits = Hits(app.state.service)
    app.state.page_pictures = PagePictures(app.state.service.library.root / "page-pictures")
    _close_at_the_end(app, app.state.page_pictures)
    app.state.error_page = errors.error_page
    app.state.documentation_page = information.api_page
    for subject in (search, review, reading, recommendations, browse, information, style_guide):
        app.include_router(subject.router, include_in_schema=False)
    app.mount("/static", KeptStaticFiles(directory=STATIC), name="static")
    app.add_middleware(
        GZipMiddleware,
        compresslevel=_FASTEST_GZIP_WORTH_IT,
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf"),
    )
    app.add_middleware(SecurityHeaders, for_search_engines=settings.for_search_engines)


def _close_at_the_end(app: FastAPI, pictures: PagePictures) -> None:
    """End the workers that draw pages when the application ends."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        try:
            async with inner(running) as state:
                yield state
        finally:
            pictures.close()

    app.router.lifespan_context = lifespan
