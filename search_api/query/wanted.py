"""What of a query is to be shown and marked in a text."""

from __future__ import annotations

from collections.abc import Iterable

from search_api.analysis import pairs_of, stem
from search_api.analysis.rings import Ring
from search_api.analysis.words import fold, is_kept
from search_api.passages import Wanted
from search_api.query.syntax import AllOf, AnyOf, Exact, InField, Prefix, Syntax, Typed
from search_api.query.syntax import Words as PlainWords
from search_api.query.wordlist import WordList
from search_api.ranking import Ranking

_MOST_PREFIX_WORDS = 200
_PHRASE = 2.0
"""A phrase says more than its words."""

_CONCEPT_FIELDS = frozenset({"abuse", "agency", "theme"})


def what_is_wanted(node: Syntax | None, *, words: WordList, rings: Iterable[Ring], ranking: Ranking) -> Wanted:
    """Words typed and phrases, each by how rare it is; synonyms less. Of a phrase or a proximity nothing but itself."""
    runs: dict[str, float] = {}
    pairs: set[str] = set()
    spelt: dict[str, set[str]] = {}
    if node is not None:
        _collect(node, words=words, runs=runs, pairs=pairs)
        spelt = _spelt(node)
    typed = len(runs)
    for ring in rings:
        for phrase in ring.phrases:
            rarity = max(words.rarity(word) for word in phrase)
            runs.setdefault(" ".join(phrase), ranking.synonym * rarity)
    return Wanted(runs, frozenset(pairs), typed, spelt)


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
