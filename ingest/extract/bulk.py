"""Asking PDFium for one thing of many objects, in loops that run in C."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def bulk(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function of PDFium taking plain addresses and keeping the interpreter's lock: half the time a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def call_all(function: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Call a function with the first of each of the arguments, the second, and so on, for what it writes."""
    deque(map(function, *arguments), maxlen=0)


def addresses(array: Floats, *, column: int = 0) -> range:
    """Where each row of an array, or what stands in a column of it, lies in memory."""
    start = array.ctypes.data + column * array.itemsize
    return range(start, start + array.nbytes, array.strides[0])
