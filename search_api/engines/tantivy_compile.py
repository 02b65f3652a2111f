"""A tree of plain words as a query of Tantivy's."""

from __future__ import annotations

from typing import Any

from tantivy import FieldType, Occur, Query, Schema

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


def compile_query(node: Node, *, schema: Schema) -> Query:
    """The query of a tree. Pure: it looks at nothing but the schema."""
    compiled: Query
    match node:  # the most frequent first: a long query has hundreds of them
        case Term(field, value):
            compiled = Query.term_query(schema, field, value)
        case Boost(child, factor):
            compiled = Query.boost_query(compile_query(child, schema=schema), factor)
        case Best(children, tie):
            compiled = Query.disjunction_max_query([compile_query(each, schema=schema) for each in children], tie)
        case Everything():
            compiled = Query.const_score_query(Query.all_query(), 1.0)
        case Nothing():
            compiled = Query.empty_query()
        case OneOf(field, values):
            compiled = Query.term_set_query(schema, field, list(values)) if values else Query.empty_query()
        case Phrase(field, (word,)):  # Tantivy panics on a phrase of one word
            compiled = Query.term_query(schema, field, word)
        case Phrase(field, words, slop):
            compiled = Query.phrase_query(schema, field, list(words), slop)
        case Range(field, low, high):
            compiled = _range(field, low, high, schema=schema)
        case Bool():
            compiled = _bool(node, schema=schema)
        case Constant(child, score):
            compiled = Query.const_score_query(compile_query(child, schema=schema), score)
    return compiled


def _range(field: str, low: int | None, high: int | None, *, schema: Schema) -> Query:
    if low is None and high is None:
        return Query.all_query()
    if low is not None and high is not None and low > high:
        return Query.empty_query()
    return Query.range_query(schema, field, FieldType.Integer, low, high)


def _bool(node: Bool, *, schema: Schema) -> Query:
    def compiled(nodes: tuple[Node, ...], occur: Any) -> list[tuple[Any, Query]]:
        return [(occur, compile_query(each, schema=schema)) for each in nodes]

    clauses = compiled(node.must, Occur.Must)
    clauses += [(occur, Query.const_score_query(query, 0.0)) for occur, query in compiled(node.filters, Occur.Must)]
    if not clauses and not node.should:  # a NOT alone finds nothing in Tantivy
        clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    minimum = node.minimum if node.must or node.filters or not node.should else max(node.minimum, 1)
    clauses += compiled(node.should, Occur.Should) + compiled(node.must_not, Occur.MustNot)
    return Query.boolean_query(clauses, minimum if node.should else None)
