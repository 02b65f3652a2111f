"""The HTTP application. `create_app` is the only way to make one; pages for people are added to it by `frontend`."""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from records.errors import IndexMismatch, IndexUnavailable
from search_api.api import exporting, reading, searching, whole
from search_api.api.long_addresses import ShortAddresses
from search_api.api.problem import add_error_handlers
from search_api.service import SearchService

_log = logging.getLogger(__name__)

_DESCRIPTION = """
Search safeguarding case reviews, and read them page by page.

Addresses under `/api/v1` keep their meaning: fields and parameters may be added, none is taken away or changed.
Errors are `application/problem+json`. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Concepts are ids of the vocabulary.
"""


@dataclass(frozen=True, slots=True)
class AppSettings:
    """`root_path` is where a proxy serves the application; `site_name` heads feeds and the API's description."""

    root_path: str = ""
    site_name: str = "Case reviews"
    swagger_ui: str = "/static/swagger-ui"
    """Where swagger-ui-dist is served, and `start.js`, which opens the schema in it."""


def create_app(service: SearchService, *, settings: AppSettings | None = None) -> FastAPI:
    """The API over a service. Handlers find it at `request.app.state.service`, settings at `.settings`.

    `frontend` adds its routers, static files and exception pages to what this returns. An error of an address under
    /api is answered as problem+json here; others fall to `app.state.error_page` (request, status, title, detail) ->
    Response, where the frontend sets one. `app.state.documentation_page` (request) -> Response is likewise /api/docs
    in the dress of the site.
    """
    settings = settings or AppSettings()
    app = FastAPI(
        title=settings.site_name,
        version="1.0",
        description=_DESCRIPTION,
        root_path_in_servers=False,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.service = service
    app.state.settings = settings
    for router in (searching.router, exporting.router, reading.router, whole.router):
        app.include_router(router, prefix="/api/v1")
    app.include_router(whole.health_router)
    _add_documentation(app, settings)
    add_error_handlers(app)
    app.add_middleware(ShortAddresses)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Read the words of the library before the first search has to wait for them; serve without, if need be."""
    service: SearchService = app.state.service
    try:
        await run_in_threadpool(service.warm)
        gc.freeze()  # what is in memory now stays: looking through it for garbage would hold up searches for 60 ms
    except (IndexUnavailable, IndexMismatch) as error:
        _log.warning("Serving without search for now: %s", error)
    yield
    service.close()


def _add_documentation(app: FastAPI, settings: AppSettings) -> None:
    """Swagger UI from files of our own, and no inline script, so that a strict content security policy holds."""
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API – {settings.site_name}</title>
<link rel="stylesheet" href="{settings.root_path}{settings.swagger_ui}/swagger-ui.css">
</head>
<body>
<main>
<h1>API of {settings.site_name}</h1>
<div id="swagger-ui" data-openapi="{settings.root_path}{app.openapi_url}"></div>
</main>
<script src="{settings.root_path}{settings.swagger_ui}/swagger-ui-bundle.js"></script>
<script src="{settings.root_path}{settings.swagger_ui}/start.js"></script>
</body>
</html>
"""

    @app.api_route("/api/docs", methods=["GET", "HEAD"], include_in_schema=False)
    def documentation(request: Request) -> Response:
        documentation_page: Callable[[Request], Response] | None = getattr(app.state, "documentation_page", None)
        return documentation_page(request) if documentation_page else HTMLResponse(page)
