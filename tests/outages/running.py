"""The program as an operator runs it: `casereviews` as processes, with Elasticsearch by its settings."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

PROGRAM = Path(sys.executable).with_name("casereviews")


@dataclass(frozen=True)
class Operator:
    """Someone with a library and an Elasticsearch."""

    library: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Give a command and wait for it to end."""
        command = [str(PROGRAM), *map(str, arguments), "--library", str(self.library)]
        return subprocess.run(
            command, env=self._environment(), check=False, capture_output=True, text=True, timeout=120
        )

    @contextlib.contextmanager
    def serving(self) -> Iterator[httpx.Client]:
        """Serve, and give a client of the server."""
        command = [str(PROGRAM), "serve", "--port", "0", "--library", str(self.library)]
        log = self.library.parent / "serve.log"
        with log.open("w") as errors:
            process = subprocess.Popen(
                command, env=self._environment(), stdout=subprocess.PIPE, stderr=errors, text=True
            )
        assert process.stdout is not None
        try:
            address = process.stdout.readline().split(" at ")[1].split("/  ")[0]
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                until(lambda: _listens(client), seconds=60)
                yield client
            assert process.poll() is None, log.read_text()
        finally:
            process.terminate()
            process.wait(30)
            process.stdout.close()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **{f"CASEREVIEWS_ELASTICSEARCH_{name}": value for name, value in self.settings.items()}}


def until(holds: Callable[[], bool], *, seconds: float) -> float:
    """Wait until something holds, and say how many seconds that took. Fails when it does not come about."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < seconds, f"still not so after {seconds} s"
        time.sleep(0.2)
    return time.monotonic() - start


def _listens(client: httpx.Client) -> bool:
    try:
        client.get("/health")
    except httpx.ConnectError:
        return False
    return True
