"""The HTTP application. `create_app` is the only way to make one; pages for people are added to it by `frontend`."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI

from search_api.service import SearchService


@dataclass(frozen=True, slots=True)
class AppSettings:
    """`root_path` is where a proxy serves the application; `site_name` heads feeds and the API's description."""

    root_path: str = ""
    site_name: str = "Case reviews"
    swagger_ui: str = "/static/swagger-ui"
    """Where swagger-ui-dist is served."""


def create_app(service: SearchService, *, settings: AppSettings | None = None) -> FastAPI:
    """The API over a service. Handlers find it at `request.app.state.service`, settings at `.settings`.

    `frontend` adds its routers, static files and exception pages to what this returns. An error of an address under
    /api is answered as problem+json here; others fall to `app.state.error_page` (request, status, title, detail) ->
    Response, where the frontend sets one.
    """
    app = FastAPI(title=(settings or AppSettings()).site_name, version="1.0")
    app.state.service = service
    app.state.settings = settings or AppSettings()
    return app
