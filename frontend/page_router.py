"""Routes of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter


class PageRouter(APIRouter):
    """Its routes answer HEAD as well as GET, which FastAPI's own do not: monitors and link checkers ask so."""

    def page(self, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A decorator: the function answers `path`."""
        return self.api_route(path, methods=["GET", "HEAD"])
