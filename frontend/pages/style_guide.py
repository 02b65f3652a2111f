"""`/style-guide`: every component in its states, for those who build the site."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend.page_router import PageRouter
from frontend.rendering import renderer_of
from search_api.request import SearchRequest

router = PageRouter()


@router.page("/style-guide")
def style_guide_page(request: Request) -> HTMLResponse:
    renderer = renderer_of(request)
    components = [(template.split("/")[1], template) for template in renderer.templates("components/*/example.html")]
    return renderer.page(
        request, "pages/style-guide.html", components=components, example=example_values(), plain=SearchRequest()
    )


@functools.cache
def example_values() -> dict[str, Any]:
    """The fictional values of `examples.yaml`; read once per process."""
    loaded: dict[str, Any] = yaml.safe_load(resources.files("frontend").joinpath("examples.yaml").read_text("utf-8"))
    return loaded
