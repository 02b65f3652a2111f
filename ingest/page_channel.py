"""A pipe by which workers tell how far they are with a long file.

Nothing in it can hold anybody up: a message is one write that is whole or not there, so a worker that dies leaves no
lock and no half message behind; what finds the pipe full is left out.
"""

from __future__ import annotations

import multiprocessing
import os
import struct
from collections.abc import Iterator
from multiprocessing.connection import Connection

_MESSAGE = struct.Struct("<QII")


class PageChannel:
    """The parent's ends of the pipe; `to_parent` is given to every worker."""

    def __init__(self) -> None:
        self._from_workers, self.to_parent = multiprocessing.Pipe(duplex=False)

    def received(self) -> Iterator[tuple[int, int, int]]:
        """What was told since: the number of a file, its pages recognised, and how many must be."""
        while self._from_workers.poll():
            number, pages, of = _MESSAGE.unpack(self._from_workers.recv_bytes())
            yield number, pages, of

    def close(self) -> None:
        self._from_workers.close()
        self.to_parent.close()


class Teller:
    """The worker's end."""

    def __init__(self, to_parent: Connection) -> None:
        self._to_parent = to_parent
        if os.name == "posix":  # elsewhere a full pipe makes the worker wait, until the parent looks again
            os.set_blocking(to_parent.fileno(), False)

    def tell(self, number: int, pages: int, of: int) -> None:
        try:
            self._to_parent.send_bytes(_MESSAGE.pack(number, pages, of))
        except OSError:  # full, or nobody is there any longer
            return
