"""What the user meant, before it is turned into fields and scores."""

from __future__ import annotations

from dataclasses import dataclass

from search_api.analysis import STOP_WORDS
from search_api.analysis.words import fold


@dataclass(frozen=True, slots=True)
class Typed:
    """A word as it was typed, and as it is cut."""

    spelling: str
    stem: str

    @property
    def is_stop_word(self) -> bool:
        return fold(self.spelling) in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words: most of them are enough."""

    words: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Exact:
    """Words in this order, in a row or, with `slop`, near one another. No synonyms, no corrections."""

    words: tuple[Typed, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so. `start` is folded, not stemmed."""

    start: str


@dataclass(frozen=True, slots=True)
class Between:
    """`published`, `year`, `age` or `page` within bounds, both inclusive; None is open.

    Bounds of `published` are day numbers, of `age` months, of the others plain numbers.
    """

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class InField:
    """Only in this field (`title`, `child`, `theme`, `in:recommendations`, ...)."""

    field: str
    node: Syntax


@dataclass(frozen=True, slots=True)
class AllOf:
    nodes: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Syntax


Syntax = Words | Exact | Prefix | Between | InField | AllOf | AnyOf | Not
