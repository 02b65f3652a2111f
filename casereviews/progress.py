"""How a long run tells how far it is: a bar on a terminal, a plain line now and then elsewhere. Always on stderr."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from casereviews.counting import count

SECONDS_BETWEEN_LINES = 5.0
LEAST_SHARE_TO_JUDGE_BY = 0.1
"""Before so much is read, the start of the processes hides how fast they are."""


class RunProgress:
    """Counts by bytes, as a hundred pages take longer than two. Implements `ingest.pipeline.Progress`."""

    def __init__(self, *, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            TextColumn("{task.fields[files]}/{task.fields[all_files]}, {task.fields[pages]}"),
            TextColumn("{task.fields[rate]:.0f} pages/s"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._started = time.monotonic()
        self._said_at = self._started
        self._files = self._all_files = self._pages = self._bytes = self._all_bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, *, files: int, total_bytes: int) -> None:
        self._started = self._said_at = time.monotonic()
        self._all_files, self._all_bytes = files, max(total_bytes, 1)
        if not files:
            return
        if self._console.is_terminal:
            self._bar.add_task(
                "read", total=self._all_bytes, files=0, all_files=count(files, "file"), pages=count(0, "page"), rate=0.0
            )
            self._bar.start()
        else:
            self._console.print(f"Reading {count(files, 'file')}.")

    def advance(self, path: Path, *, pages: int, size_bytes: int) -> None:  # noqa: ARG002
        self._files += 1
        self._pages += pages
        self._bytes += size_bytes
        now = time.monotonic()
        rate = self._pages / max(now - self._started, 0.001)
        if self._console.is_terminal:
            for task in self._bar.task_ids:
                self._bar.update(
                    task, advance=size_bytes, files=self._files, pages=count(self._pages, "page"), rate=rate
                )
        elif now - self._said_at >= SECONDS_BETWEEN_LINES:
            self._said_at = now
            left = ""
            if self._bytes >= LEAST_SHARE_TO_JUDGE_BY * self._all_bytes:
                seconds = (now - self._started) * (self._all_bytes - self._bytes) / self._bytes
                left = f", about {duration(seconds)} left"
            read = f"{self._files:,} of {count(self._all_files, 'file')}, {count(self._pages, 'page')}"
            self._console.print(f"{read}, {rate:.0f} pages/s{left}.")

    def say(self, message: str) -> None:
        self._console.print(message, markup=False, highlight=False)


def duration(seconds: float) -> str:
    """A length of time as people say it: `40 seconds`, `3 minutes`, `2 hours`."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size)} {unit}s"
    return count(round(seconds), "second")
