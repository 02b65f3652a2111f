"""Synonym rings: names of one thing. A text is indexed with the rings that it names.

Rings come from the vocabulary (each concept with its labels) and from `search_api/data/synonyms.yaml` (words of
everyday language and terms of the field that are not concepts). Because a ring is one word of the index, a search for
a concept with forty labels costs the same as one for a word, on every engine.

A ring has names, which mean the same, and narrower labels: kinds, parts and cases of it. Typing a name finds all of
them; typing a narrower one does not find the ring, so that a drug's name does not bring all that says "drugs".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

from records.models import Scheme
from search_api.analysis.words import cut, fold, raw_words, stem
from taxonomy.vocabulary import Vocabulary
from taxonomy.yaml_data import parse_yaml

Words = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Ring:
    """One set of synonyms. `token` is its word in the index."""

    token: str
    label_of: Mapping[Words, str]
    """Its labels by how they are cut: the names first, of each the best known spelling."""
    acronyms: Mapping[str, str]
    """Those of its labels that count in their own case only, by how they are cut."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What is shown to people, the best known first."""
        return tuple(self.label_of.values())

    @cached_property
    def phrases(self) -> frozenset[Words]:
        """The labels as they are cut."""
        return frozenset(self.label_of)


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
        self._narrower: dict[Words, list[str]] = {}
        for scheme in Scheme:
            for concept in vocabulary.concepts(scheme):
                acronyms = {label for label in concept.acronyms if label in concept.synonyms}
                self._add(f"{scheme}/{concept.id}", concept.names, concept.synonyms, acronyms=acronyms)
        for number, ring in enumerate(synonyms["rings"]):
            names, narrower = (ring["names"], ring["narrower"]) if isinstance(ring, dict) else (ring, [])
            acronyms = {label for label in (*names, *narrower) if label.isupper()}
            self._add(f"ring/{number}", names, narrower, acronyms=acronyms)
        self._longest = max(map(len, (*self._typed, *self._narrower)), default=0)
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

    def meant_by(
        self, spellings: Sequence[str], stems: Sequence[str], *, wider: bool = False
    ) -> list[tuple[int, int, Ring]]:
        """The rings that typed words name: (first word's index, how many words, ring). Case does not matter here.

        The longest name at a place wins, and names do not overlap. Within a narrower label of a ring no name of that
        ring is meant: in "medical neglect", all neglect is not. With `wider`, a narrower label means its ring.
        """
        meant: list[tuple[int, int, Ring]] = []
        narrowed_until: dict[str, int] = {}
        index = 0
        while index < len(stems):
            for length in range(min(self._longest, len(stems) - index), 0, -1):
                words = tuple(stems[index : index + length])
                narrower = self._narrower.get(words, ())
                for token in () if wider else narrower:
                    narrowed_until[token] = max(index + length, narrowed_until.get(token, 0))
                named = (*self._typed.get(words, ()), *(narrower if wider else ()))
                if length == 1:
                    named = (*named, *self._typed_as_spelt.get(fold(spellings[index]), ()))
                tokens = [token for token in dict.fromkeys(named) if narrowed_until.get(token, 0) <= index]
                if tokens:
                    meant.extend((index, length, self.by_token[token]) for token in tokens)
                    index += length
                    break
            else:
                index += 1
        return meant

    def _add(self, token: str, names: Iterable[str], labels: Iterable[str], *, acronyms: set[str]) -> None:
        """Add a ring. `labels` are the narrower ones; names among them are names."""
        label_of: dict[Words, str] = {}
        as_acronyms: dict[str, str] = {}
        for is_name, label in (*((True, name) for name in names), *((False, label) for label in labels)):
            words = tuple(cut(label))
            if not words or words in label_of:
                continue
            label_of[words] = label
            if len(words) > 1:
                (self._typed if is_name else self._narrower).setdefault(words, []).append(token)
                self._by_two_words.setdefault(words[0], {}).setdefault(words[1], []).append((words, token))
            else:
                self._add_word(raw_words(label)[0], token, is_acronym=label in acronyms, is_name=is_name)
                as_acronyms |= {words[0]: raw_words(label)[0]} if label in acronyms else {}
        self.by_token[token] = Ring(token, label_of, as_acronyms)

    def _add_word(self, word: str, token: str, *, is_acronym: bool, is_name: bool) -> None:
        typed = self._typed if is_name else self._narrower
        if is_acronym:
            forms = (word, f"{word}s")
            for form in forms:
                self._by_spelling.setdefault(form, []).append(token)
            for stemmed in dict.fromkeys(map(stem, forms)):
                typed.setdefault((stemmed,), []).append(token)
        elif word.lower() in self._as_spelt:
            for form in (word.lower(), f"{word.lower()}s"):
                self._by_spelling.setdefault(form, []).append(token)
                if is_name:
                    self._typed_as_spelt.setdefault(fold(form), []).append(token)
        else:
            self._by_word.setdefault(stem(word), []).append(token)
            typed.setdefault((stem(word),), []).append(token)


def _read_synonyms() -> dict[str, Any]:
    text = (resources.files("search_api") / "data" / "synonyms.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = parse_yaml(text)
    return content
