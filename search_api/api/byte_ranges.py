"""Parts of a file: what of a `Range` header is answered, after RFC 9110, section 14."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from search_api.errors import NoSuchPart

_ONE = re.compile(r"\s*(\d*)\s*-\s*(\d*)\s*")
_LONGEST_NUMBER = 18
"""Digits: no file has so many bytes, and reading thousands of digits takes long."""


class FileInParts(FileResponse):
    """A file, or the parts of it that are asked for: what is not understood of `Range` is ignored.

    Starlette's own answers 400 to a unit that it does not know, and refuses all parts where one is beyond the end.
    Raises NoSuchPart when called, which is before anything is sent.
    """

    def __init__(self, path: Path, *, media_type: str, headers: dict[str, str]) -> None:
        super().__init__(path, media_type=media_type, headers=headers, stat_result=path.stat())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
        if (ranges := self._asked_for(Headers(scope=scope))) is not None:
            headers.append((b"range", f"bytes={','.join(ranges)}".encode()))
        await super().__call__({**scope, "headers": headers}, receive, send)

    def _asked_for(self, headers: Headers) -> list[str] | None:
        version = headers.get("if-range")
        if version is not None and version not in (self.headers["etag"], self.headers["last-modified"]):
            return None  # it is another file by now
        asked = headers.get("range")
        return satisfiable(asked, size_bytes=int(self.headers["content-length"])) if asked is not None else None


def satisfiable(asked: str, *, size_bytes: int) -> list[str] | None:
    """The parts of a `Range` header that a file of this size has, each as `first-last`.

    None when the header is to be ignored: another unit than bytes, or not a range. Raises NoSuchPart when the file has
    none of the parts.
    """
    unit, _, parts = asked.partition("=")
    matches = [_ONE.fullmatch(part) for part in parts.split(",") if part.strip()]
    if unit.strip().lower() != "bytes" or not matches:
        return None
    ranges: list[str] = []
    for match in matches:
        if match is None or not any(match.groups()):
            return None
        first, last = (int(number[:_LONGEST_NUMBER]) if number else None for number in match.groups())
        if first is None:  # the last so many bytes
            first, last = max(size_bytes - (last or 0), 0), size_bytes - 1
        elif last is None:
            last = size_bytes - 1
        elif last < first:
            return None
        if first < size_bytes:
            ranges.append(f"{first}-{min(last, size_bytes - 1)}")
    if not ranges:
        raise NoSuchPart(
            f"The file has {size_bytes:,} bytes, and none of those that were asked for.", size_bytes=size_bytes
        )
    return ranges
