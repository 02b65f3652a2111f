"""A question as one request to Elasticsearch, and its response as an answer. Pure: nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from search_api.engines import Ask, Found, Hit, Order, PageHit
from search_api.engines.elasticsearch.compiling import Query, compile_query
from search_api.engines.elasticsearch.mapping import OLDEST_FIRST, read_stored, stored_field
from search_api.query.tree import Bool, Node, OneOf
from search_api.schema import Collection

WINDOW = 10_000
"""How far from the first hit Elasticsearch goes in one request (its `index.max_result_window`)."""

_MOST_VALUES = 60_000
"""Of one facet: beyond any list of authorities, below Elasticsearch's limit of 65,536 buckets."""


def search_body(collection: Collection, ask: Ask, *, first: int, count: int, after: Sequence[Any] = ()) -> Query:
    """The request for `count` hits: from `first` on, or from the one whose sort values are `after`.

    Filters that a facet has to leave out come after the counting (`post_filter`), all others before it.
    """
    own = {name: compile_query(node) for name, node in ask.filters.items() if name in ask.facets}
    others = tuple(node for name, node in ask.filters.items() if name not in ask.facets)
    body: Query = {
        "query": compile_query(Bool(must=(ask.query,), filters=others)),
        "size": count,
        "track_total_hits": True,
    }
    if count:
        body |= {"sort": sorting(ask.order), **_giving_back(collection)}
    if own:
        body["post_filter"] = {"bool": {"filter": list(own.values())}}
    if after:
        body["search_after"] = list(after)
    elif first and count:
        body["from"] = first
    if ask.facets and not after:
        body["aggs"] = _facets(ask.facets, own)
    return body


def sorting(order: Order) -> list[Query]:
    """The order that is asked for, then newest first, then by id: never two equal."""
    direction = "desc" if order.descending else "asc"
    ties: list[Query] = [{"published_first": "desc"}, {"id": "asc"}]
    if order.by == "score":
        return [{"_score": direction}, *ties]
    if order.by == "published_first":
        return [{"published_first": "desc"} if order.descending else {OLDEST_FIRST: "asc"}, ties[1]]
    return [{order.by: {"order": direction, "missing": "_last"}}, *ties]


def read_found(response: Mapping[str, Any], *, collection: Collection, ask: Ask) -> Found:
    """The answer in a response to `search_body`."""
    hits = response["hits"]
    facets = {facet: _read_counts(response["aggregations"][facet]) for facet in ask.facets}
    return Found(hits["total"]["value"], tuple(read_hit(hit, collection) for hit in hits["hits"]), facets)


def read_hit(hit: Mapping[str, Any], collection: Collection) -> Hit:
    """A hit; one that was not sorted by its score has none."""
    return Hit(float(hit.get("_score") or 0.0), read_stored(hit["fields"][stored_field(collection)][0]))


def pages_body(query: Node, *, reviews: Sequence[str], each: int) -> Query:
    """The request for the best pages of each of these reviews."""
    best = {
        "size": each,
        "sort": [{"_score": "desc"}, {"document": "asc"}, {"number": "asc"}],
        **_giving_back(Collection.PAGES),
    }
    return {
        "query": compile_query(Bool(must=(query,), filters=(OneOf("review", tuple(reviews)),))),
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            "reviews": {
                "terms": {"field": "review", "size": len(reviews)},
                "aggs": {"best": {"top_hits": best}},
            }
        },
    }


def read_pages(response: Mapping[str, Any]) -> dict[str, tuple[PageHit, ...]]:
    """The answer in a response to `pages_body`, where scores stand only among what was sorted by."""
    field = stored_field(Collection.PAGES)
    return {
        bucket["key"]: tuple(
            PageHit(float(hit["sort"][0]), partial(read_stored, hit["fields"][field][0]))
            for hit in bucket["best"]["hits"]["hits"]
        )
        for bucket in response["aggregations"]["reviews"]["buckets"]
    }


def _giving_back(collection: Collection) -> Query:
    return {"stored_fields": "_none_", "docvalue_fields": [stored_field(collection)]}


def _facets(facets: Sequence[str], own: Mapping[str, Query]) -> Query:
    """Each facet counted under the filters of all others."""
    aggregations: Query = {}
    for facet in facets:
        counting: Query = {"terms": {"field": facet, "size": _MOST_VALUES}}
        others = [query for name, query in own.items() if name != facet]
        if others:
            counting = {"filter": {"bool": {"filter": others}}, "aggs": {"counts": counting}}
        aggregations[facet] = counting
    return aggregations


def _read_counts(aggregation: Mapping[str, Any]) -> dict[str, int]:
    counts = aggregation.get("counts", aggregation)
    return {bucket["key"]: bucket["doc_count"] for bucket in counts["buckets"]}
