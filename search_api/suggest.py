"""Suggestions while typing, from memory: concepts, authorities, titles, and words of the library."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class _Entry:
    suggestion: Suggestion
    weight: int
    """How many reviews it leads to: the more, the earlier."""


class Suggester:
    """Suggestions from one overview. Making it costs some ms for a thousand reviews; asking it, well under one."""

    def __init__(self, overview: Overview, vocabulary: Vocabulary) -> None:
        self._overview = overview
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
        found = {(each.suggestion.kind, each.suggestion.query): each for each in self._entries[first:last]}
        ordered = sorted(
            found.values(), key=lambda each: (_KINDS.index(each.suggestion.kind), -each.weight, each.suggestion.label)
        )
        chosen: list[Suggestion] = []
        for kind in _KINDS:
            chosen += [each.suggestion for each in ordered if each.suggestion.kind == kind][:_MOST_OF_A_KIND]
        chosen = chosen[: max(limit - _WORDS_OFFERED, 1)] if len(chosen) > limit else chosen
        return (chosen + list(self._completions(words, typed)))[:limit]

    def _completions(self, words: list[str], typed: str) -> Iterator[Suggestion]:
        """The last word finished as words of the library are."""
        if typed[-1:].isspace() or len(words[-1]) < 2:
            return
        before = " ".join(raw_words(typed[:_LONGEST_TYPED])[:-1])
        for word in self._overview.words.beginning_with(words[-1], limit=_WORDS_OFFERED):
            query = f"{before} {word}".strip()
            yield Suggestion(kind="phrase", label=query, query=query)


def _entries(overview: Overview, vocabulary: Vocabulary) -> Iterator[_Entry]:
    for scheme in Scheme:
        counts = overview.facets.get(scheme.replace("-", "_"), {})
        for concept in vocabulary.concepts(scheme):
            for label in (concept.pref_label, *concept.alt_labels, *concept.acronyms):
                suggestion = Suggestion(kind="concept", label=label, query=label, scheme=str(scheme), id=concept.id)
                yield _Entry(suggestion, counts.get(concept.id, 0))
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
