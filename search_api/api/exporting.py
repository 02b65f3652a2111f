"""GET /api/v1/reviews.csv, /recommendations.csv and their like: all rows of a search, streamed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from search_api.api.asking import ServiceOf
from search_api.api.problem import problems
from search_api.api.routing import ReadRouter
from search_api.exports import points_to_csv, points_to_jsonl, to_atom, to_bib, to_csv, to_jsonl, to_ris
from search_api.request import PointRequest, SearchRequest, Sort
from search_api.results import ListedReview
from taxonomy.vocabulary import Vocabulary

router = ReadRouter(tags=["Taking away"])

Row = TypeVar("Row")

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}
_WRITERS: dict[str, Callable[[Iterable[ListedReview], str, Vocabulary], Iterator[str]]] = {
    "csv": lambda results, link, _: to_csv(results, link=link),
    "ris": lambda results, link, vocabulary: to_ris(results, vocabulary=vocabulary, link=link),
    "bib": lambda results, link, vocabulary: to_bib(results, vocabulary=vocabulary, link=link),
    "jsonl": lambda results, link, _: to_jsonl(results, link=link),
}


def _streamed(extension: str, rows: str) -> dict[str, Any]:
    """What the schema says of a list of all rows."""
    all_rows = {"description": f"Every {rows}, not only a page.", "content": {_TYPES[extension]: {}}}
    return {"response_class": StreamingResponse, "responses": {200: all_rows, **problems(422, 503)}}


def _add_export(extension: str, name: str) -> None:
    @router.read(
        f"/reviews.{extension}",
        summary=f"All results as {name}",
        operation_id=f"export_{extension}",
        **_streamed(extension, "result"),
    )
    def export(asked: Annotated[SearchRequest, Query()], request: Request, service: ServiceOf) -> StreamingResponse:
        link = _address(request, "reviews/") + "{id}"
        if extension == "atom":
            newest = asked.model_copy(update={"sort": asked.sort or Sort.NEWEST})
            pieces = _feed(_started(service.every_result(newest)), asked, request, link=link)
        else:
            pieces = _WRITERS[extension](_started(service.every_result(asked)), link, service.vocabulary)
        headers = {} if extension == "atom" else {"Content-Disposition": f'attachment; filename="reviews.{extension}"'}
        if request.method == "HEAD":  # the rest of the rows is not looked up for nobody
            pieces = iter(())
        return StreamingResponse(pieces, media_type=_TYPES[extension], headers=headers)


for _extension, _name in (("csv", "CSV"), ("ris", "RIS"), ("bib", "BibTeX"), ("jsonl", "JSON Lines"), ("atom", "Atom")):
    _add_export(_extension, _name)


def _add_points_export(extension: str, name: str) -> None:
    write = {"csv": points_to_csv, "jsonl": points_to_jsonl}[extension]

    @router.read(
        f"/recommendations.{extension}",
        summary=f"All recommendations and learning points found, as {name}",
        operation_id=f"export_points_{extension}",
        **_streamed(extension, "point"),
    )
    def export(asked: Annotated[PointRequest, Query()], request: Request, service: ServiceOf) -> StreamingResponse:
        link = _address(request, "reviews/") + "{id}/documents/{document}/pages/{page}"
        pieces = iter(()) if request.method == "HEAD" else write(_started(service.every_point(asked)), link=link)
        headers = {"Content-Disposition": f'attachment; filename="recommendations.{extension}"'}
        return StreamingResponse(pieces, media_type=_TYPES[extension], headers=headers)


for _extension, _name in (("csv", "CSV"), ("jsonl", "JSON Lines")):
    _add_points_export(_extension, _name)


def _feed(results: Iterable[ListedReview], asked: SearchRequest, request: Request, *, link: str) -> Iterator[str]:
    given = asked.model_dump(mode="json", exclude_defaults=True, exclude={"page", "size", "facets", "sort"})
    about = urlencode(sorted(given.items()), doseq=True)
    name = request.app.state.settings.site_name
    return to_atom(
        results,
        vocabulary=request.app.state.service.vocabulary,
        title=f"{name}: {asked.q}" if asked.q.strip() else name,
        about=about,
        link=link,
        self_link=str(request.url),
        page_link=_address(request, "") + (f"?{about}" if about else ""),
    )


def _address(request: Request, path: str) -> str:
    return f"{str(request.base_url).replace('{', '').replace('}', '')}{path}"


def _started(results: Iterator[Row]) -> Iterator[Row]:
    """The same, with the first already asked for: what goes wrong is an error then, and not half an answer."""
    return itertools.chain(list(itertools.islice(results, 1)), results)
