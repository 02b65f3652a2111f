"""The built files of `frontend/static`, by their plain names."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from records.errors import CaseReviewsError

STATIC = Path(__file__).parent / "static"
_HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")
_COMPRESSED = {"br": ".br", "gzip": ".gz"}
"""Endings of the compressed forms that the build puts beside a file, by their coding; the smallest first."""
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
    """Static files that browsers may keep: for ever where the name holds a hash of the content.

    They are sent as the build compressed them, where a browser takes that.
    """

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _ONE_YEAR if _HASHED.search(path) else _ONE_HOUR
        response.headers["Vary"] = "Accept-Encoding"
        return response

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        accepted = {each.split(";")[0].strip() for each in Headers(scope=scope).get("accept-encoding", "").split(",")}
        for coding, ending in _COMPRESSED.items():
            compressed = Path(f"{full_path}{ending}")
            if coding in accepted and compressed.is_file():
                response = super().file_response(compressed, compressed.stat(), scope, status_code)
                response.headers["Content-Encoding"] = coding
                return response
        return super().file_response(full_path, stat_result, scope, status_code)
