"""The pages of a review that are worth showing for a query: whatever shows any of it, the more the better."""

from __future__ import annotations

from collections.abc import Iterable

from search_api.analysis.rings import Ring
from search_api.passages import Wanted
from search_api.query.syntax import AllOf, Between, InField, Syntax
from search_api.query.tree import Best, Bool, Boost, Node, Phrase, Range, Term, any_of
from search_api.ranking import Ranking
from search_api.schema import Collection

_MOST_RUNS = 60


def page_query(syntax: Syntax | None, wanted: Wanted, *, rings: Iterable[Ring], ranking: Ranking) -> Node | None:
    """The tree for the collection of pages, or None when the query has nothing that could be shown on a page."""
    profile = ranking.profiles[Collection.PAGES]
    rings = tuple(rings)
    from_rings = {phrase for ring in rings for phrase in ring.phrases}
    typed = [run for run in wanted.runs if run not in from_rings or len(run) == 1]
    nodes: list[Node] = []
    for run in typed[:_MOST_RUNS]:
        fields = profile.fields.items()
        in_fields = [
            Boost(Term(name, run[0]) if len(run) == 1 else Phrase(name, run), weight) for name, weight in fields
        ]
        nodes.append(Best(tuple(in_fields)))
    nodes += [Boost(Term("rings", ring.token), ranking.synonym) for ring in rings]
    if not nodes:
        return None
    numbers = tuple(Range("number", each.low, each.high) for each in _page_numbers(syntax))
    return Bool(must=(any_of(tuple(nodes)),), filters=numbers) if numbers else any_of(tuple(nodes))


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
