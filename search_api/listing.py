"""What is listed of what a query finds, and in which order: all of it, or in tiers, or only the full matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial

from search_api.analysis.rings import Ring
from search_api.beside import Beside
from search_api.cards import read_card
from search_api.engines import BY_SCORE, Ask, Engine, Found, Hit, Order, PageHit
from search_api.query.syntax import Syntax
from search_api.query.tree import Everything, Node, Nothing
from search_api.query.wanted import Wanted
from search_api.ranking import Ranking
from search_api.schema import Collection

PAGES_A_REVIEW = 3
"""Pages that passages are chosen from: as many as there are passages, so they can all be of different places."""

MANY_WORDS = 5
"""So many words of a query seldom fill a page with reviews that hold all of them: the others are asked for at once."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it is searched. `full` finds what holds all its plain words, `most` what holds enough of them.

    `typed` finds what holds all of them as they were typed, without synonyms, and `rest` what of `most` does not. The
    first three are the same where there is no choice. `counted` finds what `most` does, with no score and so at less
    cost. `syntax` is None when there is nothing to search for.
    """

    syntax: Syntax | None
    typed: Node = Everything()  # noqa: RUF009  (frozen, without state)
    full: Node = Everything()  # noqa: RUF009
    most: Node = Everything()  # noqa: RUF009
    rest: Node = Nothing()  # noqa: RUF009
    counted: Node = Everything()  # noqa: RUF009
    rings: tuple[Ring, ...] = ()
    wanted: Wanted = Wanted()  # noqa: RUF009
    """What to show and to mark of it."""
    pages: Node | None = None
    """What finds the pages worth showing, or None when there is nothing to show."""
    parts: Node | None = None
    """What finds pages with parts of its phrases, for when none holds a phrase whole; None without phrases."""
    together: bool = False
    """Whether it helps that its words stand together on a page."""

    @property
    def has_choice(self) -> bool:
        return self.full is not self.most


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of what is listed. A hit's score is above 1 when it holds all words as typed, below when not."""

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    partial_total: int = 0
    best_pages: Mapping[str, tuple[PageHit, ...]] = field(default_factory=dict)
    """The best pages of some of these reviews: of those whose order depends on them."""
    notices: tuple[str, ...] = ()
    loosened: bool = False
    """Whether nothing fits the whole query, and these hold only some of its words."""
    widened: tuple[str, ...] = ()
    """Where nothing holds the words as typed, the wider things that these are about."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Words that the library does not have, and what was searched for in their place."""
    doubted: Mapping[str, str] = field(default_factory=dict)
    """Words that were searched for as typed, and far more common ones that may have been meant."""
    found_as_typed: bool = True
    """Whether the query finds something without those changes."""
    found_without_filters: bool = True
    """False when no filter is to blame that nothing is found: nothing at all holds words of the query."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A request on its way to the engine: everything but the query."""

    engine: Engine
    collection: Collection
    filters: Mapping[str, Node]
    order: Order
    offset: int
    limit: int
    facets: tuple[str, ...]
    ranking: Ranking
    threads: Executor
    """Runs what need not wait for each other: engines search without holding the interpreter, or on other machines."""

    def count(self, node: Node, *, facets: tuple[str, ...] = ()) -> Found:
        ask = Ask(node, self.filters, self.order, limit=0, facets=facets)
        return self.engine.search(self.collection, ask)

    def window(self, node: Node, *, offset: int, limit: int, facets: tuple[str, ...] = ()) -> Found:
        ask = Ask(node, self.filters, self.order, offset, limit, facets)
        return self.engine.search(self.collection, ask)

    def page(self, node: Node) -> Found:
        return self.window(node, offset=self.offset, limit=self.limit, facets=self.facets)

    def tier(self, node: Node, *, offset: int, limit: int, query: Query) -> _Tier:
        """The hits of a window by score; where they are to be put in order by their best page, all from the first."""
        first = self.ranking.reranked
        together = query.together and query.pages is not None and self.collection is Collection.REVIEWS
        if together and limit and offset < first:
            found = self.window(node, offset=0, limit=max(first, offset + limit))
            return _Tier(found.total, found.hits, slice(offset, offset + limit), reranked=first)
        found = self.window(node, offset=offset, limit=limit)
        return _Tier(found.total, found.hits, slice(0, limit))

    def best_pages(self, tiers: Sequence[_Tier], query: Query) -> Mapping[str, tuple[PageHit, ...]]:
        """The best pages of all reviews whose order depends on them, and of those listed beside: one question."""
        if query.pages is None or not any(tier.reranked for tier in tiers):
            return {}
        hits = (hit for tier in tiers for hit in (*tier.hits[: tier.reranked], *tier.listed))
        ids = dict.fromkeys(map(_id, hits))
        return self.engine.pages(query.pages, reviews=tuple(ids), each=PAGES_A_REVIEW)

    def in_order(self, tier: _Tier, best_pages: Mapping[str, tuple[PageHit, ...]]) -> tuple[Hit, ...]:
        """The hits that are listed of a tier, the first of all in order by their best page, too."""
        if not tier.reranked:
            return tier.listed
        rated: list[Hit] = []
        for hit in tier.hits[: tier.reranked]:
            pages = best_pages.get(_id(hit))
            rated.append(Hit(hit.score + self.ranking.page * (pages[0].score if pages else 0.0), hit.stored))
        rated.sort(key=lambda hit: -hit.score)
        return (*rated, *tier.hits[tier.reranked :])[tier.shown]


@dataclass(frozen=True, slots=True)
class _Tier:
    """Hits of one part of a list: `shown` of them are listed, once the first `reranked` are put in order."""

    total: int
    hits: tuple[Hit, ...]
    shown: slice
    reranked: int = 0

    @property
    def listed(self) -> tuple[Hit, ...]:
        """As many as are listed, and where none is reranked those themselves."""
        return self.hits[self.shown]


def _id(hit: Hit) -> str:
    return str(read_card(hit.stored)["id"])


def list_query(asking: Asking, query: Query, *, partial: bool) -> Listed:
    """List what a query finds: all of it, or in tiers, or only the full matches."""
    if asking.order is BY_SCORE:
        return _list_in_tiers(asking, query)
    if query.has_choice and not partial:
        found = asking.page(query.full)
        if found.total:
            most = asking.count(query.counted)
            return Listed(query, found.total, found.hits, found.facets, partial_total=most.total - found.total)
    found = asking.page(query.counted)  # whatever the order is by, it is not the score
    return Listed(query, found.total, found.hits, found.facets)


def _list_in_tiers(asking: Asking, query: Query) -> Listed:
    """What holds all words as typed, by score; then what holds only most of them, or synonyms, by score.

    Synonyms lift no review into the first part: too many reports of a hundred pages hold a synonym of any word.
    """
    with Beside(asking.threads) as beside:
        take_count = beside.ask(partial(asking.count, query.counted, facets=asking.facets))
        take_rest = None
        if asking.offset == 0 and query.wanted.typed >= MANY_WORDS:
            take_rest = beside.ask(partial(asking.tier, query.rest, offset=0, limit=asking.limit, query=query))
        tiers = [asking.tier(query.typed, offset=asking.offset, limit=asking.limit, query=query)]
        missing = asking.limit - len(tiers[0].listed)
        if missing and query.has_choice:
            offset = max(0, asking.offset - tiers[0].total)
            rest = take_rest() if take_rest else asking.tier(query.rest, offset=offset, limit=missing, query=query)
            tiers.append(replace(rest, shown=slice(rest.shown.start, rest.shown.start + missing)))
        best_pages = asking.best_pages(tiers, query)
        counted = take_count()
    hits = tuple(
        hit
        for is_full, tier in zip((True, False), tiers, strict=False)
        for hit in _rated(asking.in_order(tier, best_pages), full=is_full)
    )
    return Listed(query, counted.total, hits, counted.facets, best_pages=best_pages)


def _rated(hits: tuple[Hit, ...], *, full: bool) -> tuple[Hit, ...]:
    """Scores between 1 and 2 for full matches and below 1 for others, so that they fall from first to last."""
    return tuple(Hit(hit.score and full + hit.score / (1.0 + hit.score), hit.stored) for hit in hits)
