"""The addresses of the site, made in one place, under whatever path a proxy serves it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlencode

from search_api.request import FACETS, PointRequest, SearchRequest

FIRST_MARK = "mark"
"""The id of the place that a link to a page leads to: the passage that was chosen, or the first mark."""
_quoted = functools.lru_cache(maxsize=4_000)(lambda value: quote_plus(str(value)))
"""A page of results has some two hundred links, with the same few concepts, words and way back in them."""
_EVERYTHING_ELSE = ("published_from", "published_to", "sort", "page", "partial", "exact", "kind", "group")


@dataclass(frozen=True, slots=True)
class Links:
    """`root` is the path that a proxy puts before the site's own, without a slash at its end.

    `back` is the list of results that a reader came from; links to reviews and their pages carry it.
    """

    root: str = ""
    back: str = ""

    def to(self, path: str, **parameters: str | int | None) -> str:
        given = [f"{name}={_quoted(value)}" for name, value in parameters.items() if value not in (None, "")]
        return f"{self.root}{path}?{'&'.join(given)}" if given else f"{self.root}{path}"

    def search(self, request: SearchRequest, **changes: object) -> str:
        """The results of a request, with some of its values changed. A changed search begins at its first page."""
        return self._listing("/", request, changes)

    def points(self, request: PointRequest, **changes: object) -> str:
        return self._listing("/recommendations", request, changes)

    def browse(self, kind: str, value: str) -> str:
        """The page of a concept of a scheme, or of a place, a year, a type of review."""
        return self.to(f"/browse/{quote(kind.replace('_', '-'), safe='')}/{quote(value, safe='')}")

    def export(self, request: SearchRequest, file_format: str) -> str:
        return self._listing(f"/api/v1/reviews.{file_format}", request, {"page": 1})

    def points_export(self, request: PointRequest, file_format: str) -> str:
        return self._listing(f"/api/v1/recommendations.{file_format}", request, {"group": None})

    def review(self, review_id: str, **shown: str | None) -> str:
        return self.to(f"/reviews/{quote(review_id, safe='')}", **shown, back=self.back)

    def page(self, review_id: str, document_id: str, number: int, **marks: str | int | None) -> str:
        """A page of a document. `marks` says what to mark there: `q`, or `tag`, `field` or `point`; and `passage`."""
        return self.to(f"{self._document(review_id, document_id)}/pages/{number}", **marks, back=self.back)

    def place(self, review_id: str, document_id: str, number: int, **marks: str | int | None) -> str:
        """A page of a document at its passage, or at the first of its marks."""
        return f"{self.page(review_id, document_id, number, **marks)}#{FIRST_MARK}"

    def go_to_page(self, review_id: str, document_id: str) -> str:
        return self.to(f"{self._document(review_id, document_id)}/pages")

    def page_image(self, review_id: str, document_id: str, number: int) -> str:
        return self.to(f"{self._document(review_id, document_id)}/pages/{number}/image")

    def file(self, review_id: str, document_id: str, page: int | None = None) -> str:
        """The file itself; `#page=` is what PDF viewers of browsers understand."""
        address = self.to(f"/api/v1{self._document(review_id, document_id)}/file")
        return f"{address}#page={page}" if page else address

    def _document(self, review_id: str, document_id: str) -> str:
        return f"/reviews/{quote(review_id, safe='')}/documents/{quote(document_id, safe='')}"

    def _listing(self, path: str, request: SearchRequest, changes: dict[str, object]) -> str:
        query = address_parameters(request.model_copy(update={"page": 1} | changes))
        return f"{self.root}{path}" + (f"?{urlencode(query)}" if query else "")


def address_parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that say all that differs from the plain list, in a fixed order: one search, one address."""
    parameters = [("q", request.q)] if request.q else []
    for facet, values in request.chosen().items():
        parameters += [(facet, value) for value in values]
    plain = _plain(type(request))
    for name in _EVERYTHING_ELSE:
        value = getattr(request, name, None)
        if value is not None and value != getattr(plain, name):
            parameters.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
    return parameters


@functools.cache
def _plain(shape: type[SearchRequest]) -> SearchRequest:
    """A request that asks for nothing."""
    return shape()


def without(request: SearchRequest, name: str, value: str) -> dict[str, object]:
    """The change that takes one chosen value out of a request."""
    if name in FACETS:
        return {name: [each for each in getattr(request, name) if str(each) != value]}
    return {name: None}
