"""A tree of plain words as a query of Elasticsearch's. Pure: nothing is asked."""

from __future__ import annotations

from typing import Any

from search_api.query.tree import (
    Best,
    Bool,
    Boost,
    Constant,
    Everything,
    Node,
    Nothing,
    OneOf,
    Phrase,
    Range,
    Term,
)

Query = dict[str, Any]
MATCH_NONE: Query = {"match_none": {}}


def compile_query(node: Node, *, boost: float = 1.0) -> Query:
    """The query of a tree, its scores times `boost`."""
    query: Query
    match node:
        case Everything():
            query = {"match_all": {"boost": boost}}
        case Nothing() | Best(()):
            query = MATCH_NONE
        case Term(field, value) | Phrase(field, (value,)):
            query = {"term": {field: {"value": value, "boost": boost}}}
        case OneOf(field, values):
            query = {"terms": {field: list(values), "boost": boost}}
        case Phrase(field, words, slop):
            query = {"match_phrase": {field: {"query": " ".join(words), "slop": slop, "boost": boost}}}
        case Range():
            query = _range(node, boost=boost)
        case Bool():
            query = _bool(node, boost=boost)
        case Best(children, tie):
            queries = [compile_query(each) for each in children]
            query = {"dis_max": {"queries": queries, "tie_breaker": tie, "boost": boost}}
        case Boost(child, factor):
            query = compile_query(child, boost=boost * factor)
        case Constant(child, score):
            query = {"constant_score": {"filter": compile_query(child), "boost": score * boost}}
    return query


def _range(node: Range, *, boost: float) -> Query:
    bounds = {name: bound for name, bound in (("gte", node.low), ("lte", node.high)) if bound is not None}
    if not bounds:
        return {"match_all": {"boost": boost}}
    if node.low is not None and node.high is not None and node.low > node.high:
        return MATCH_NONE
    return {"range": {node.field: {**bounds, "boost": boost}}}


def _bool(node: Bool, *, boost: float) -> Query:
    clauses: dict[str, list[Query]] = {
        "must": [compile_query(each) for each in node.must],
        "should": [compile_query(each) for each in node.should],
        "must_not": [compile_query(each) for each in node.must_not],
        "filter": [compile_query(each) for each in node.filters],
    }
    body: Query = {name: queries for name, queries in clauses.items() if queries}
    if node.should:
        needs_one = not (node.must or node.filters)
        body["minimum_should_match"] = max(node.minimum, 1) if needs_one else node.minimum
    elif not body:
        return {"constant_score": {"filter": {"match_all": {}}, "boost": 0.0}}
    return {"bool": {**body, "boost": boost}}
