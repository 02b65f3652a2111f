"""The route table, as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI

_FOR_PROGRAMS = ("/api/v1/", "/api/openapi.json", "/health", "/favicon.ico")


def page_paths(application: FastAPI) -> list[str]:
    """The path of every page for people, with its parameters in braces."""
    return sorted({path for path in _paths(application.routes) if not path.startswith(_FOR_PROGRAMS)})


def _paths(routes: Iterable[Any], prefix: str = "") -> Iterator[str]:
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from _paths(included.routes, prefix + route.include_context.prefix)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield prefix + route.path
