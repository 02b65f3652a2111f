"""Pages of prose: help, about, privacy, accessibility; and the vocabulary."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from frontend.rendering import renderer_of
from records.models import Scheme
from search_api.service import SearchService

router = APIRouter()


@router.get("/help")
def help_page(request: Request) -> HTMLResponse:
    return renderer_of(request).page(request, "prose/help.html")


@router.get("/privacy")
def privacy_page(request: Request) -> HTMLResponse:
    return renderer_of(request).page(request, "prose/privacy.html")


@router.get("/accessibility")
def accessibility_page(request: Request) -> HTMLResponse:
    return renderer_of(request).page(request, "prose/accessibility.html")


@router.get("/favicon.ico")
def favicon(request: Request) -> RedirectResponse:
    """Browsers ask for it by this name where a page names no other: the page of the API's documentation."""
    return RedirectResponse(renderer_of(request).asset(request, "heed.svg"))


@router.get("/about")
def about_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    return renderer_of(request).page(request, "prose/about.html", stats=service.stats())


@router.get("/vocabulary")
def vocabulary_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    schemes = {str(scheme): service.vocabulary.concepts(scheme) for scheme in Scheme}
    return renderer_of(request).page(request, "pages/vocabulary.html", schemes=schemes)
