"""Pages of prose: help, about, privacy, accessibility; and the vocabulary."""

from __future__ import annotations

import contextlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from frontend.page_router import PageRouter
from frontend.rendering import renderer_of
from records.errors import IndexUnavailable
from records.models import Scheme
from search_api.results import FacetValue
from search_api.service import SearchService

router = PageRouter()


@router.page("/help")
def help_page(request: Request) -> HTMLResponse:
    """The example of a place is one of the library's own, where the search can say which there are."""
    service: SearchService = request.app.state.service
    places: list[FacetValue] = []
    with contextlib.suppress(IndexUnavailable):
        places = service.stats().facets.get("authority", [])
    authority = f'authority:"{places[0].label}"' if places else None
    return renderer_of(request).page(request, "prose/help.html", authority=authority)


@router.page("/privacy")
def privacy_page(request: Request) -> HTMLResponse:
    return renderer_of(request).page(request, "prose/privacy.html")


@router.page("/accessibility")
def accessibility_page(request: Request) -> HTMLResponse:
    return renderer_of(request).page(request, "prose/accessibility.html")


@router.page("/favicon.ico")
def favicon(request: Request) -> RedirectResponse:
    """Browsers ask for it by this name where a page names no other: the page of the API's documentation."""
    return RedirectResponse(renderer_of(request).asset(request, "heed.svg"))


@router.page("/about")
def about_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    stats = service.stats()
    return renderer_of(request).page(request, "prose/about.html", stats=stats, known=service.known())


def api_page(request: Request) -> HTMLResponse:
    """`/api/docs`: Swagger UI within the site, so that there is a way back and a way out."""
    return renderer_of(request).page(request, "pages/api.html")


@router.page("/vocabulary")
def vocabulary_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    schemes = {str(scheme): service.vocabulary.concepts(scheme) for scheme in Scheme}
    return renderer_of(request).page(request, "pages/vocabulary.html", schemes=schemes)
