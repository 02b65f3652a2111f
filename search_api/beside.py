"""Questions that are asked in other threads while the one that needs their answers asks another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any, Self, TypeVar

Answer = TypeVar("Answer")


class Beside:
    """Asks questions in the threads of an executor, for as long as its block lasts.

    One that no thread has begun is asked where its answer is needed, so that nobody waits for a free thread. One that
    is not begun when the block ends is never asked: while an engine is down, none may pile up.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._asked: list[Future[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for future in self._asked:
            future.cancel()

    def ask(self, question: Callable[[], Answer]) -> Callable[[], Answer]:
        """Have a question asked; what is returned gives its answer, or raises what it raised."""
        future = self._executor.submit(question)
        self._asked.append(future)
        return lambda: question() if future.cancel() else future.result()
