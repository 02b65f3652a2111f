"""What is asked in other threads holds nobody up, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from records.errors import IndexUnavailable
from search_api.beside import Beside


@pytest.fixture
def busy() -> Iterator[tuple[ThreadPoolExecutor, Event]]:
    """Threads of which none is free until the event is set."""
    go_on = Event()
    with ThreadPoolExecutor(max_workers=1) as executor:
        executor.submit(go_on.wait, 60)
        yield executor, go_on
        go_on.set()


def test_answers_and_errors_come_back() -> None:
    def fails() -> None:
        raise IndexUnavailable("It does not answer.")

    with ThreadPoolExecutor() as executor, Beside(executor) as beside:
        answer, failure = beside.ask(lambda: 7), beside.ask(fails)
        assert answer() == 7
        with pytest.raises(IndexUnavailable):
            failure()


def test_nobody_waits_for_a_free_thread(busy: tuple[ThreadPoolExecutor, Event]) -> None:
    executor, go_on = busy
    with Beside(executor) as beside:
        assert beside.ask(lambda: 7)() == 7
    assert not go_on.is_set()


def test_what_nobody_needs_any_longer_is_not_asked(busy: tuple[ThreadPoolExecutor, Event]) -> None:
    executor, go_on = busy
    asked: list[int] = []
    with Beside(executor) as beside:
        beside.ask(lambda: asked.append(1))
    go_on.set()
    executor.shutdown()
    assert asked == []
