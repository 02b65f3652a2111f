"""The built files of `frontend/static`, by their plain names."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from records.errors import CaseReviewsError

STATIC = Path(__file__).parent / "static"
_HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")
_ONE_YEAR = "public, max-age=31536000, immutable"
_ONE_HOUR = "public, max-age=3600"


class NotBuilt(CaseReviewsError):
    """The front-end files are missing."""


def read_manifest() -> dict[str, str]:
    """The hashed file name of each plain one. Raises NotBuilt."""
    try:
        manifest: dict[str, str] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        raise NotBuilt("The styles and scripts of the site have not been built. Run: make setup") from None
    return manifest


class KeptStaticFiles(StaticFiles):
    """Static files that browsers may keep: for ever where the name holds a hash of the content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _ONE_YEAR if _HASHED.search(path) else _ONE_HOUR
        return response
