"""Suggestions while typing, from memory: concepts, authorities, titles, and words of the library."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from records.models import Scheme
from search_api.analysis import raw_words
from search_api.analysis.words import fold
from search_api.overview import Overview
from search_api.results import Suggestion
from taxonomy.vocabulary import Vocabulary

_LONGEST_TYPED = 100
_MOST_OF_A_KIND = 4
_KINDS = ("concept", "authority", "title", "phrase")
_WORDS_OFFERED = 3
_WORDS_TRIED = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    suggestion: Suggestion
    weight: int
    """How many reviews it leads to: the more, the earlier."""
    preferred: bool = True
    """Whether the label is the one that the thing is best known by."""

    def order(self, start: str) -> tuple[int, bool, int, int, str]:
        """What begins with what was typed comes before what has it further on, then what leads to more."""
        label = self.suggestion.label
        begins = " ".join(fold(word) for word in raw_words(label)).startswith(start)
        return _KINDS.index(self.suggestion.kind), not begins, -self.weight, len(label), label


class Suggester:
    """Suggestions from one overview. Making it costs some ms for a thousand reviews; asking it, about one.

    `is_phrase` says whether two words stand next to each other somewhere in the library.
    """

    def __init__(self, overview: Overview, vocabulary: Vocabulary, *, is_phrase: Callable[[str, str], bool]) -> None:
        self._overview = overview
        self._is_phrase = is_phrase
        keyed = [(key, entry) for entry in _entries(overview, vocabulary) for key in _keys(entry.suggestion.label)]
        keyed.sort(key=lambda pair: pair[0])
        self._keys = [key for key, _ in keyed]
        self._entries = [entry for _, entry in keyed]

    def suggest(self, typed: str, *, limit: int) -> list[Suggestion]:
        """What begins, at the start of any of its words, with what was typed."""
        words = [fold(word) for word in raw_words(typed[:_LONGEST_TYPED])]
        if not words:
            return []
        start = " ".join(words)
        first, last = bisect.bisect_left(self._keys, start), bisect.bisect_left(self._keys, start + "\U0010ffff")
        ordered = _one_for_each(self._entries[first:last], start=start)
        chosen: list[Suggestion] = []
        for kind in _KINDS:
            chosen += [each.suggestion for each in ordered if each.suggestion.kind == kind][:_MOST_OF_A_KIND]
        completions = list(itertools.islice(self._completions(words, typed), _WORDS_OFFERED))
        return chosen[: limit - len(completions)] + completions

    def _completions(self, words: list[str], typed: str) -> Iterator[Suggestion]:
        """The last word finished as it is in the library, after the word before it."""
        if typed[-1:].isspace() or len(words[-1]) < 2:
            return
        before = raw_words(typed[:_LONGEST_TYPED])[:-1]
        for word in self._overview.words.beginning_with(words[-1], limit=_WORDS_TRIED):
            if not before or self._is_phrase(before[-1], word):
                query = " ".join((*before, word))
                yield Suggestion(kind="phrase", label=query, query=query)


def _one_for_each(entries: Iterable[_Entry], *, start: str) -> list[_Entry]:
    """The entries in order, each concept once: by the label it is best known by, where that is one of them."""
    best: dict[tuple[str, str, str], _Entry] = {}
    for entry in sorted(entries, key=lambda each: (not each.preferred, each.order(start))):
        suggestion = entry.suggestion
        what = suggestion.id if suggestion.kind == "concept" else suggestion.query
        best.setdefault((suggestion.kind, suggestion.scheme or "", what or ""), entry)
    return sorted(best.values(), key=lambda each: each.order(start))


def _entries(overview: Overview, vocabulary: Vocabulary) -> Iterator[_Entry]:
    for scheme in Scheme:
        counts = overview.facets.get(scheme.replace("-", "_"), {})
        for concept in vocabulary.concepts(scheme):
            for label in (concept.pref_label, *concept.alt_labels, *concept.acronyms):
                suggestion = Suggestion(kind="concept", label=label, query=label, scheme=str(scheme), id=concept.id)
                yield _Entry(suggestion, counts.get(concept.id, 0), preferred=label == concept.pref_label)
    for authority, count in overview.facets.get("authority", {}).items():
        yield _Entry(
            Suggestion(kind="authority", label=authority, query=f'authority:"{authority}"', id=authority), count
        )
    for card in overview.cards:
        if card["title"]:
            title = str(card["title"])
            yield _Entry(Suggestion(kind="title", label=title, query=title, id=str(card["id"])), 1)


def _keys(label: str) -> Iterable[str]:
    """The label from each of its words on."""
    words = [fold(word) for word in raw_words(label)]
    return {" ".join(words[index:]) for index in range(len(words))}
