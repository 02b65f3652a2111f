"""casereviews serve: the API and the pages."""

from __future__ import annotations

import socket
from typing import Annotated

import typer
import uvicorn

from casereviews.application import make_application
from casereviews.commands.options import LibraryOption, library_root
from casereviews.settings import load_settings
from casereviews.waiting import indexing_what_waits
from records.errors import CaseReviewsError
from records.library import Library

LONGEST_ADDRESS_BYTES = 4_000_000
"""Somebody who pastes a megabyte into the search box gets an answer rather than a closed door."""


class AddressInUse(CaseReviewsError):
    pass


def serve_command(
    library: LibraryOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [127.0.0.1: this machine only]")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.  [8000]")
    ] = None,
    root_path: Annotated[
        str | None,
        typer.Option(help="Path under which a proxy serves the site, such as /heed; the proxy takes it off."),
    ] = None,
) -> None:
    """Serve the search page and the API until Ctrl-C. Whatever is ingested meanwhile is found as soon as it is in."""
    settings = load_settings()
    changes = {"host": host, "port": port, "root_path": root_path}
    settings = settings.model_copy(update={name: value for name, value in changes.items() if value is not None})
    opened = Library.open(library_root(library))
    listening = _listen(settings.host, settings.port)
    application = make_application(opened, settings)
    address, bound_port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"Serving {opened.root} at http://{shown}:{bound_port}/  (Ctrl-C ends it)")
    if settings.root_path:
        typer.echo(
            f"Its links begin with {settings.root_path}/: a proxy is to serve it there, and to take "
            f"{settings.root_path} off the path of what it passes on."
        )
    # No access log: what people search for, and from where, is theirs.
    config = uvicorn.Config(
        application,
        access_log=False,
        log_level="warning",
        root_path=settings.root_path,
        proxy_headers=True,
        h11_max_incomplete_event_size=LONGEST_ADDRESS_BYTES,
    )
    with indexing_what_waits(opened, application.state.service.engine):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that one in use is an error at once and in plain words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, proto=socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle on: 40 ms an answer
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # so that whoever reads the address may ask at once
    except (OSError, OverflowError) as error:
        listening.close()
        raise AddressInUse(
            f"The server cannot listen on {host}, port {port} ({error}). "
            "Choose another with --port, or 0 for any free one."
        ) from error
    return listening
