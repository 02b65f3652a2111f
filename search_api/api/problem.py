"""Every error of the API in one shape: `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from records.errors import IndexMismatch, IndexUnavailable, TemporaryFailure
from search_api.errors import AskError, Moved
from search_api.refusals import refusal

_log = logging.getLogger(__name__)

API = "/api/"
RETRY_AFTER_SECONDS = 10
"""How long a client is asked to wait: an engine that restarts takes about that long."""

_LONGEST_PATH = 200
"""Characters of an unknown address that are compared with those that there are."""

ErrorPage = Callable[[Request, int, str, str], Awaitable[Response]]
"""(request, status, title, detail) -> a page for people, for addresses that are not of the API."""


class Problem(BaseModel):
    """An error. `detail` is a sentence for people."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = []


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "model": Problem,
        "description": description,
        "content": {"application/problem+json": {"example": example}},
    }
    for status, description, example in (
        (404, "There is no such thing.", {"title": "Not found", "status": 404, "detail": "There is no review “x”."}),
        (410, "It was withdrawn, or may no longer be shown.",
         {"title": "No longer available", "status": 410, "detail": "This review was withdrawn: at the family's wish."}),
        (416, "The file has none of the bytes asked for.",
         {"title": "No such part", "status": 416, "detail": "The file has 90,112 bytes, and none of those asked for."}),
        (422, "A parameter was not understood.",
         {"title": "Not understood", "status": 422, "detail": "size: write 100 or less",
          "errors": ["size: write 100 or less"]}),
        (503, "The search engine does not answer; try again later.",
         {"title": "Search is not available", "status": 503, "detail": "The search engine does not answer."}),
    )
}  # fmt: skip


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for its description."""
    return {status: PROBLEMS[status] for status in statuses}


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error in the one shape, or with `app.state.error_page` where a person asked for a page."""

    @app.exception_handler(Moved)
    async def moved(request: Request, error: Moved) -> Response:
        path = request.url.path.replace(f"/{error.review_id}", f"/{error.current_id}", 1)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{path}{query}", status_code=308)

    @app.exception_handler(AskError)
    async def ask_error(request: Request, error: AskError) -> Response:
        answer = await _answer(request, error.status, error.title, str(error))
        answer.headers.update(error.headers)
        return answer

    said: set[str] = set()

    @app.exception_handler(IndexUnavailable)
    @app.exception_handler(IndexMismatch)
    @app.exception_handler(TemporaryFailure)
    async def unavailable(request: Request, error: Exception) -> Response:
        if str(error) not in said:  # once, and not for each reader who is told so
            said.add(str(error))
            _log.warning("Not available: %s", error)
        answer = await _answer(request, 503, "Search is not available", str(error))
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return answer

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        errors = [refusal(each) for each in error.errors()]
        return await _answer(request, 422, "Not understood", "; ".join(errors), errors=errors)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        path, headers = _path(request), dict(error.headers or {})
        detail = str(error.detail)
        if path.startswith(API) and error.status_code == HTTPStatus.NOT_FOUND:
            detail = _nothing_at(path, request)
        elif path.startswith(API) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
            detail = f"Nothing can be changed here: ask with GET, not {request.method[:20]}."
        answer = await _answer(request, error.status_code, HTTPStatus(error.status_code).phrase.capitalize(), detail)
        answer.headers.update(headers)
        return answer

    @app.exception_handler(Exception)
    async def bug(request: Request, error: Exception) -> Response:
        _log.error("A fault of this program", exc_info=error)
        return await _answer(request, 500, "Something went wrong", "This is a fault of the program; it has been noted.")


async def _answer(
    request: Request, status: int, title: str, detail: str, *, errors: list[str] | None = None
) -> Response:
    error_page: ErrorPage | None = getattr(request.app.state, "error_page", None)
    if error_page is not None and not _path(request).startswith(API):
        return await error_page(request, status, title, detail)
    problem = Problem(title=title, status=status, detail=detail, errors=errors or [])
    content = problem.model_dump(exclude=None if errors else {"errors"})
    return JSONResponse(content, status_code=status, media_type="application/problem+json")


def _path(request: Request) -> str:
    """The path asked for, without the one that a proxy serves the application under."""
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))


def _nothing_at(path: str, request: Request) -> str:
    documented = [each for each in request.app.openapi()["paths"] if "{" not in each]
    close = difflib.get_close_matches(path[:_LONGEST_PATH], documented, n=1)
    question = f" Did you mean {close[0]}?" if close else ""
    return f"There is nothing at this address.{question} What there is stands in /api/docs."
