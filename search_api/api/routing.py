"""Routes of the API: all of them only read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter


class ReadRouter(APIRouter):
    """Its routes answer HEAD as well as GET, which FastAPI's own do not; the schema describes GET alone."""

    def read(self, path: str, **description: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A decorator: the function answers `path`. `description` is what `APIRouter.get` takes."""

        def add(function: Callable[..., Any]) -> Callable[..., Any]:
            self.get(path, **description)(function)
            head = {name: value for name, value in description.items() if name == "response_class"}
            self.head(path, include_in_schema=False, **head)(function)
            return function

        return add
