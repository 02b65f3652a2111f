"""From a request to what an engine is asked: what was meant, put right, and how much of it has to match."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from search_api.analysis.rings import Rings
from search_api.engines import BY_SCORE, Ask, Engine, Order
from search_api.facets import filter_nodes
from search_api.listing import Asking, Listed, Query, list_query
from search_api.overview import CurrentOverview, Overview
from search_api.query.compile import Compiler, Meaning
from search_api.query.correct import Correction
from search_api.query.page_query import page_query
from search_api.query.parse import parse
from search_api.query.syntax import Between, Syntax, has_choice, loosened
from search_api.query.tree import Bool, Node
from search_api.query.wanted import what_is_wanted
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

PAGES_WITH_PARTS = 20
"""Pages that are looked at for a phrase broken by the end of one: both sides of it have to be among them."""


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
        self._threads = ThreadPoolExecutor(thread_name_prefix="asking-beside")

    def close(self) -> None:
        """End its threads."""
        self._threads.shutdown()

    def list(self, request: SearchRequest, collection: Collection, *, also: Mapping[str, Node] | None = None) -> Listed:
        """One page of what a request lists. `also` are further filters, that are no facets."""
        overview = self._overview.get()
        asking = self._asking(request, collection, overview, also=also or {})
        parsed = parse(request.q)
        if parsed.node is None:
            listed = list_query(asking, Query(None), partial=request.partial)
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
    ) -> Asking:
        known = overview.reviews if collection is Collection.REVIEWS else sum(overview.points.values())
        beyond = request.offset >= known  # no engine is asked for what cannot be there
        return Asking(
            self._engine,
            collection,
            filter_nodes(request) | dict(also),
            _ORDERS[request.order],
            offset=0 if beyond else request.offset,
            limit=0 if beyond else request.size,
            facets=FACETS if request.facets else (),
            ranking=self._ranking,
            threads=self._threads,
        )

    def _list_query(
        self, node: Syntax, request: SearchRequest, *, asking: Asking, overview: Overview, also: Mapping[str, Node]
    ) -> Listed:
        correction = Correction(overview.words, self._rings, names=overview.names)
        searched = node if request.exact else correction.of(node)
        listed = list_query(asking, self._compiled(searched, asking.collection, overview), partial=request.partial)
        tried = [listed.query]
        if listed.total == 0 and not request.exact:
            wider = self._compiled(searched, asking.collection, overview, wider=True)
            if names := tuple(ring.labels[0] for ring in wider.rings if ring not in listed.query.rings):
                found = list_query(asking, wider, partial=request.partial)
                listed = replace(found, widened=names) if found.total else listed
                tried.append(wider)
        if listed.total == 0 and not request.exact:
            some = self._some_words(searched, asking.collection, overview)
            found = list_query(asking, some, partial=request.partial)
            if found.total:
                listed = replace(found, loosened=True)
            tried.append(some)
        if listed.total == 0 and filter_nodes(request):
            unfiltered = replace(asking, filters=also)
            anywhere = any(unfiltered.count(query.counted).total for query in tried)
            listed = replace(listed, found_without_filters=anywhere)
        if correction.changed:
            typed = self._compiled(node, asking.collection, overview)
            listed = replace(listed, changed=correction.changed, found_as_typed=asking.count(typed.counted).total > 0)
        return replace(listed, doubted=correction.doubted)

    def _compiled(self, node: Syntax, collection: Collection, overview: Overview, *, wider: bool = False) -> Query:
        compiler = Compiler(self._meaning(overview), collection, wider=wider)
        counting = replace(compiler, scored=False)
        full = compiler.compile(node)
        if not has_choice(node):
            query = Query(node, full, full, full, counted=counting.compile(node))
        else:
            share = self._ranking.share
            most = replace(compiler, share=share).compile(node)
            as_typed = replace(counting, with_rings=False).compile(node)
            query = Query(
                node,
                typed=Bool(must=(full,), filters=(as_typed,)),
                full=full,
                most=most,
                rest=Bool(must=(most,), must_not=(as_typed,)),
                counted=replace(counting, share=share).compile(node),
            )
        return self._shown(replace(query, rings=tuple(compiler.rings_used.values())), overview)

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
        counted = replace(compiler, scored=False).compile(loose)
        query = Query(loose, tree, tree, tree, counted=counted, rings=tuple(compiler.rings_used.values()))
        return self._shown(query, overview)

    def _meaning(self, overview: Overview) -> Meaning:
        @cache
        def reviews_with_page(node: Syntax | Between) -> tuple[str, ...]:
            tree = Compiler(meaning, Collection.PAGES).compile(node)
            found = self._engine.search(Collection.PAGES, Ask(tree, limit=0, facets=("review",)))
            return tuple(found.facets["review"])

        meaning = Meaning(overview.words, self._rings, self._vocabulary, self._ranking, reviews_with_page)
        return meaning
