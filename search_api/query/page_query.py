"""The pages of a review that are worth showing for a query: whatever shows any of it, the more the better."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from search_api.analysis.rings import Ring
from search_api.query.syntax import AllOf, Between, InField, Syntax
from search_api.query.tree import Bool, Boost, Node, Phrase, Range, Term, any_of
from search_api.query.wanted import Wanted
from search_api.ranking import Ranking
from search_api.schema import Collection

_MOST_RUNS = 60


def page_query(syntax: Syntax | None, wanted: Wanted, *, rings: Iterable[Ring], ranking: Ranking) -> Node | None:
    """The tree for the collection of pages, or None when the query has nothing that could be shown on a page."""
    typed = itertools.islice(wanted.runs, min(wanted.typed, _MOST_RUNS))
    nodes: list[Node] = [
        _boosted(Phrase(name, tuple(run.split(" "))) if " " in run else Term(name, run), weight)
        for run in typed
        for name, weight in ranking.profiles[Collection.PAGES].fields.items()
    ]
    nodes += [Boost(Term("rings", ring.token), ranking.synonym) for ring in rings]
    if not nodes:
        return None
    numbers = tuple(Range("number", each.low, each.high) for each in _page_numbers(syntax))
    return Bool(must=(any_of(tuple(nodes)),), filters=numbers) if numbers else any_of(tuple(nodes))


def _boosted(node: Node, weight: float) -> Node:
    return node if weight == 1.0 else Boost(node, weight)


def _page_numbers(syntax: Syntax | None) -> Iterable[Between]:
    match syntax:
        case Between(field="page"):
            yield syntax
        case InField(_, inner):
            yield from _page_numbers(inner)
        case AllOf(nodes):
            for each in nodes:
                yield from _page_numbers(each)
        case _:
            return
