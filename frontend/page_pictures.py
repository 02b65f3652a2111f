"""Pictures of pages: drawn once by a worker process with limits, then kept on disk."""

from __future__ import annotations

import logging
import multiprocessing
import os
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path
from threading import Lock
from typing import Any

from pebble import ProcessExpired, ProcessPool

from frontend.drawing import draw_page, limit_memory
from records.models import Document

_WORKERS = 2
_SECONDS = 15
"""A page takes 0.1 s; a map with a million lines some seconds."""
_MEMORY_BYTES = 2_000_000_000
"""Address space of a worker, its libraries' 600 MB included."""
_TASKS_OF_A_WORKER = 500
"""Then it is replaced, so that what a library leaks does not add up."""
_MOST_KEPT = 20_000
"""Pictures on disk, of some 100 kB each; the oldest tenth goes when there are more."""

log = logging.getLogger(__name__)


class PagePictures:
    """Pictures of pages, kept in `folder`, which may be deleted at any time. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._pool: Any = None
        self._kept: int | None = None

    def picture(self, document: Document, path: Path, number: int) -> bytes | None:
        """A page of a document as WebP, or None when it cannot be drawn."""
        kept_at = self._folder / document.sha256[:2] / f"{document.sha256}-{number}.webp"
        try:
            return kept_at.read_bytes()
        except OSError:
            drawn = self._draw(path, number)
        if drawn is not None:
            self._keep(kept_at, drawn)
        return drawn

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()
                self._pool.join()
                self._pool = None

    def _draw(self, path: Path, number: int) -> bytes | None:
        try:
            drawn: bytes = self._workers().schedule(draw_page, args=(path, number - 1), timeout=_SECONDS).result()
        except (TookTooLong, ProcessExpired) as error:
            log.warning("Page %s of %s was given up: %s", number, path.name, error)
        except Exception as error:
            log.warning("Page %s of %s cannot be drawn: %s", number, path.name, error)
        else:
            return drawn
        return None

    def _workers(self) -> Any:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=_WORKERS,
                    max_tasks=_TASKS_OF_A_WORKER,
                    initializer=limit_memory,
                    initargs=(_MEMORY_BYTES,),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def _keep(self, path: Path, drawn: bytes) -> None:
        unfinished = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(drawn)
            unfinished.replace(path)
            self._forget_oldest()
        except OSError as error:  # a full disk, a library that is only read: pages are drawn anew each time
            log.debug("A picture of a page could not be kept: %s", error)

    def _forget_oldest(self) -> None:
        with self._lock:
            self._kept = sum(1 for _ in self._folder.glob("*/*.webp")) if self._kept is None else self._kept + 1
            if self._kept <= _MOST_KEPT:
                return
            by_age = sorted(self._folder.glob("*/*.webp"), key=lambda path: path.stat().st_mtime)
            for path in by_age[: _MOST_KEPT // 10]:
                path.unlink(missing_ok=True)
            self._kept = None
