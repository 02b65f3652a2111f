"""What the user meant, before it is turned into fields and scores."""

from __future__ import annotations

from collections.abc import Iterable
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


def typed_words(node: Syntax) -> Iterable[Typed]:
    """The words of a query that are looked for, in order; those under a NOT left out."""
    match node:
        case Words(words) | Exact(words):
            yield from words
        case InField(_, inner):
            yield from typed_words(inner)
        case AllOf(nodes) | AnyOf(nodes):
            for each in nodes:
                yield from typed_words(each)
        case _:
            return


def has_choice(node: Syntax) -> bool:
    """Whether there are plain words of which not all have to match."""
    match node:
        case Words(words):
            return len({word.stem for word in words if not word.is_stop_word}) > 2
        case InField(_, inner):
            return has_choice(inner)
        case AllOf(nodes) | AnyOf(nodes):
            return any(has_choice(each) for each in nodes)
        case _:
            return False


def loosened(node: Syntax) -> Syntax:
    """The same with all its words and phrases as one bag of words: what is tried when nothing fits the whole."""
    match node:
        case Exact(words):
            return Words(words)
        case InField(name, inner):
            return InField(name, loosened(inner))
        case AllOf(nodes):
            parts = [loosened(each) for each in nodes]
            words = tuple(word for part in parts if isinstance(part, Words) for word in part.words)
            others = tuple(part for part in parts if not isinstance(part, Words))
            return AllOf((*((Words(words),) if words else ()), *others))
        case AnyOf(nodes):
            return AnyOf(tuple(loosened(each) for each in nodes))
        case _:
            return node
