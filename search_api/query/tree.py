"""The tree that a query becomes: all that an engine has to understand.

Words in it are already cut (`search_api.analysis`): an engine compares them byte by byte. Scores are BM25 with
k1 = 1.2 and b = 0.75 for `Term` on a field of words and for `Phrase` without slop; sums in `Bool`; the largest plus
`tie` times the others in `Best`; 1.0 for `Term` on a field of values, `Range` and `Everything` (only ever used where
the score does not count, or inside `Constant`).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document of the collection."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose field holds this word (a field of words) or this value (a field of values)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Documents whose field holds any of these values. The score does not count."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents whose field holds these two or more words in a row.

    `slop` is how many other words may stand between, and is only used with two words, inside `Constant`, and
    beside the same phrase the other way round: there both engines agree.
    """

    field: str
    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose number field has a value from `low` to `high`, both inclusive; None is open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Bool:
    """All of `must` and `filters` (which do not score), none of `must_not`, and at least `minimum` of `should`.

    With neither `must` nor `filters`, `minimum` is at least 1 where there is any `should`; a Bool of `must_not` alone
    is everything else.
    """

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    must_not: tuple[Node, ...] = ()
    filters: tuple[Node, ...] = ()
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the children; the best one's score plus `tie` times the scores of the others."""

    children: tuple[Node, ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Boost:
    child: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Constant:
    """What the child finds, each with this score."""

    child: Node
    score: float = field(default=1.0)


Node = Everything | Nothing | Term | OneOf | Phrase | Range | Bool | Best | Boost | Constant


def any_of(nodes: tuple[Node, ...]) -> Node:
    """Documents that any of the nodes finds; scores add up."""
    if not nodes:
        return Nothing()
    return nodes[0] if len(nodes) == 1 else Bool(should=nodes, minimum=1)


def all_of(nodes: tuple[Node, ...]) -> Node:
    """Documents that every node finds; scores add up."""
    if not nodes:
        return Everything()
    return nodes[0] if len(nodes) == 1 else Bool(must=nodes)
