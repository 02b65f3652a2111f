"""Synonym rings: sets of names of one thing. A text is indexed with the rings that it names.

Rings come from the vocabulary (each concept with its labels) and from `search_api/data/synonyms.yaml` (words of
everyday language and terms of the field that are not concepts). Because a ring is one word of the index, a search for
a concept with forty labels costs the same as one for a word, on every engine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from records.models import Scheme
from search_api.analysis.words import cut, fold, raw_words, stem
from taxonomy.vocabulary import Vocabulary

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """One set of synonyms. `token` is its word in the index; `labels` are shown to people, the best known first."""

    token: str
    labels: tuple[str, ...]
    phrases: frozenset[Words]
    """The labels as they are cut."""


class Rings:
    """All rings of a vocabulary and of the file of synonyms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_token: dict[str, Ring] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_two_words: dict[str, dict[str, list[tuple[Words, str]]]] = {}
        self._by_spelling: dict[str, list[str]] = {}
        synonyms = _read_synonyms()
        self._as_spelt = frozenset(synonyms["as_spelt"])
        self._typed: dict[Words, list[str]] = {}
        self._typed_as_spelt: dict[str, list[str]] = {}
        for scheme in Scheme:
            for concept in vocabulary.concepts(scheme):
                acronyms = {label for label in concept.acronyms if label in concept.synonyms}
                self._add(f"{scheme}/{concept.id}", concept.synonyms, acronyms=acronyms)
        for number, labels in enumerate(synonyms["rings"]):
            acronyms = {label for label in labels if label.isupper()}
            self._add(f"ring/{number}", labels, acronyms=acronyms)
        self._longest = max(map(len, self._typed), default=0)
        self.known_words = frozenset(
            word for ring in self.by_token.values() for words in ring.phrases for word in words
        )
        """Every word of every label, cut."""
        content = repr(sorted((token, sorted(ring.phrases)) for token, ring in self.by_token.items()))
        self.fingerprint = hashlib.sha256(content.encode()).hexdigest()[:16]
        """Changes with any label: an index that was made with another has to be rebuilt to know the new ones."""

    def named_by(self, spellings: Sequence[str], stems: Sequence[str]) -> list[str]:
        """The tokens of the rings that a stretch of text names, one for each time.

        Acronyms count in their own case only (DASH is a checklist, dash is not).
        """
        named: list[str] = []
        by_word, by_two_words, by_spelling = self._by_word, self._by_two_words, self._by_spelling
        last = len(stems) - 1
        for index, first in enumerate(stems):
            if first in by_word:
                named += by_word[first]
            if spellings[index] in by_spelling:
                named += by_spelling[spellings[index]]
            if index < last and first in by_two_words and (longer := by_two_words[first].get(stems[index + 1])):
                named += [token for words, token in longer if tuple(stems[index : index + len(words)]) == words]
        return named

    def meant_by(self, spellings: Sequence[str], stems: Sequence[str]) -> list[tuple[int, int, Ring]]:
        """The rings that typed words name: (first word's index, how many words, ring). Case does not matter here.

        The longest name at a place wins, and names do not overlap.
        """
        meant: list[tuple[int, int, Ring]] = []
        index = 0
        while index < len(stems):
            for length in range(min(self._longest, len(stems) - index), 0, -1):
                tokens = self._typed.get(tuple(stems[index : index + length]), ())
                if length == 1:
                    tokens = (*tokens, *self._typed_as_spelt.get(fold(spellings[index]), ()))
                if tokens:
                    meant.extend((index, length, self.by_token[token]) for token in tokens)
                    index += length
                    break
            else:
                index += 1
        return meant

    def _add(self, token: str, labels: Iterable[str], *, acronyms: set[str]) -> None:
        labels = tuple(dict.fromkeys(labels))
        phrases: set[Words] = set()
        for label in labels:
            words = tuple(cut(label))
            if not words or words in phrases:
                continue
            phrases.add(words)
            if len(words) > 1:
                self._typed.setdefault(words, []).append(token)
                self._by_two_words.setdefault(words[0], {}).setdefault(words[1], []).append((words, token))
            else:
                self._add_word(raw_words(label)[0], token, is_acronym=label in acronyms)
        self.by_token[token] = Ring(token, labels, frozenset(phrases))

    def _add_word(self, word: str, token: str, *, is_acronym: bool) -> None:
        if is_acronym:
            for spelling in (word, f"{word}s"):
                self._by_spelling.setdefault(spelling, []).append(token)
            self._typed.setdefault((stem(word),), []).append(token)
        elif word.lower() in self._as_spelt:
            for form in (word, f"{word}s"):
                self._by_spelling.setdefault(form.lower(), []).append(token)
                self._typed_as_spelt.setdefault(fold(form), []).append(token)
        else:
            self._by_word.setdefault(stem(word), []).append(token)
            self._typed.setdefault((stem(word),), []).append(token)


def _read_synonyms() -> dict[str, Any]:
    text = (resources.files("search_api") / "data" / "synonyms.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
