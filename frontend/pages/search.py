"""`/`: the search and its results."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend import listing
from frontend.address import read_address
from frontend.page_router import PageRouter
from frontend.pages.review import document_names
from frontend.phrasing import counted, shortened
from frontend.rendering import links_of, renderer_of
from frontend.returning import carried
from frontend.wording import load_wording
from search_api.errors import Gone, Moved, NotFound
from search_api.request import SearchRequest
from search_api.results import SearchResults
from search_api.service import SearchService

router = PageRouter()


@router.page("/")
def search_page(request: Request) -> HTMLResponse:
    service: SearchService = request.app.state.service
    links = links_of(request)
    asked, notices = read_address(request.query_params, SearchRequest, vocabulary=service.vocabulary)
    found = service.search(asked)
    heading = _heading(found, asked)
    return renderer_of(request).page(
        request,
        "pages/search.html",
        back=carried(asked),
        asked=asked,
        found=found,
        documents=_names_of_documents(service, found),
        concepts=listing.concepts(asked),
        home=not request.query_params,
        heading=heading,
        page_title=_title(heading, found, asked),
        notices=[*notices, *([found.notice] if found.notice else [])],
        facets=listing.facets(found, asked, vocabulary=service.vocabulary),
        chosen=listing.chosen(asked, links.search, vocabulary=service.vocabulary),
        clear=listing.cleared(asked, links.search),
        filters_hide_all=listing.filters_hide_all(found, asked, service.search),
        sorts=listing.orders(asked, links.search),
        pages=listing.pages(found, asked, links.search),
        past_end=listing.past_end(found, asked, links.search),
    )


def _names_of_documents(service: SearchService, found: SearchResults) -> dict[str, str]:
    """What to call the documents of the reviews that have several, by id: their passages say where they stand."""
    names: dict[str, str] = {}
    of_several = service.of_several_documents()
    for each in found.results:
        if each.passages and each.id in of_several:
            try:
                documents = service.review(each.id).documents
            except (NotFound, Gone, Moved):  # since the search
                continue
            names |= document_names(documents, vocabulary=service.vocabulary)
    return names


def _heading(found: SearchResults, asked: SearchRequest) -> str:
    words = load_wording()["search"]
    narrowed = bool(asked.q.strip() or asked.chosen() or asked.published_from or asked.published_to)
    if found.total:
        return counted(found.total, "review") if narrowed or found.page > 1 else words["newest"]
    return str(words["empty_title"] if narrowed or found.page > 1 else words["empty_library_title"])


def _title(heading: str, found: SearchResults, asked: SearchRequest) -> str:
    words = load_wording()
    title = f"{heading} for “{shortened(asked.q.strip(), 60)}”" if asked.q.strip() else heading
    if found.page > 1:
        title += f", page {found.page}"
    return title if asked.q.strip() or asked.chosen() or found.page > 1 else words["site"]["tagline"]
