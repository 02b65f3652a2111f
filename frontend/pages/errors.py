"""Pages for what went wrong: what happened, and what to do next. Never a stack trace."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from frontend.rendering import links_of, renderer_of
from frontend.security import HEADERS
from frontend.wording import load_wording
from search_api.request import LONGEST_QUERY, SearchRequest

_PASSES = 503
"""The engine is down: the same page will be there again soon."""
_SAYS_WHY = 410
"""Gone: the reason is the librarian's own sentence, so it is what the page says."""


def again(request: Request) -> str:
    """The same address once more, with all that was asked for."""
    root = links_of(request).root
    path = request.url.path.removeprefix(root).lstrip("/")
    return f"{root}/{path}" + (f"?{request.url.query}" if request.url.query else "")


async def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """The page of an error. `detail` is a sentence for people."""
    known = load_wording()["errors"]
    words = known.get(status) or {"title": title, "text": detail}
    text = detail if status == _SAYS_WHY or not words["text"] else words["text"]
    page = renderer_of(request).page(
        request,
        "pages/error.html",
        status=status,
        title=words["title"],
        text=text,
        asked=SearchRequest(q=request.query_params.get("q", "")[:LONGEST_QUERY]),
        again=again(request) if status == _PASSES else None,
    )
    page.headers.update(HEADERS)  # a fault of the program is answered outside the middleware that does it else
    return page
