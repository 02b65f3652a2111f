"""From what was meant to a tree of fields and scores: pure, and the same for every engine."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from search_api.analysis import pairs_of, stem
from search_api.analysis.rings import Ring, Rings
from search_api.analysis.words import fold, is_kept
from search_api.query.ranges import year_days
from search_api.query.syntax import (
    AllOf,
    AnyOf,
    Between,
    Exact,
    InField,
    Not,
    Prefix,
    Syntax,
    Typed,
    Words,
    typed_words,
)
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
    all_of,
    any_of,
)
from search_api.query.wordlist import WordList
from search_api.ranking import Profile, Ranking
from search_api.schema import Collection
from taxonomy.vocabulary import Vocabulary

_WORD_FIELDS = {
    "title": "title",
    "child": "child",
    "authority": "authority_words",
    "author": "author",
    "in_recommendations": "recommendations",
    "in_learning": "learning",
    "in_summary": "summary",
    "in_findings": "findings",
}
"""Field of the query language -> field of words of the reviews."""

_CONCEPT_FIELDS = {"abuse": "abuse_type", "agency": "agency", "theme": "theme"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What compiling needs to know of the library and of the vocabulary."""

    words: WordList
    rings: Rings
    vocabulary: Vocabulary
    ranking: Ranking
    reviews_with_page: Callable[[Syntax | Between], tuple[str, ...]]
    """The reviews that have a page on which all of this stands: for `page:`."""


@dataclass
class Compiler:
    """Compiles for one collection. `share` of the plain words have to match: 1.0 for all, 0.0 for any."""

    meaning: Meaning
    collection: Collection
    share: float = 1.0
    with_rings: bool = True
    wider: bool = False
    """Whether a narrow name stands for the wider thing, too."""
    scored: bool = True
    """False where only what is found counts: words are looked up in one field instead of in each that scores."""
    rings_used: dict[str, Ring] = field(default_factory=dict)
    """The rings whose names were typed, by token."""
    meant: dict[tuple[Typed, ...], list[tuple[int, int, Ring]]] = field(default_factory=dict)
    """What words were found to mean: a query is compiled four times, and its words mean the same each time."""

    @property
    def _profile(self) -> Profile:
        return self.meaning.ranking.profiles[self.collection]

    def compile(self, node: Syntax, *, only: str | None = None) -> Node:  # noqa: PLR0911  (one for each kind)
        """The tree of a query; `only` confines it to one field of words."""
        match node:
            case Words(words):
                return self._words(words, only=only)
            case Exact((word,), _):
                return self._exact_word(word, only=only)
            case Exact(words, slop):
                return self._exact(tuple(word.stem for word in words), slop=slop, only=only)
            case Prefix(start):
                return self._prefix(start, only=only)
            case Between():
                return self._between(node)
            case InField(name, inner):
                return self._in_field(name, inner)
            case AllOf(nodes):
                required = [self.compile(each, only=only) for each in nodes if not isinstance(each, Not)]
                refused = [self._refused(each.node, only=only) for each in nodes if isinstance(each, Not)]
                return Bool(must=tuple(required), must_not=tuple(refused)) if refused else all_of(tuple(required))
            case AnyOf(nodes):
                return any_of(tuple(self.compile(each, only=only) for each in nodes))
            case Not(inner):
                return Bool(must_not=(self._refused(inner, only=only),))

    def _refused(self, node: Syntax, *, only: str | None) -> Node:
        """What is refused is meant to the letter: no synonyms, and all of its words."""
        return Compiler(self.meaning, self.collection, with_rings=False, scored=False).compile(node, only=only)

    # Plain words

    def _words(self, words: Sequence[Typed], *, only: str | None) -> Node:
        content = [index for index, word in enumerate(words) if not word.is_stop_word] or list(range(len(words)))
        rings = self._rings_of(words) if only is None and self.with_rings else {}
        clauses: dict[str, Node] = {}
        for index in content:
            stemmed = words[index].stem
            clauses.setdefault(stemmed, self._word(stemmed, rings=rings.get(index, {}), only=only))
        nodes = tuple(clauses.values())
        needed = len(nodes) if len(nodes) <= 2 else math.ceil(self.share * len(nodes) - 1e-9)
        if self.share == 0.0:
            needed = 1
        near = self._near(words) if only is None and self.scored else ()
        if needed == len(nodes):
            return Bool(must=nodes, should=near) if near else all_of(nodes)
        most = Bool(should=nodes, minimum=needed)
        return Bool(must=(most,), should=near) if near else most

    @property
    def _asks_what_is_held(self) -> bool:
        return not self.scored and self.collection is Collection.REVIEWS

    def _word(self, stemmed: str, *, rings: dict[str, float], only: str | None) -> Node:
        if only is not None:
            return Term(only, stemmed)
        if self._asks_what_is_held:
            return any_of(tuple(Term("held", each) for each in (stemmed, *rings)))
        typed = self._in_any_field(lambda name: Term(name, stemmed))
        if not rings:
            return typed
        lead = self._profile.fields.get("lead", 0.0) * self.meaning.ranking.synonym_in_lead
        synonyms = [Boost(Term("rings", token), weight) for token, weight in rings.items()]
        synonyms += [Boost(Term("lead", token), lead * weight) for token, weight in rings.items() if lead]
        return Best((typed, *synonyms), self.meaning.ranking.tie)

    def _rings_of(self, words: Sequence[Typed]) -> dict[int, dict[str, float]]:
        """For each word, the rings that it names or helps to name, with their weight."""
        found: dict[int, dict[str, float]] = {}
        synonym = self.meaning.ranking.synonym
        if synonym == 0.0:
            return found
        for first, length, ring in self._meant(words):
            self.rings_used[ring.token] = ring
            for index in range(first, first + length):
                found.setdefault(index, {})[ring.token] = synonym / length
        return found

    def _meant(self, words: Sequence[Typed]) -> list[tuple[int, int, Ring]]:
        known = tuple(words)
        if known not in self.meant:
            spellings, stems = [word.spelling for word in words], [word.stem for word in words]
            self.meant[known] = self.meaning.rings.meant_by(spellings, stems, wider=self.wider)
        return self.meant[known]

    def _near(self, words: Sequence[Typed]) -> tuple[Node, ...]:
        """Neighbouring words of the query lift what has them as neighbours; they are not required."""
        weight = self._profile.near
        if not weight:
            return ()
        pairs = pairs_of([word.stem for word in words])
        return tuple(Boost(Term("pairs", pair), weight) for pair in dict.fromkeys(pairs))

    def _in_any_field(self, node_in: Callable[[str], Node], *, as_written: bool = False) -> Node:
        """In all fields that count; `as_written` leaves out our own labels, which nobody wrote in the text."""
        fields = self._profile.fields.items()
        nodes = tuple(_boosted(node_in(name), weight) for name, weight in fields if not (as_written and name == "tags"))
        return Best(nodes, self.meaning.ranking.tie)

    # Everything else

    def _exact_word(self, word: Typed, *, only: str | None) -> Node:
        """A quoted word as it is spelt: the word list that the index keeps of each review knows its spellings."""
        found = self._exact((word.stem,), slop=0, only=only)
        spelling = fold(word.spelling)
        if self.collection is not Collection.REVIEWS or not is_kept(spelling):
            return found
        return Bool(must=(found,), filters=(Term("surface", spelling),))

    def _exact(self, words: tuple[str, ...], *, slop: int, only: str | None) -> Node:
        def in_field(name: str) -> Node:
            if len(words) == 1:
                return Term(name, words[0])
            return _near_by(name, words, slop) if slop else Phrase(name, words)

        return in_field(only) if only is not None else self._in_any_field(in_field, as_written=True)

    def _prefix(self, start: str, *, only: str | None) -> Node:
        listed = self.meaning.words.beginning_with(start, limit=self.meaning.ranking.prefix_words)
        stems = tuple(dict.fromkeys(stem(word) for word in listed))
        if not stems:
            return Nothing()
        if only is None and self._asks_what_is_held:
            return OneOf("held", stems)

        def in_field(name: str) -> Node:
            return Best(tuple(Term(name, each) for each in stems))

        return in_field(only) if only is not None else self._in_any_field(in_field)

    def _between(self, node: Between) -> Node:
        if self.collection is Collection.PAGES and node.field != "page":
            return Everything()  # a page has no date and no age
        match node.field:
            case "page":
                return self._on_page(node)
            case "age":
                return Constant(Range("ages_months", node.low, node.high), 0.0)
            case "year":
                low, high = year_days(node.low, node.high)
            case _:
                low, high = node.low, node.high
        return Constant(published_between(low, high), 0.0)

    def _in_field(self, name: str, inner: Syntax) -> Node:
        if self.collection is Collection.PAGES:
            return self.compile(inner)  # a page has words and nothing else
        if (facet := _CONCEPT_FIELDS.get(name)) is not None:
            concepts = self._concepts(facet, inner)
            return Constant(OneOf(facet, concepts)) if concepts else self.compile(inner, only="tags")
        if name == "page":
            return self._on_page(inner)
        if self.collection is Collection.REVIEWS:
            return self.compile(inner, only=_WORD_FIELDS[name])
        if self.collection is Collection.POINTS and name in ("title", "child", "authority"):
            return self.compile(inner, only="names")
        return self.compile(inner)

    def _on_page(self, inner: Syntax | Between) -> Node:
        if self.collection is Collection.PAGES:
            if isinstance(inner, Between):
                return Constant(Range("number", inner.low, inner.high), 0.0)
            return self.compile(inner)
        key = "id" if self.collection is Collection.REVIEWS else "review"
        score = 0.0 if isinstance(inner, Between) else 1.0
        return Constant(OneOf(key, self.meaning.reviews_with_page(inner)), score)

    def _concepts(self, facet: str, inner: Syntax) -> tuple[str, ...]:
        """The concepts of a scheme that typed words name, by id or by any label."""
        text = " ".join(word.spelling for word in typed_words(inner))
        scheme = facet.replace("_", "-")
        by_label = {term.concept for term in self.meaning.vocabulary.lookup(text) if term.scheme == scheme}
        by_id = {text.lower().replace(" ", "-")} & self.meaning.vocabulary.values(facet).keys()
        return tuple(sorted(by_label | by_id))


def published_between(low: int | None, high: int | None) -> Node:
    """Reviews whose date of publication shares a day with a range of day numbers."""
    nodes = []
    if low is not None:
        nodes.append(Range("published_last", low, None))
    if high is not None:
        nodes.append(Range("published_first", 1, high))
    return all_of(tuple(nodes)) if nodes else Range("published_first", 1, None)


def _near_by(name: str, words: tuple[str, ...], slop: int) -> Node:
    """Each word near the next, either way round."""
    pairs = [
        any_of((Phrase(name, (first, second), slop), Phrase(name, (second, first), slop)))
        for first, second in itertools.pairwise(words)
    ]
    return Constant(all_of(tuple(pairs)))


def _boosted(node: Node, weight: float) -> Node:
    return node if weight == 1.0 else Boost(node, weight)
