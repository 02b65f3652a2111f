"""Pages for what went wrong: what happened, and what to do next. Never a stack trace."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from frontend.rendering import renderer_of
from frontend.security import HEADERS
from frontend.wording import load_wording
from search_api.request import SearchRequest

_SAYS_WHY = 410
"""Gone: the reason is the librarian's own sentence, so it is what the page says."""


async def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """The page of an error. `detail` is a sentence for people."""
    known = load_wording()["errors"]
    words = known.get(status) or {"title": title, "text": detail}
    text = detail if status == _SAYS_WHY or not words["text"] else words["text"]
    page = renderer_of(request).page(
        request, "pages/error.html", status=status, title=words["title"], text=text, asked=SearchRequest()
    )
    page.headers.update(HEADERS)  # a fault of the program is answered outside the middleware that does it else
    return page
