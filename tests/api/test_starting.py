"""The server starts without the libraries that only ingest needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_START = """
import sys
from pathlib import Path
from records.library import Library
from search_api.app import create_app
from search_api.factory import build_service

service = build_service(Library.open(Path(sys.argv[1]), create=True))
create_app(service)
service.warm()
print(*sorted(name for name in sys.modules if "." not in name))
"""
_ONLY_FOR_INGEST = {
    "spacy",
    "pdfplumber",
    "pypdfium2",
    "tesserocr",
    "numpy",
    "lxml",
    "docx",
    "pptx",
    "rdflib",
    "elasticsearch",
}


def test_a_server_does_not_import_what_only_ingest_needs(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-W", "error", "-c", _START, str(tmp_path / "library")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not _ONLY_FOR_INGEST & set(started.stdout.split())
