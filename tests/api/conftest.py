"""The HTTP API through a real server, over a small library with files."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest
import uvicorn

from records.library import Library
from records.models import Document, Page, Review, Status
from search_api.app import create_app
from search_api.factory import build_service
from search_api.service import SearchService
from tests.contract.written_reviews import point, written

FILES = {
    "report.pdf": b"%PDF-1.4\n" + b"0123456789" * 200,
    "page.html": b"<html><script>alert(1)</script></html>",
    "gone.pdf": b"%PDF-1.4 gone",
}


def reviews() -> list[Review]:
    """Reviews in every state that the API has an answer for."""
    hazel = written(
        "2014-marlbrook-hazel",
        "The kitchen window was broken.",
        title='Hazel: "quoted", <b>bold</b> & {braced}',
        published="2014-06",
        authority=["Marlbrook"],
        partnership="Marlbrook Partnership",
        lead_reviewer="Priya Halloway",
        abuse=["neglect"],
        themes=["thresholds"],
        summary='=HYPERLINK("x") said\nthe summary — with ünicode % and $ and _.',
        recommendations=[point(1, "Count every window.", review_id="2014-marlbrook-hazel", to=["police"])],
    )
    return [
        hazel.model_copy(
            update={
                "former_ids": ["2014-marlbrook-child-h"],
                "documents": [*hazel.documents, *(_document(name) for name in FILES)],
            }
        ),
        written("2020-northmoor-rowan", "The window and the door.", title="Rowan", published="2020", abuse=["neglect"]),
        written("undated-linden", "A door.", title=None, abuse=["bullying"]),
        written("withdrawn", "A window.", status=Status.WITHDRAWN, withdrawn_reason="at the family's wish"),
        written("draft", "A window.", status=Status.DRAFT),
        written("expired", "A window that was shut.", electronic_until="2020-06"),
    ]


def _document(name: str) -> Document:
    digest = sha256(FILES[name]).hexdigest()
    return Document(
        id=digest[:16], sha256=digest, filename=name, bytes=len(FILES[name]), pages=[Page(number=1, text="A lantern.")]
    )


def document_id(name: str) -> str:
    return sha256(FILES[name]).hexdigest()[:16]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    folder = tmp_path_factory.mktemp("api")
    library = Library.open(folder / "library", create=True)
    for review in reviews():
        library.put(review)
    for name, content in FILES.items():
        if name != "gone.pdf":
            source = folder / name
            source.write_bytes(content)
            library.keep_file(source, sha256=sha256(content).hexdigest(), layout=b"")
    made = build_service(library)
    made.engine.rebuild(reviews())
    return made


@pytest.fixture(scope="session")
def base_url(service: SearchService) -> Iterator[str]:
    """The address of a server."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(service), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def client(base_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base_url, timeout=20) as made:
        yield made
