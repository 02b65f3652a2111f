"""Importing this loads all that reading a file uses: a second of imports, word lists and automata.

The process from which workers are copied imports it once for all of them. Where it cannot be, or something fails,
each worker loads what it needs and says then what is wrong.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Nothing here multiplies matrices, and a process that is copied should have one thread."""

_M_ARENA_MAX = -8
"""Of glibc's `mallopt`: from how many heaps its threads take memory."""


def share_one_heap() -> None:
    """Have all threads of this process, and of its copies, take memory from one heap, where that can be said.

    Else each thread that recognises scans has one of its own, and keeps what it once took: 50 MB of a worker's 430.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def load() -> None:
    """Load everything, by taking a page of text through the stages that come after extraction."""
    from ingest.describe.describing import describe  # noqa: PLC0415
    from ingest.extract import read  # noqa: F401, PLC0415
    from ingest.reading import Reading  # noqa: PLC0415
    from ingest.stages import tag  # noqa: PLC0415
    from taxonomy.english import english_words  # noqa: PLC0415
    from taxonomy.plain_text import document_of  # noqa: PLC0415

    english_words()
    document = document_of("# Summary\nThe mother told the school nurse that the baby had not been seen by anybody.")
    describe(Reading(document))
    tag(document)
    gc.freeze()  # what is there stays for good, and is shared by the copies until they look for garbage in it


share_one_heap()
gc.disable()  # hardly anything of it is garbage: looking for some took a seventh of the time
with contextlib.suppress(Exception):
    load()
gc.enable()
