"""Addresses of a megabyte: what nobody will read of them is cut off before it is decoded, which takes half a second."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.request import LONGEST_QUERY

_LONGEST_CHARACTER_BYTES = 12
"""A character of four bytes, each written as `%F0`."""

_LONGEST_VALUE_BYTES = _LONGEST_CHARACTER_BYTES * (LONGEST_QUERY + 1)
"""Of one parameter: a character more than is read, so that it is said that not all was."""

_MOST_PARAMETERS = 1_000


class ShortAddresses:
    """Middleware that cuts the values of parameters that are longer than any that is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and len(scope["query_string"]) > _LONGEST_VALUE_BYTES:
            parameters = scope["query_string"].split(b"&", _MOST_PARAMETERS)[:_MOST_PARAMETERS]
            scope = {**scope, "query_string": b"&".join(each[:_LONGEST_VALUE_BYTES] for each in parameters)}
        await self._app(scope, receive, send)
