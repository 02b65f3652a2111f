"""Hits in an exact order, facet counts and best pages, from Tantivy's searcher."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from tantivy import DocAddress, Order, Query, Schema, Searcher

from search_api.engines import Ask, Hit
from search_api.engines.tantivy_compile import compile_query
from search_api.engines.tantivy_index import ID_COLUMNS, review_key
from search_api.query.tree import Bool, Node, OneOf

_EVERY_DOCUMENT = "published_first"
"""A field that has one value in every document of reviews and points."""

_TOTAL = "total"
"""Beside the facets in an aggregation; no facet is called so."""

_USUAL_VALUES = 500
_MOST_VALUES = 60_000
"""Of one facet: room for both is made in advance, so few first; Tantivy's limit is 65,000 buckets."""

_LOOKED_AT = 20
"""Times as many pages as are wanted are looked at first: all pages of most reviews. Among 5 times as many some reviews
had too few, and a second search for them cost more than looking at more pages in the first."""

_FURTHER = 4
"""Times as many again are looked at for those few."""

_CARDS_KEPT = 4_096
"""Of two kilobytes each."""

PageFound = tuple[float, DocAddress]
"""The score of a page, and where it is stored."""


class _Found(NamedTuple):
    key: float | int | str
    address: DocAddress


def find(
    searcher: Searcher, query: Query, *, ask: Ask, read_card: Callable[[DocAddress], str]
) -> tuple[int, tuple[Hit, ...]]:
    """The total, and the hits of the window that is asked for. Not for a window of nothing (`lists_nothing`)."""
    wanted = min(ask.offset + ask.limit, searcher.num_docs)
    total, found = _first(searcher, query, ask=ask, wanted=wanted)
    ordered = _break_ties(searcher, found, start=ask.offset, stop=ask.offset + ask.limit)
    by_score = ask.order.by == "score"
    hits = tuple(
        Hit(float(each.key) if by_score else 0.0, read_card(each.address))
        for each in ordered[ask.offset : ask.offset + ask.limit]
    )
    return total, hits


def lists_nothing(searcher: Searcher, ask: Ask) -> bool:
    """Whether there can be no hits in the window. A huge offset would make Tantivy abort the process."""
    return ask.limit == 0 or ask.offset >= searcher.num_docs


def count(searcher: Searcher, schema: Schema, *, query: Query, ask: Ask) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """The total, and counts of each facet without its own filter.

    One pass for the total and all facets that have no filter, one for each that has.
    """
    free = [facet for facet in ask.facets if facet not in ask.filters]
    total, counts = _aggregate(searcher, query, free)
    for facet in ask.facets:
        if facet in ask.filters:
            others = tuple(node for name, node in ask.filters.items() if name != facet)
            without = compile_query(Bool(must=(ask.query,), filters=others), schema=schema)
            counts |= _aggregate(searcher, without, [facet])[1]
    return total, counts


def best_pages(
    searcher: Searcher, schema: Schema, *, query: Node, reviews: Sequence[str], each: int
) -> Mapping[str, list[PageFound]]:
    """The best pages of each review, in the order that the protocol says."""
    best: dict[str, list[PageFound]] = {}
    waiting = reviews if searcher.num_docs else ()
    looked_at = _LOOKED_AT
    while waiting:
        compiled = compile_query(Bool(must=(query,), filters=(OneOf("review", tuple(waiting)),)), schema=schema)
        first = min(len(waiting) * each * looked_at, searcher.num_docs)
        answer = searcher.search(compiled, first)
        is_all = _total(answer) <= first
        by_review = _by_review(searcher, answer.hits if is_all else _before_last_tie(answer.hits))
        rest: list[str] = []  # the others' pages took all places
        for review_id in waiting:
            pages = by_review.get(review_key(review_id), [])
            if len(pages) < each and not is_all:
                rest.append(review_id)
            elif pages:
                best[review_id] = _first_pages(searcher, pages, each=each)
        waiting = rest
        looked_at *= _FURTHER
    return best


def _by_review(searcher: Searcher, hits: Sequence[PageFound]) -> Mapping[int, list[PageFound]]:
    """The pages found of each review, by its key, the best first."""
    keys = _numbers(searcher, "review_key", [address for _, address in hits])
    by_review: dict[int, list[PageFound]] = defaultdict(list)
    for key, hit in zip(keys, hits, strict=True):
        by_review[key].append(hit)
    return by_review


def _before_last_tie(hits: Sequence[PageFound]) -> Sequence[PageFound]:
    """Hits without those that tie with the last: more that tie may not be among them."""
    last = hits[-1][0]
    return [hit for hit in hits if hit[0] != last]


def _first_pages(searcher: Searcher, pages: list[PageFound], *, each: int) -> list[PageFound]:
    """The first pages, ties in order of document and number."""
    if len(pages) > 1 and len({score for score, _ in pages[: each + 1]}) <= min(each, len(pages) - 1):
        addresses = [address for _, address in pages]
        places = zip(
            _numbers(searcher, "document_key", addresses), _numbers(searcher, "number", addresses), strict=True
        )
        keyed = sorted(zip(pages, places, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
        pages = [page for page, _ in keyed]
    return pages[:each]


def _first(searcher: Searcher, query: Query, *, ask: Ask, wanted: int) -> tuple[int, list[_Found]]:
    """The first `wanted` hits by the order's own key, and all that tie with the last of them."""
    limit = wanted
    while True:
        if ask.order.by == "score":
            answer = searcher.search(query, limit)
        else:
            answer = searcher.search(
                query,
                limit,
                order_by_field=_column(ask),
                order=Order.Desc if ask.order.descending else Order.Asc,
            )
        total = _total(answer)
        found = [_Found(*hit) for hit in answer.hits]
        if len(found) >= total or len(found) < wanted or found[-1].key != found[wanted - 1].key:
            return total, found
        limit = min(limit * 4, total)


def _column(ask: Ask) -> str:
    if ask.order.by == "published_first" and not ask.order.descending:
        return "published_oldest"  # the same, with missing dates last
    return ask.order.by


def _break_ties(searcher: Searcher, found: list[_Found], *, start: int, stop: int) -> list[_Found]:
    """The same hits; within the window, ties are in order: newest first, then by id."""
    ordered: list[_Found] = []
    for _, group in itertools.groupby(found, key=lambda hit: hit.key):
        tied = list(group)
        first = len(ordered)
        if len(tied) > 1 and first < stop and first + len(tied) > start:
            tied = _sorted_ties(
                searcher, tied, columns=("published_first", *ID_COLUMNS), window=(start - first, stop - first)
            )
        ordered += tied
    return ordered


def _sorted_ties(
    searcher: Searcher, tied: list[_Found], *, columns: tuple[str, ...], window: tuple[int, int]
) -> list[_Found]:
    """Sort by the first column; where that ties again within the window, by the next, at last by the whole id."""
    if not columns:
        return sorted(tied, key=lambda hit: read_stored(searcher, hit.address, field="stored_id"))
    values = _numbers(searcher, columns[0], [hit.address for hit in tied])
    sign = -1 if columns[0] == "published_first" else 1
    keyed = sorted(zip(values, tied, strict=True), key=lambda pair: sign * pair[0])
    ordered: list[_Found] = []
    for _, group in itertools.groupby(keyed, key=lambda pair: pair[0]):
        again = [hit for _, hit in group]
        first = len(ordered)
        if len(again) > 1 and first < window[1] and first + len(again) > window[0]:
            again = _sorted_ties(searcher, again, columns=columns[1:], window=(window[0] - first, window[1] - first))
        ordered += again
    return ordered


def _aggregate(
    searcher: Searcher, query: Query, facets: Sequence[str], *, size: int = _USUAL_VALUES
) -> tuple[int, dict[str, Mapping[str, int]]]:
    """How many match, and the counts of facets. Tantivy's search would score them all; an aggregation scores none."""
    asked: dict[str, Any] = {facet: {"terms": {"field": facet, "size": size}} for facet in facets}
    answer = searcher.aggregate(query, asked | {_TOTAL: {"value_count": {"field": _EVERY_DOCUMENT}}})
    if size < _MOST_VALUES and any(answer[facet]["sum_other_doc_count"] for facet in facets):
        return _aggregate(searcher, query, facets, size=_MOST_VALUES)
    return int(answer[_TOTAL]["value"]), {
        facet: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[facet]["buckets"]} for facet in facets
    }


def _total(answer: Any) -> int:
    """How many documents match; Tantivy's type hints do not know of it."""
    return int(answer.count)


def _numbers(searcher: Searcher, column: str, addresses: list[DocAddress]) -> list[int]:
    """The values of a column that every document has."""
    return cast("list[int]", searcher.fast_field_values(column, addresses))


def read_stored(searcher: Searcher, address: DocAddress, *, field: str) -> str:
    """What is stored of a document."""
    return bytes(searcher.doc(address)[field][0]).decode()


def card_reader(searcher: Searcher) -> Callable[[DocAddress], str]:
    """Reads cards; those that were read last are kept, as lists of results show the same ones again and again."""

    @functools.lru_cache(maxsize=_CARDS_KEPT)
    def read(segment: int, document: int) -> str:
        return read_stored(searcher, DocAddress(segment, document), field="card")

    def read_card(address: DocAddress) -> str:
        return read(address.segment_ord, address.doc)

    return read_card
