"""What is derived from the whole index and kept in memory: its words, its authorities and titles, its counts.

Made anew when the index changes. Where that takes long, searches go on with the old one meanwhile.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from records.errors import IndexMismatch, IndexUnavailable
from search_api.analysis import raw_words
from search_api.analysis.words import fold
from search_api.engines import Ask, Engine, Order
from search_api.query.wordlist import WordList
from search_api.schema import FACET_FIELDS, Collection

_log = logging.getLogger(__name__)

_QUICK_SECONDS = 0.05
"""What is made quicker than this is made while the one who asks waits: the answer is never out of date."""

_CARDS_AT_ONCE = 2_000


@dataclass(frozen=True, eq=False)
class Overview:
    """One generation of the index."""

    generation: str
    words: WordList
    reviews: int
    facets: Mapping[str, Mapping[str, int]]
    """Facet -> value -> reviews, over the whole library."""
    cards: tuple[dict[str, Any], ...]
    """Of each review its id, title, authorities, children, date, numbers of documents and pages, in order of title."""
    points: Mapping[str, int]
    """Kind -> how many."""
    known: Mapping[str, int]
    """Field of a card -> reviews of which it is known."""

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of titles, of children's and of authorities' names, folded: never doubted, however rare."""
        texts = (text for card in self.cards for text in (card["title"] or "", *card["authority"], *card["child"]))
        return frozenset(fold(word) for text in texts for word in raw_words(text))

    @cached_property
    def of_several_documents(self) -> frozenset[str]:
        """The ids of reviews with more than one document."""
        return frozenset(card["id"] for card in self.cards if card["documents"] > 1)


def make_overview(engine: Engine) -> Overview:
    """Ask an engine for everything that an overview holds."""
    generation = engine.generation()
    facets = tuple(field.name for field in FACET_FIELDS)
    found = engine.search(Collection.REVIEWS, Ask(limit=0, facets=facets))
    kinds = engine.search(Collection.POINTS, Ask(limit=0, facets=("kind",)))
    words = WordList(engine.words(), reviews=found.total)
    cards, known = _cards(engine, total=found.total)
    return Overview(generation, words, found.total, found.facets, cards, kinds.facets["kind"], known)


def _cards(engine: Engine, *, total: int) -> tuple[tuple[dict[str, Any], ...], Mapping[str, int]]:
    """What is kept of the cards, and of how many reviews each field is known."""
    kept = ("id", "title", "authority", "published", "child", "documents", "pages")
    cards: list[dict[str, Any]] = []
    known = Counter[str]()
    for offset in range(0, total, _CARDS_AT_ONCE):
        ask = Ask(order=Order("sort_title"), offset=offset, limit=_CARDS_AT_ONCE)
        for hit in engine.search(Collection.REVIEWS, ask).hits:
            card = json.loads(hit.stored)
            known.update(name for name, value in card.items() if value)
            cards.append({name: card[name] for name in kept})
    return tuple(cards), known


class CurrentOverview:
    """The overview of what the engine holds now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._overview: Overview | None = None
        self._seconds = 0.0
        self._making: threading.Thread | None = None

    def get(self) -> Overview:
        """Raises what the engine raises, when there is none yet."""
        overview = self._overview
        if overview is not None and overview.generation == self._engine.generation():
            return overview
        if overview is None or self._seconds < _QUICK_SECONDS:
            with self._lock:
                if self._overview is None or self._overview.generation != self._engine.generation():
                    self._make()
                assert self._overview is not None
                return self._overview
        self._make_meanwhile()
        return overview

    def _make(self) -> None:
        started = time.perf_counter()
        self._overview = make_overview(self._engine)
        self._seconds = time.perf_counter() - started

    def _make_meanwhile(self) -> None:
        with self._lock:
            if self._making is not None and self._making.is_alive():
                return
            self._making = threading.Thread(target=self._make_and_log, name="overview", daemon=True)
            self._making.start()

    def _make_and_log(self) -> None:
        try:
            self._make()
        except (IndexUnavailable, IndexMismatch) as error:
            _log.warning("The words of the library could not be read again: %s", error)
