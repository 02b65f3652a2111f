"""Reviews that were kept while the search engine was away: a server indexes them once it is back."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from ingest.indexing import Indexing
from records.errors import CaseReviewsError, LibraryBusy
from records.library import Library
from search_api.engines import Engine

_log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
"""Soon enough for a reader, and a look costs a millisecond."""


@contextlib.contextmanager
def indexing_what_waits(
    library: Library, engine: Engine, *, every_seconds: float = LOOK_EVERY_SECONDS
) -> Iterator[None]:
    """Look now and then, for as long as the block lasts, whether reviews wait to be indexed, and index them."""
    ending = threading.Event()

    def look_on() -> None:
        while not ending.wait(every_seconds):
            index_what_waits(library, engine)

    looking = threading.Thread(target=look_on, name="indexing what waits", daemon=True)
    looking.start()
    try:
        yield
    finally:
        ending.set()
        looking.join()


def index_what_waits(library: Library, engine: Engine) -> None:
    """Index what waits, if anything does and the engine is there. Never raises: what cannot be now waits on."""
    try:
        if not library.catalogue.waiting() or engine.health().reviews is None:
            return
        with library.writing():
            waiting = library.catalogue.waiting()
            Indexing(library, engine, say=_log.warning).finish()
            done = len(waiting) - len(library.catalogue.waiting())
    except LibraryBusy:
        return  # an ingest runs, and indexes what waits itself
    except CaseReviewsError as error:
        _log.warning("Reviews go on waiting to be indexed: %s", error)
        return
    if done:
        _log.warning(
            "Indexed %s that had waited for the search engine.", "a review" if done == 1 else f"{done} reviews"
        )
