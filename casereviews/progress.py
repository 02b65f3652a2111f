"""How a long run tells how far it is: a bar on a terminal, a plain line now and then elsewhere. Always on stderr."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from casereviews.counting import count

SECONDS_BETWEEN_LINES = 5.0
SLOW_PAGES_A_SECOND = 10
"""Below this, a rate is said with a decimal: recognising scans gives one or two."""
LEAST_SHARE_TO_JUDGE_BY = 0.1
"""Before so much is read, the start of the processes hides how fast they are."""


@dataclass(frozen=True, slots=True)
class _Scan:
    """A file of which pages are being recognised."""

    pages: int
    of: int
    size_bytes: int

    @property
    def bytes_read(self) -> float:
        return self.size_bytes * self.pages / max(self.of, 1)


class RunProgress:
    """Counts by bytes, as a hundred pages take longer than two; of a scan in hand, by its pages recognised so far.

    Implements `ingest.pipeline.Progress`.
    """

    def __init__(self, *, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            TextColumn("{task.fields[files]}/{task.fields[all_files]}, {task.fields[pages]}"),
            TextColumn("{task.fields[rate]}"),
            TextColumn("{task.fields[scans]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._started = time.monotonic()
        self._said_at = self._started
        self._files = self._all_files = self._pages = self._bytes = self._all_bytes = 0
        self._scans: dict[Path, _Scan] = {}

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
            task = self._bar.add_task("read", total=self._all_bytes)
            self._bar.tasks[task].fields.update(self._fields(0.0))
            self._bar.start()
        else:
            self._console.print(f"Reading {count(files, 'file')}.")

    def advance(self, path: Path, *, pages: int, size_bytes: int) -> None:
        self._scans.pop(path, None)
        self._files += 1
        self._pages += pages
        self._bytes += size_bytes
        self._show()

    def recognised(self, path: Path, *, pages: int, of: int, size_bytes: int) -> None:
        self._scans[path] = _Scan(pages, of, size_bytes)
        self._show()

    def _show(self) -> None:
        now = time.monotonic()
        done = self._bytes + sum(scan.bytes_read for scan in self._scans.values())
        seconds = max(now - self._started, 0.001)
        if self._console.is_terminal:
            for task in self._bar.task_ids:
                self._bar.tasks[task].fields.update(self._fields(seconds))
                self._bar.update(task, completed=done)
        elif now - self._said_at >= SECONDS_BETWEEN_LINES:
            self._said_at = now
            fields = self._fields(seconds)
            said = [f"{fields['files']} of {fields['all_files']}", fields["pages"], fields["rate"], fields["scans"]]
            if LEAST_SHARE_TO_JUDGE_BY * self._all_bytes <= done < self._all_bytes:
                said.append(f"about {duration(seconds * (self._all_bytes - done) / done)} left")
            self._console.print(f"{', '.join(filter(None, said))}.", highlight=False, soft_wrap=True)

    def _fields(self, seconds: float) -> dict[str, str]:
        """What is said beside the bar, and in lines. Pages recognised count before their file is done."""
        recognised = sum(scan.pages for scan in self._scans.values())
        of = sum(scan.of for scan in self._scans.values())
        pages = self._pages + recognised
        rate = pages / seconds if seconds else 0.0
        return {
            "files": f"{self._files:,}",
            "all_files": count(self._all_files, "file"),
            "pages": count(pages, "page"),
            "rate": f"{rate:.{0 if rate >= SLOW_PAGES_A_SECOND else 1}f} pages/s",
            "scans": f"scans in hand: {recognised:,} of {count(of, 'page')}" if of else "",
        }

    def say(self, message: str) -> None:
        self._console.print(message, markup=False, highlight=False)


def duration(seconds: float) -> str:
    """A length of time as people say it: `40 seconds`, `3 minutes`, `2 hours`."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size)} {unit}s"
    return count(round(seconds), "second")
