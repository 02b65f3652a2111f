"""The site over the samples, served by the command itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).parent / "casereviews")
NEUTRAL = "https://neutral.example/weather"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
"""What Chromium needs to run in a container, and what keeps it from calling home."""


@contextmanager
def serving_samples(library: Path) -> Iterator[str]:
    """Ingest the samples into a new library and serve it until the block is left; yields the address."""
    environment = os.environ | {"CASEREVIEWS_EXIT_URL": NEUTRAL, "CASEREVIEWS_CONTACT": "librarian@example.org"}
    samples = str(ROOT / "samples" / "pdf")
    subprocess.run([COMMAND, "ingest", samples, "--library", str(library)], check=True, capture_output=True)
    serve = [COMMAND, "serve", "--library", str(library), "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://[^\s/]+", said)
        try:
            if found is None:
                raise RuntimeError(f"The server did not say its address: {said}")
            yield found[0]
        finally:
            server.terminate()
