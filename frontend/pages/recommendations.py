"""`/recommendations`: what reviews asked of whom, across all of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend import listing
from frontend.address import read_address
from frontend.page_router import PageRouter
from frontend.phrasing import counted
from frontend.rendering import links_of, renderer_of
from frontend.returning import carried
from frontend.wording import load_wording
from search_api.request import PointRequest
from search_api.results import PointResults
from search_api.service import SearchService

router = PageRouter()

_FACETS_FIRST = ("addressed_to", "theme", "abuse_type")


@router.page("/recommendations")
def recommendations_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    links = links_of(request)
    asked, notices = read_address(request.query_params, PointRequest, vocabulary=service.vocabulary)
    found = service.recommendations(asked)
    offered = listing.facets(found, asked, vocabulary=service.vocabulary, opened=_FACETS_FIRST[:2])
    first = [facet for name in _FACETS_FIRST for facet in offered if facet.name == name]
    return renderer_of(request).page(
        request,
        "pages/recommendations.html",
        back=carried(asked),
        asked=asked,
        found=found,
        heading=_heading(found, asked),
        kinds=[
            listing.Choice(label, links.points(asked, kind=kind or None), (asked.kind or "") == kind)
            for kind, label in load_wording()["points"]["kinds"].items()
        ],
        notices=[*notices, *([found.notice] if found.notice else [])],
        facets=[*first, *(facet for facet in offered if facet not in first)],
        chosen=listing.chosen(asked, links.points, vocabulary=service.vocabulary),
        clear=listing.cleared(asked, links.points),
        filters_hide_all=listing.filters_hide_all(found, asked, service.recommendations),
        sorts=listing.orders(asked, links.points),
        pages=listing.pages(found, asked, links.points),
        past_end=listing.past_end(found, asked, links.points),
    )


def _heading(found: PointResults, asked: PointRequest) -> str:
    words = load_wording()["points"]
    if not found.total:
        return str(words["none"])
    return counted(found.total, "review") if asked.group else counted(found.total, words["one"], words["many"])
