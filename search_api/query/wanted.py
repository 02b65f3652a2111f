"""What of a query is to be shown and marked in a text."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from search_api.analysis import pairs_of, stem
from search_api.analysis.rings import Ring, Words
from search_api.analysis.words import fold, is_kept
from search_api.query.syntax import AllOf, AnyOf, Exact, InField, Prefix, Syntax, Typed
from search_api.query.syntax import Words as PlainWords
from search_api.query.wordlist import WordList
from search_api.ranking import Ranking

_MOST_PREFIX_WORDS = 200
_PHRASE = 2.0
"""A phrase says more than its words."""

_ONLY_A_WORD = 0.5
"""What a word of a phrase counts for beside two of its words together."""

_CONCEPT_FIELDS = frozenset({"abuse", "agency", "theme"})


@dataclass(frozen=True)
class Wanted:
    """What a query looks for, for choosing and marking.

    `runs` are one or more cut words with spaces between, each with how telling it is. Where several are found, they
    are the bits of a number: bit 0 for the first of `runs`, and so on.
    """

    runs: dict[str, float] = field(default_factory=dict)
    pairs: frozenset[str] = frozenset()
    """Neighbouring words of the query, joined as `pairs_of` joins them."""
    typed: int = 0
    """How many of the runs were typed; the others are their synonyms."""
    spelt: Mapping[str, Set[str]] = field(default_factory=dict)
    """Runs of one word that count only as they are spelt, with their spellings, folded: words in quotation marks."""
    acronyms: Mapping[str, str] = field(default_factory=dict)
    """Runs that count in capitals only, as they are written: SEND is a plan, to send is not."""

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The runs of several words that were typed."""
        return tuple(run for run in itertools.islice(self.runs, self.typed) if " " in run)

    @cached_property
    def in_parts(self) -> Wanted:
        """The typed phrases as their words and pairs of words, and the quoted words: what is looked for on more pages
        when the best ones hold no phrase whole, or no word as it is spelt."""
        runs: dict[str, float] = dict.fromkeys(self.spelt, 1.0)
        for phrase in self.phrases:
            words = phrase.split(" ")
            runs |= dict.fromkeys(map(" ".join, itertools.pairwise(words)), 1.0) | dict.fromkeys(words, _ONLY_A_WORD)
        return Wanted(runs, typed=len(runs), spelt=self.spelt)

    @cached_property
    def longer(self) -> dict[str, dict[str, list[Words]]]:
        """The runs of several words by their first two, the longest first."""
        longer: dict[str, dict[str, list[Words]]] = {}
        for run in sorted((tuple(run.split(" ")) for run in self.runs if " " in run), key=len, reverse=True):
            longer.setdefault(run[0], {}).setdefault(run[1], []).append(run)
        return longer

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of the runs: what is worth looking at in a sentence."""
        return frozenset(run.split(" ", 1)[0] for run in self.runs)

    @cached_property
    def bits(self) -> dict[str, int]:
        """The bit of each run."""
        return {run: 1 << order for order, run in enumerate(self.runs)}

    @cached_property
    def finder(self) -> AhoCorasick:
        """Finds the runs, by their order, in words with a space before and after each."""
        return AhoCorasick([f" {run} " for run in self.runs])

    @cached_property
    def particular(self) -> int:
        """The runs that count only in some spellings, as bits."""
        return sum(self.bits[run] for run in {*self.spelt, *self.acronyms})

    def is_spelt(self, run: str, spelling: str) -> bool:
        """Whether a run of one word counts where it is spelt so."""
        if run in self.spelt and fold(spelling) not in self.spelt[run]:
            return False
        return run not in self.acronyms or spelling.startswith(self.acronyms[run])

    def judge(self, found: int) -> tuple[float, bool]:
        """How telling some runs are together, and whether both words of a pair are among them.

        The answers are kept: of a hundred sentences most hold the same few runs.
        """
        judged = self._judged.get(found)
        if judged is None:
            telling = (value for order, value in enumerate(self.runs.values()) if found >> order & 1)
            with_pair = any(pair & found == pair for pair in self._words_of_pairs)
            judged = self._judged[found] = (math.fsum(telling), with_pair)
        return judged

    @cached_property
    def _judged(self) -> dict[int, tuple[float, bool]]:
        return {}

    @cached_property
    def _words_of_pairs(self) -> tuple[int, ...]:
        pairs = (pair.split("_") for pair in self.pairs)
        return tuple(
            self.bits[first] | self.bits[second] for first, second in pairs if {first, second} <= self.bits.keys()
        )


def what_is_wanted(node: Syntax | None, *, words: WordList, rings: Iterable[Ring], ranking: Ranking) -> Wanted:
    """Words typed and phrases, each by how rare it is; synonyms less. Of a phrase or a proximity nothing but itself."""
    runs: dict[str, float] = {}
    pairs: set[str] = set()
    spelt: dict[str, set[str]] = {}
    if node is not None:
        _collect(node, words=words, runs=runs, pairs=pairs)
        spelt = _spelt(node)
    typed = len(runs)
    acronyms: dict[str, str] = {}
    for ring in rings:
        acronyms |= {run: acronym for run, acronym in ring.acronyms.items() if run not in runs}
        for phrase in ring.phrases:
            rarity = max(words.rarity(word) for word in phrase)
            runs.setdefault(" ".join(phrase), ranking.synonym * rarity)
    return Wanted(runs, frozenset(pairs), typed, spelt, acronyms)


def _spelt(node: Syntax) -> dict[str, set[str]]:
    """The words in quotation marks, with their spellings; those that are typed without them, too, left out."""
    spelt: dict[str, set[str]] = {}
    free: set[str] = set()
    for each in _atoms(node):
        match each:
            case Exact((word,), _) if is_kept(fold(word.spelling)):
                spelt.setdefault(word.stem, set()).add(fold(word.spelling))
            case PlainWords(typed):
                free.update(word.stem for word in typed)
    return {word: spellings for word, spellings in spelt.items() if word not in free}


def _atoms(node: Syntax) -> Iterable[Syntax]:
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            for each in nodes:
                yield from _atoms(each)
        case InField(_, inner):
            yield from _atoms(inner)
        case _:
            yield node


def _collect(node: Syntax, *, words: WordList, runs: dict[str, float], pairs: set[str]) -> None:
    match node:
        case PlainWords(typed):
            _collect_plain(typed, words=words, runs=runs, pairs=pairs)
        case Exact(typed, slop):
            stems = tuple(word.stem for word in typed)
            rarity = sum(words.rarity(each) for each in stems)
            for run in stems if slop else (" ".join(stems),):
                runs[run] = max(runs.get(run, 0.0), _PHRASE * rarity / (len(stems) if slop else 1))
        case Prefix(start):
            for word in words.beginning_with(start, limit=_MOST_PREFIX_WORDS):
                runs.setdefault(stem(word), words.rarity(stem(word)))
        case InField(field, inner) if field not in _CONCEPT_FIELDS:
            _collect(inner, words=words, runs=runs, pairs=pairs)
        case AllOf(nodes) | AnyOf(nodes):
            for each in nodes:
                _collect(each, words=words, runs=runs, pairs=pairs)
        case _:
            return


def _collect_plain(typed: tuple[Typed, ...], *, words: WordList, runs: dict[str, float], pairs: set[str]) -> None:
    content = [word.stem for word in typed if not word.is_stop_word] or [word.stem for word in typed]
    for each in content:
        runs[each] = max(runs.get(each, 0.0), words.rarity(each))
    pairs.update(pairs_of(content))
