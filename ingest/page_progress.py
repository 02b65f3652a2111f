"""How far one long file is: told where pages are recognised, heard by whoever started the reading, if anybody did.

Like a log: what tells need not know who listens, and telling must never hinder reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Within the block, `listener` hears how many pages of how many are recognised."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell_recognised(pages: int, *, of: int) -> None:
    """So many pages of the file in hand are recognised, `of` so many that must be."""
    listener = _listener.get()
    if listener is not None:
        listener(pages, of)
