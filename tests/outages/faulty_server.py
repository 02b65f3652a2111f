"""A server that stands before a real Elasticsearch, or none, and answers with whatever fault a test chooses."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

Fault = Callable[[str], tuple[int, dict[str, Any]] | None]
"""Of the path of a request: the status and the content to answer with, or None to pass it on."""


class FaultyServer:
    def __init__(self, behind: str | None) -> None:
        self.behind = behind
        self.fault: Fault = lambda _: None
        self.product: str | None = "Elasticsearch"
        self.requests = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._client = httpx.Client(trust_env=False, timeout=60)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, method: str, path: str, *, body: bytes, content_type: str) -> tuple[int, bytes, str]:
        """The status, content and type of content of the answer to a request."""
        self.requests += 1
        answered = self.fault(path)
        if answered is not None:
            return answered[0], json.dumps(answered[1]).encode(), "application/json"
        if self.behind is None:
            return 404, b"{}", "application/json"
        headers = {"Content-Type": content_type, "Accept": content_type} if content_type else {}
        passed = self._client.request(method, self.behind + path, content=body, headers=headers)
        return passed.status_code, passed.content, passed.headers.get("Content-Type", "application/json")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._client.close()


@contextlib.contextmanager
def faulty_server(behind: str | None = None) -> Iterator[FaultyServer]:
    server = FaultyServer(behind)
    try:
        yield server
    finally:
        server.close()


def always(status: int, **content: Any) -> Fault:
    """Answer every request so."""
    return lambda _: (status, content)


def version(number: str) -> Fault:
    """Be an Elasticsearch of this version, as far as it says so itself."""
    return lambda path: (
        (200, {"version": {"number": number}, "tagline": "You Know, for Search"}) if path == "/" else None
    )


def _handler_of(server: FaultyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, content, content_type = server.answer(
                self.command, self.path, body=body, content_type=self.headers.get("Content-Type", "")
            )
            self.send_response(status)
            if server.product:
                self.send_header("X-Elastic-Product", server.product)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815  (the base class names them so)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class names it so)
            """Say nothing."""

    return Handler
