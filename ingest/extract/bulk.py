"""Asking PDFium for one thing of many objects, in loops that run in C.

A page takes some two thousand calls, so what ctypes does around each of them counts: 0.28 µs where it converts every
argument to its declared type, 0.11 µs where there is nothing to convert.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

Floats = npt.NDArray[np.float32]
Reference = Any
"""A pointer as ctypes passes it without looking at it: what `ctypes.byref` returns."""


@cache
def bulk(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that keeps the interpreter's lock, which takes half the time a call.

    With types of `arguments`, plain addresses may be given for pointers. Without, only references and small numbers
    may be given: any other number would be cut to 32 bits.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def call_all(function: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Call a function with the first of each of the arguments, the second, and so on, for what it writes."""
    deque(map(function, *arguments), maxlen=0)


def reference(handle: Any) -> Reference:
    """A reference to what a handle of PDFium (a page, the text of a page) points to."""
    return ctypes.byref(ctypes.c_char.from_address(ctypes.cast(handle, ctypes.c_void_p).value or 0))


class Rows:
    """Room for rows of floats that PDFium writes into, used again for each page."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._make(1_024)

    def emptied(self, count: int) -> list[Reference]:
        """References to the first so many rows, of zeros; before they are used again, what is there must be taken."""
        if count > len(self._references):
            self._make(2 * count)
        self._floats[:count] = 0
        return self._references[:count]

    def taken(self, count: int) -> Floats:
        """What was written into them since."""
        return self._floats[:count].copy()

    def _make(self, count: int) -> None:
        room = (ctypes.c_float * (count * self._columns))()
        step = self._columns * ctypes.sizeof(ctypes.c_float)
        self._references = [ctypes.byref(room, step * row) for row in range(count)]
        self._floats: Floats = np.ctypeslib.as_array(room).reshape(count, self._columns)


@cache
def rows_of_floats(columns: int) -> Rows:
    """Room that a process makes once; for whoever empties, fills and takes it in one go."""
    return Rows(columns)
