"""Worker processes with limits: a file that hangs, crashes or eats memory costs itself and nothing else."""

from __future__ import annotations

import errno
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, count, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import RLock
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from ingest.limits import Limits
from ingest.page_channel import PageChannel, Teller
from ingest.page_progress import heard_by
from records.errors import FileRejected, TemporaryFailure

Result = TypeVar("Result")

AHEAD = 25
"""Files handed out for each worker: enough that none waits while the parent keeps and indexes a round of results (some
3 seconds), few enough that results do not fill its memory."""
GARBAGE_THRESHOLDS = (50_000, 20, 100)
"""A page makes thousands of small objects and no cycles: looking for cycles as often as usual cost 5 % of the time."""
BREAKDOWNS = 3
"""How often in a row the pool may break down (a worker dies without a file in its hands) before the run is given up."""

SECONDS_BETWEEN_LOOKS = 0.5
"""How often is asked how far the workers are with their files, while none ends."""

_PASSING_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.ENFILE}
_PASSING_ERRORS |= {errno.EMFILE, errno.ENOLCK, errno.ETXTBSY, errno.ESTALE, errno.ETIMEDOUT, errno.EACCES}

_COPIED = sys.platform == "linux"

OnPages = Callable[[Path, int, int], None]

if _COPIED:
    from multiprocessing import forkserver

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """How one file ended: with a `result`, or with the `error` that says why not."""

    path: Path
    result: Result | None = None
    error: FileRejected | TemporaryFailure | None = None


def read_files(
    paths: Iterable[Path],
    *,
    task: Callable[[Path], Result],
    workers: int,
    limits: Limits | None = None,
    on_pages: OnPages | None = None,
) -> Generator[Outcome[Result]]:
    """Run `task` on every file in worker processes; yield each outcome as it is there, in no certain order.

    `paths` is taken from as workers become free, so it may be a generator over a very large folder. `task` must be
    picklable. When the caller stops (an exception, Ctrl-C, `close()`), files in hand are dropped and no worker stays.
    `on_pages` is told, now and then, how many pages of a file in hand are recognised, of how many.

    An outcome has an `error` when the task raised one, when the file took longer than `limits` allow, when its worker
    died, or when it needed too much memory. Nothing that a file does is raised here; `TemporaryFailure` is, when
    worker processes cannot be started at all.
    """
    limits = limits or Limits()
    waiting = iter(paths)
    in_hand: dict[Future[Result], _InHand] = {}
    breakdowns = 0
    while breakdowns < BREAKDOWNS:
        try:
            with _channel() as channel, _pool(workers, limits, channel.to_parent) as pool:
                work = _Work(pool, channel, task=task, ahead=workers * AHEAD, limits=limits, on_pages=on_pages)
                for outcome in work.through(waiting, in_hand):
                    breakdowns = 0
                    yield outcome
            return
        except BrokenProcessPool as error:
            breakdowns += 1
            log.info("The worker processes are started again: %s", error)
            waiting = chain([file.path for file in in_hand.values()], waiting)
            in_hand.clear()
    raise TemporaryFailure("The processes that read files die as soon as they are started; is there enough memory?")


class _InHand(NamedTuple):
    path: Path
    number: int
    """Under which the worker tells of it."""


class _Work(Generic[Result]):
    """Hands out files to a pool and takes what comes back."""

    def __init__(
        self,
        pool: ProcessPool,
        channel: PageChannel,
        *,
        task: Callable[[Path], Result],
        ahead: int,
        limits: Limits,
        on_pages: OnPages | None,
    ) -> None:
        self._pool = pool
        self._channel = channel
        self._task = task
        self._ahead = ahead
        self._limits = limits
        self._on_pages = on_pages
        self._numbers = count()

    def through(self, waiting: Iterator[Path], in_hand: dict[Future[Result], _InHand]) -> Generator[Outcome[Result]]:
        while True:
            for path in islice(waiting, max(0, self._ahead - len(in_hand))):
                self._hand_out(path, in_hand)
            if not in_hand:
                return
            done, _ = wait(in_hand, timeout=SECONDS_BETWEEN_LOOKS, return_when=FIRST_COMPLETED)
            self._listen(in_hand)
            for ended in done:
                outcome = _outcome(in_hand[ended].path, ended, self._limits)
                del in_hand[ended]
                yield outcome

    def _hand_out(self, path: Path, in_hand: dict[Future[Result], _InHand]) -> None:
        number = next(self._numbers)
        seconds = self._limits.seconds_for(_size_bytes(path))
        try:
            future: Future[Result] = self._pool.schedule(_run, args=(self._task, path, number), timeout=seconds)
        except RuntimeError as error:
            in_hand[ProcessFuture()] = _InHand(path, number)  # so that it is handed out again with the others
            raise BrokenProcessPool(str(error)) from error
        in_hand[future] = _InHand(path, number)

    def _listen(self, in_hand: dict[Future[Result], _InHand]) -> None:
        told = {number: (pages, of) for number, pages, of in self._channel.received()}
        for file in in_hand.values() if told else ():
            if file.number in told and self._on_pages is not None:
                self._on_pages(file.path, *told[file.number])


@contextmanager
def _channel() -> Iterator[PageChannel]:
    channel = PageChannel()
    try:
        yield channel
    finally:
        channel.close()


class _KeptLocks:
    """A way of starting processes, whose locks last as long as this does.

    A pool that stops lets go of its locks first and of its workers then: one that is just starting in between would
    look for its lock, not find it, and show a stack trace.
    """

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        self._locks: list[RLock] = []

    def RLock(self) -> RLock:  # noqa: N802 (the name it has in `multiprocessing`)
        self._locks.append(self._context.RLock())
        return self._locks[-1]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


def get_ready() -> None:
    """Let what every worker needs be loaded, where workers are copies of one process, while the caller does other
    things. `read_files` does it otherwise."""
    if _COPIED:
        with _interrupts_held():
            _context()
            forkserver.ensure_running()


def _context() -> BaseContext:
    """Workers are copies of a process that has loaded everything: they start in a hundredth of the time.

    On Linux only: elsewhere systems' own libraries do not stand it, and each worker starts from nothing.
    """
    if not _COPIED:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.preloaded"])
    return context


@contextmanager
def _pool(workers: int, limits: Limits, to_parent: Connection) -> Iterator[ProcessPool]:
    """A pool that is gone, with every process of it, when the block is left by whatever way."""
    context = _KeptLocks(_context())
    pool = ProcessPool(workers, initializer=_prepare_worker, initargs=(limits.memory_bytes, to_parent), context=context)
    try:
        with _interrupts_held():
            _start(pool)
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


def _start(pool: ProcessPool) -> None:
    try:
        assert pool.active  # asking starts it
    except OSError as error:
        raise TemporaryFailure(
            f"The processes that read files cannot be started here: {error.strerror or error}. They need shared memory "
            "that can be written (on Linux /dev/shm), which a container may have to be given."
        ) from error


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C. Threads and processes started in the meantime never get it: it is the parent's to stop them,
    and a worker that is just starting would show a stack trace."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which, when it starts, lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_tellers: list[Teller] = []
"""In a worker: its end of the channel."""


def _prepare_worker(memory_bytes: int, to_parent: Connection) -> None:
    """Bound the worker's memory, and let it end with the process that started it, even one that was killed.

    (Ctrl-C is the parent's, which stops its workers: pebble sees to that.)
    """
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    _tellers.append(Teller(to_parent))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource  # noqa: PLC0415 (not there on Windows)
    except ImportError:
        return
    try:
        _, hard_limit = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, hard_limit))
    except (ValueError, OSError):  # macOS refuses; the time limit is left
        log.debug("This system does not bound the memory of a process.")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(task: Callable[[Path], Result], path: Path, number: int) -> Result:
    """Run in the worker: everything that can be raised becomes one of the two errors that the parent knows."""
    (teller,) = _tellers
    try:
        with heard_by(partial(teller.tell, number)):
            return task(path)
    except (FileRejected, TemporaryFailure):
        raise
    except MemoryError:
        raise FileRejected(
            "too-much-memory", "Reading this file needs more memory than is allowed for a file."
        ) from None
    except OSError as error:
        if error.errno in _PASSING_ERRORS or isinstance(error, FileNotFoundError):
            raise TemporaryFailure(f"The file could not be opened now: {error.strerror or error}.") from error
        raise FileRejected("unreadable", f"The system cannot read this file: {error.strerror or error}.") from error
    except Exception as error:
        log.exception("A fault of this program showed on %s", path)
        raise FileRejected(
            "program-error", f"This program failed on the file ({type(error).__name__}: {error}). Please report it."
        ) from error


def _outcome(path: Path, future: Future[Result], limits: Limits) -> Outcome[Result]:
    try:
        return Outcome(path, result=future.result())
    except (FileRejected, TemporaryFailure) as error:
        return Outcome(path, error=error)
    except TookTooLong:
        seconds = round(limits.seconds_for(_size_bytes(path)))
        return Outcome(path, error=FileRejected("too-slow", f"Reading this file was stopped after {seconds} seconds."))
    except ProcessExpired as error:
        reason = "The process that read this file died; the file is damaged, or needs more memory than is allowed."
        log.info("%s: %s", path, error)
        return Outcome(path, error=FileRejected("crashed", reason))


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
