"""The query language: from what was typed to what was meant. Never fails; what is not understood is said."""

from __future__ import annotations

from dataclasses import dataclass

from luqum import tree as luqum_tree
from luqum.exceptions import ParseError
from luqum.thread import parse as luqum_parse

from search_api.query.atoms import AtomReader, Skeleton, plain_words, tidy
from search_api.query.syntax import AllOf, AnyOf, Exact, InField, Not, Syntax, Words

DEEPEST_NESTING = 20
MOST_WORDS = 50
"""Words of one query that are searched for: a pasted paragraph is enough to find a review by."""

_NOT_UNDERSTOOD = "The operators of this query do not fit together, or are too many, so it was searched as plain words."


@dataclass(frozen=True, slots=True)
class Parsed:
    """`node` is None when there is nothing to search for in the query: no word at all."""

    node: Syntax | None
    notices: tuple[str, ...] = ()


def parse(text: str) -> Parsed:
    """What a query means."""
    tidied, notices = tidy(text)
    skeleton = AtomReader(tidied).read()
    notices += skeleton.notices
    if not skeleton.atoms:
        words = plain_words(tidied)
        if not words.words:
            return Parsed(None, tuple(notices))
        return Parsed(_limited(words, notices), tuple(notices))
    node = _joined(skeleton.atoms) if skeleton.is_plain else _structured(skeleton)
    if node is None:
        notices.append(_NOT_UNDERSTOOD)
        node = plain_words(tidied)
    node = _limited(node, notices)
    return Parsed(InField(skeleton.scope, node) if skeleton.scope else node, tuple(notices))


def _structured(skeleton: Skeleton) -> Syntax | None:
    """The meaning of a skeleton with structure, or None when it makes no sense."""
    if _nesting(skeleton.tokens) is None or len(skeleton.atoms) > MOST_WORDS:
        return None
    try:
        parsed = luqum_parse(" ".join(skeleton.tokens).replace(": ", ":").replace("- ", "-").replace("+ ", "+"))
        return _Meaning(skeleton.atoms).of(parsed)
    except (ParseError, RecursionError):
        return None


def _nesting(tokens: list[str]) -> int | None:
    """How deep brackets nest; None when they do not match or nest too deep to be meant."""
    deepest = depth = 0
    for each in tokens:
        depth += (each == "(") - (each == ")")
        deepest = max(deepest, depth)
        if depth < 0 or deepest > DEEPEST_NESTING:
            return None
    return None if depth else deepest


class _Meaning:
    """Turns luqum's tree of atom numbers into ours."""

    def __init__(self, atoms: list[Syntax]) -> None:
        self._atoms = atoms

    def of(self, item: luqum_tree.Item) -> Syntax:  # noqa: PLR0911  (one for each kind)
        match item:
            case luqum_tree.Word():
                return self._atoms[int(item.value)]
            case luqum_tree.SearchField():
                return InField(item.name, self.of(item.expr))
            case luqum_tree.Group() | luqum_tree.FieldGroup():
                return self.of(item.expr)
            case luqum_tree.Not() | luqum_tree.Prohibit():
                return Not(self._required(item.a))
            case luqum_tree.Plus():
                return self._required(item.a)
            case luqum_tree.OrOperation():
                return AnyOf(tuple(self._required(child) for child in item.children))
            case luqum_tree.AndOperation():
                return AllOf(tuple(self._required(child) for child in item.children))
            case luqum_tree.UnknownOperation():
                return self._side_by_side(item.children)
        raise ParseError(f"no meaning for {type(item).__name__}")

    def _required(self, item: luqum_tree.Item) -> Syntax:
        """An operand: a word joined by hyphens is one thing here, so its parts stand together."""
        node = self.of(item)
        if isinstance(item, luqum_tree.Word) and isinstance(node, Words) and len(node.words) > 1:
            return Exact(node.words)
        return node

    def _side_by_side(self, items: list[luqum_tree.Item]) -> Syntax:
        """Plain words go into one bag; whatever has structure stands beside it and has to hold."""
        words = [self.of(item) for item in items if isinstance(item, luqum_tree.Word)]
        bag = _joined([node for node in words if isinstance(node, Words)])
        others = [self.of(item) for item in items if not isinstance(item, luqum_tree.Word)]
        others += [node for node in words if not isinstance(node, Words)]
        nodes = (*((bag,) if bag is not None else ()), *others)
        return nodes[0] if len(nodes) == 1 else AllOf(nodes)


def _joined(nodes: list[Syntax]) -> Syntax | None:
    words = tuple(word for node in nodes if isinstance(node, Words) for word in node.words)
    return Words(words) if words else None


def _limited(node: Syntax, notices: list[str]) -> Syntax:
    if isinstance(node, Words) and len(node.words) > MOST_WORDS:
        notices.append(f"Only the first {MOST_WORDS} words of the query were searched for.")
        return Words(node.words[:MOST_WORDS])
    return node
