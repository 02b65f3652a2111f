"""From a request to what is listed: how much of a query has to match, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from search_api.analysis.rings import Ring, Rings
from search_api.documents import read_card
from search_api.engines import BY_SCORE, Ask, Engine, Found, Hit, Order, PageHit
from search_api.facets import filter_nodes
from search_api.overview import CurrentOverview, Overview
from search_api.query.compile import Compiler, Meaning, has_choice, loosened
from search_api.query.correct import Correction
from search_api.query.page_query import page_query
from search_api.query.parse import parse
from search_api.query.syntax import Between, Syntax
from search_api.query.tree import Bool, Everything, Node
from search_api.query.wanted import Wanted, what_is_wanted
from search_api.ranking import Ranking
from search_api.request import FACETS, SearchRequest, Sort
from search_api.schema import Collection
from taxonomy.vocabulary import Vocabulary

_ORDERS = {
    Sort.RELEVANCE: BY_SCORE,
    Sort.NEWEST: Order("published_first", descending=True),
    Sort.OLDEST: Order("published_first"),
    Sort.TITLE: Order("sort_title"),
    Sort.AUTHORITY: Order("sort_authority"),
    Sort.ABUSE_TYPE: Order("sort_abuse_type"),
}


PAGES_A_REVIEW = 3
"""Pages that passages are chosen from: as many as there are passages, so they can all be of different places."""


PAGES_WITH_PARTS = 20
"""Pages that are looked at for a phrase broken by the end of one: both sides of it have to be among them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it is searched. `full` finds what holds all its plain words, `most` what holds enough of them.

    `typed` finds what holds all of them as they were typed, without synonyms. All are the same where there is no
    choice. `syntax` is None when there is nothing to search for.
    """

    syntax: Syntax | None
    typed: Node = Everything()  # noqa: RUF009  (frozen, without state)
    full: Node = Everything()  # noqa: RUF009
    most: Node = Everything()  # noqa: RUF009
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
    changed: Mapping[str, str] = field(default_factory=dict)
    """Words that the library does not have, and what was searched for in their place."""
    doubted: Mapping[str, str] = field(default_factory=dict)
    """Words that were searched for as typed, and far more common ones that may have been meant."""
    found_as_typed: bool = True
    """Whether the query finds something without those changes."""
    found_without_filters: bool = True
    """False when no filter is to blame that nothing is found: nothing at all holds words of the query."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A request on its way to the engine: everything but the query."""

    engine: Engine
    collection: Collection
    filters: Mapping[str, Node]
    order: Order
    offset: int
    limit: int
    facets: tuple[str, ...]
    ranking: Ranking
    best_pages: dict[str, tuple[PageHit, ...]] = field(default_factory=dict)
    """The best pages of the reviews that were looked at, kept for their passages."""

    def count(self, node: Node, *, facets: tuple[str, ...] = ()) -> Found:
        ask = Ask(node, self.filters, self.order, limit=0, facets=facets)
        return self.engine.search(self.collection, ask)

    def window(self, node: Node, *, offset: int, limit: int, facets: tuple[str, ...] = ()) -> Found:
        ask = Ask(node, self.filters, self.order, offset, limit, facets)
        return self.engine.search(self.collection, ask)

    def page(self, node: Node) -> Found:
        return self.window(node, offset=self.offset, limit=self.limit, facets=self.facets)

    def most_relevant(self, node: Node, *, offset: int, limit: int, query: Query) -> Found:
        """As `window`, with the first reviews put in order by their best page, too."""
        first = self.ranking.reranked
        if (
            query.pages is None
            or not query.together
            or offset >= first
            or limit == 0
            or self.collection is not Collection.REVIEWS
        ):
            return self.window(node, offset=offset, limit=limit)
        found = self.window(node, offset=0, limit=max(first, offset + limit))
        hits = self._reranked(found.hits[:first], query.pages) + found.hits[first:]
        return replace(found, hits=hits[offset : offset + limit])

    def _reranked(self, hits: tuple[Hit, ...], pages: Node) -> tuple[Hit, ...]:
        ids = [str(read_card(hit.stored)["id"]) for hit in hits]
        best = self.engine.pages(pages, reviews=tuple(ids), each=PAGES_A_REVIEW)
        self.best_pages.update(best)
        scores = [
            hit.score + self.ranking.page * (best[review_id][0].score if review_id in best else 0.0)
            for review_id, hit in zip(ids, hits, strict=True)
        ]
        rated = [Hit(score, hit.stored) for score, hit in zip(scores, hits, strict=True)]
        return tuple(sorted(rated, key=lambda hit: -hit.score))


class Finder:
    """Finds reviews, or points, with an engine."""

    def __init__(
        self, engine: Engine, overview: CurrentOverview, vocabulary: Vocabulary, *, rings: Rings, ranking: Ranking
    ) -> None:
        self._engine = engine
        self._overview = overview
        self._vocabulary = vocabulary
        self._rings = rings
        self._ranking = ranking

    def list(self, request: SearchRequest, collection: Collection, *, also: Mapping[str, Node] | None = None) -> Listed:
        """One page of what a request lists. `also` are further filters, that are no facets."""
        overview = self._overview.get()
        asking = self._asking(request, collection, overview, also=also or {})
        parsed = parse(request.q)
        if parsed.node is None:
            listed = _list(asking, Query(None), partial=request.partial)
        else:
            listed = self._list_query(parsed.node, request, asking=asking, overview=overview, also=also or {})
        return replace(listed, notices=parsed.notices)

    def count_reviews(self, listed: Listed, request: SearchRequest, *, also: Mapping[str, Node]) -> int:
        """How many reviews the points of a list are of."""
        node = listed.query.full if listed.partial_total else listed.query.most
        ask = Ask(node, filter_nodes(request) | dict(also), limit=0, facets=("review",))
        return len(self._engine.search(Collection.POINTS, ask).facets["review"])

    def query(self, text: str) -> Query:
        """A query as it is searched in reviews: for marking a text with it."""
        overview = self._overview.get()
        node = parse(text).node
        if node is None:
            return Query(None)
        correction = Correction(overview.words, self._rings, names=overview.names)
        return self._compiled(correction.of(node), Collection.REVIEWS, overview)

    def _asking(
        self, request: SearchRequest, collection: Collection, overview: Overview, *, also: Mapping[str, Node]
    ) -> _Asking:
        known = overview.reviews if collection is Collection.REVIEWS else sum(overview.points.values())
        beyond = request.offset >= known  # no engine is asked for what cannot be there
        return _Asking(
            self._engine,
            collection,
            filter_nodes(request) | dict(also),
            _ORDERS[request.order],
            offset=0 if beyond else request.offset,
            limit=0 if beyond else request.size,
            facets=FACETS if request.facets else (),
            ranking=self._ranking,
        )

    def _list_query(
        self, node: Syntax, request: SearchRequest, *, asking: _Asking, overview: Overview, also: Mapping[str, Node]
    ) -> Listed:
        correction = Correction(overview.words, self._rings, names=overview.names)
        searched = node if request.exact else correction.of(node)
        listed = _list(asking, self._compiled(searched, asking.collection, overview), partial=request.partial)
        tried = [listed.query]
        if listed.total == 0 and not request.exact:
            some = self._some_words(searched, asking.collection, overview)
            found = _list(asking, some, partial=request.partial)
            if found.total:
                listed = replace(found, loosened=True)
            tried.append(some)
        if listed.total == 0 and filter_nodes(request):
            unfiltered = replace(asking, filters=also)
            anywhere = any(unfiltered.count(query.most).total for query in tried)
            listed = replace(listed, found_without_filters=anywhere)
        if correction.changed:
            typed = self._compiled(node, asking.collection, overview)
            listed = replace(listed, changed=correction.changed, found_as_typed=asking.count(typed.most).total > 0)
        return replace(listed, doubted=correction.doubted)

    def _compiled(self, node: Syntax, collection: Collection, overview: Overview) -> Query:
        compiler = Compiler(self._meaning(overview), collection)
        full = compiler.compile(node)
        typed = most = full
        if has_choice(node):
            most = replace(compiler, share=self._ranking.share).compile(node)
            typed = Bool(must=(full,), filters=(replace(compiler, with_rings=False).compile(node),))
        return self._shown(Query(node, typed, full, most, tuple(compiler.rings_used.values())), overview)

    def _shown(self, query: Query, overview: Overview) -> Query:
        """The query with what is to be shown of it."""
        wanted = what_is_wanted(query.syntax, words=overview.words, rings=query.rings, ranking=self._ranking)
        pages = page_query(query.syntax, wanted, rings=query.rings, ranking=self._ranking)
        together = wanted.typed > 1  # one word alone stands together with nothing
        parts = page_query(query.syntax, wanted.in_parts, rings=(), ranking=self._ranking)
        return replace(query, wanted=wanted, pages=pages, parts=parts, together=together)

    def _some_words(self, node: Syntax, collection: Collection, overview: Overview) -> Query:
        """Any word of the query, phrases taken apart: what is tried when nothing holds enough."""
        loose = loosened(node)
        compiler = Compiler(self._meaning(overview), collection, share=0.0)
        tree = compiler.compile(loose)
        return self._shown(Query(loose, tree, tree, tree, tuple(compiler.rings_used.values())), overview)

    def _meaning(self, overview: Overview) -> Meaning:
        def reviews_with_page(node: Syntax | Between) -> tuple[str, ...]:
            tree = Compiler(meaning, Collection.PAGES).compile(node)
            found = self._engine.search(Collection.PAGES, Ask(tree, limit=0, facets=("review",)))
            return tuple(found.facets["review"])

        meaning = Meaning(overview.words, self._rings, self._vocabulary, self._ranking, reviews_with_page)
        return meaning


def _list(asking: _Asking, query: Query, *, partial: bool) -> Listed:
    """List what a query finds: all of it, or in tiers, or only the full matches."""
    if asking.order is BY_SCORE:
        return _list_in_tiers(asking, query)
    if not query.has_choice:
        found = asking.page(query.full)
        return Listed(query, found.total, found.hits, found.facets)
    if not partial:
        found = asking.page(query.full)
        if found.total:
            most = asking.count(query.most)
            return Listed(query, found.total, found.hits, found.facets, partial_total=most.total - found.total)
    found = asking.page(query.most)
    return Listed(query, found.total, found.hits, found.facets)


def _list_in_tiers(asking: _Asking, query: Query) -> Listed:
    """What holds all words as typed, by score; then what holds only most of them, or synonyms, by score.

    Synonyms lift no review into the first part: too many reports of a hundred pages hold a synonym of any word.
    """
    counted = asking.count(query.most, facets=asking.facets)
    full = asking.most_relevant(query.typed, offset=asking.offset, limit=asking.limit, query=query)
    hits = _rated(full.hits, full=True)
    missing = asking.limit - len(hits)
    if missing and counted.total > full.total:
        rest = Bool(must=(query.most,), must_not=(query.typed,))
        offset = max(0, asking.offset - full.total)
        partial = asking.most_relevant(rest, offset=offset, limit=missing, query=query)
        hits += _rated(partial.hits, full=False)
    return Listed(query, counted.total, hits, counted.facets, best_pages=asking.best_pages)


def _rated(hits: tuple[Hit, ...], *, full: bool) -> tuple[Hit, ...]:
    """Scores between 1 and 2 for full matches and below 1 for others, so that they fall from first to last."""
    return tuple(Hit(hit.score and full + hit.score / (1.0 + hit.score), hit.stored) for hit in hits)
