"""Finding every label and pattern of the vocabulary in a text, in one pass (Aho-Corasick).

Linear in the text whatever it holds. What is found are hits: they know nothing of negation, sections or documents.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from importlib import resources

import yaml
from ahocorasick_rs import AhoCorasick, Implementation

from records.models import Scheme
from taxonomy.phrases import GAP_WORDS, expand, fold
from taxonomy.vocabulary import Concept, load_vocabulary, normalise

_SUFFIX = re.compile(r"(?:'s|s'|s|')?(?![\w])")


class Strength(IntEnum):
    """How a hit speaks for its concept."""

    HINT = 1
    """Often goes with the concept; never enough for a tag."""
    AMBIGUOUS = 2
    """A label that other things are called too; never enough for a tag."""
    PATTERN = 3
    """Describes the concept without naming it."""
    LABEL = 4
    """Names it."""


_NAMES = (Strength.AMBIGUOUS, Strength.LABEL)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch `start` to `end` of a text that speaks for a concept."""

    start: int
    end: int
    scheme: Scheme
    concept: str
    strength: Strength
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a phrase of the automaton is: a label, a part of a pattern, or something to be passed over."""

    scheme: Scheme
    concept: str
    """Empty for what is to be passed over."""
    strength: Strength
    acronym: str | None = None
    pattern: int | None = None
    part: int = 0


class Scanner:
    """All phrases of the vocabulary in one automaton. Made by `load_scanner`."""

    def __init__(self, concepts: Iterable[tuple[Scheme, Concept]], passed_over: Mapping[str, Iterable[str]]) -> None:
        self._meanings: dict[str, list[_Meaning]] = defaultdict(list)
        self._parts: list[int] = []
        for scheme, concept in concepts:
            self._add_concept(scheme, concept)
        for name, patterns in passed_over.items():
            for scheme in Scheme if name == "all" else (Scheme(name),):
                for phrase in itertools.chain.from_iterable(part for each in patterns for part in expand(each)):
                    self._meanings[phrase].append(_Meaning(scheme, "", Strength.LABEL))
        self.acronyms = frozenset(each.acronym for found in self._meanings.values() for each in found if each.acronym)
        self._phrases = list(self._meanings)
        self._automaton = AhoCorasick(self._phrases, implementation=Implementation.ContiguousNFA)

    def _add_concept(self, scheme: Scheme, concept: Concept) -> None:
        ambiguous = {normalise(label) for label in concept.ambiguous}
        for label in (concept.pref_label, *concept.alt_labels, *concept.hidden_labels):
            strength = Strength.AMBIGUOUS if normalise(label) in ambiguous else Strength.LABEL
            for phrase in _spellings(label):
                self._meanings[phrase].append(_Meaning(scheme, concept.id, strength))
        for acronym in concept.acronyms:
            strength = Strength.AMBIGUOUS if normalise(acronym) in ambiguous else Strength.LABEL
            self._meanings[fold(acronym)].append(_Meaning(scheme, concept.id, strength, acronym=acronym))
        for strength, patterns in ((Strength.PATTERN, concept.patterns), (Strength.HINT, concept.hints)):
            for pattern in patterns:
                self._add_pattern(scheme, concept.id, strength, expand(pattern))

    def _add_pattern(self, scheme: Scheme, concept: str, strength: Strength, parts: list[list[str]]) -> None:
        number = len(self._parts)
        self._parts.append(len(parts))
        for part, phrases in enumerate(parts):
            for phrase in phrases:
                pattern = number if len(parts) > 1 else None
                self._meanings[phrase].append(_Meaning(scheme, concept, strength, pattern=pattern, part=part))

    def scan(self, text: str) -> list[Hit]:
        """Every hit in a text, in order; of hits that overlap within one scheme the longest, then the first."""
        folded = fold(text)
        hits: list[Hit] = []
        parts: list[tuple[int, int, _Meaning]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and (folded[start - 1].isalnum() or (folded[start - 1] == "'" and folded[start - 2].isalnum())):
                continue
            suffix = _SUFFIX.match(folded, end)
            if suffix is None:
                continue
            for meaning in self._meanings[self._phrases[index]]:
                if meaning.acronym and text[start:end] != meaning.acronym:
                    continue
                if meaning.pattern is not None:
                    parts.append((start, end, meaning))
                else:
                    hits.append(
                        Hit(start, end, meaning.scheme, meaning.concept, meaning.strength, acronym=meaning.acronym)
                    )
        hits += self._join(folded, parts)
        return sorted(_longest(hits), key=lambda hit: (hit.start, hit.end, hit.scheme, hit.concept))

    def _join(self, folded: str, parts: list[tuple[int, int, _Meaning]]) -> Iterator[Hit]:
        """Patterns whose parts follow each other within the gap that is allowed, in one sentence."""
        by_pattern: dict[int, list[tuple[int, int, _Meaning]]] = defaultdict(list)
        for start, end, meaning in parts:
            if meaning.pattern is not None:
                by_pattern[meaning.pattern].append((start, end, meaning))
        for pattern, found in by_pattern.items():
            if len({meaning.part for _, _, meaning in found}) < self._parts[pattern]:
                continue
            starts = [start for start, _, _ in found]
            for start, end, meaning in found:
                if meaning.part == 0 and (last := self._follow(folded, found, starts, end, pattern)):
                    yield Hit(start, last, meaning.scheme, meaning.concept, meaning.strength)

    def _follow(
        self, folded: str, found: list[tuple[int, int, _Meaning]], starts: list[int], end: int, pattern: int
    ) -> int | None:
        for part in range(1, self._parts[pattern]):
            for index in range(bisect.bisect_left(starts, end), len(found)):
                next_start, next_end, meaning = found[index]
                between = folded[end : min(next_start, end + 16 * GAP_WORDS)]
                if next_start - end > len(between) or not _is_gap(between):
                    return None
                if meaning.part == part:
                    end = next_end
                    break
            else:
                return None
        return end


def _is_gap(between: str) -> bool:
    return len(between.split()) <= GAP_WORDS and not any(mark in between for mark in (". ", "; ", "? ", "! ", ": "))


def _spellings(label: str) -> Iterator[str]:
    phrase = " ".join(fold(label).split())
    yield phrase
    if len(phrase) > 4 and phrase[-1] == "y" and phrase[-2] not in "aeiou":
        yield phrase[:-1] + "ies"
    if "'" in phrase:  # children's, childrens and childrens' are all met
        yield phrase.replace("'", "")
        if "'s " in phrase:
            yield phrase.replace("'s ", "s' ")
    if "&" in phrase:
        yield phrase.replace("&", "and")


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Within a scheme, a longer name silences what stands inside it, and what is to be passed over goes.

    A name is a label, ambiguous or not: in "school nurse" no school is named. A pattern only silences hits of its own
    concept, and takes over the strength of a label that it holds. A stretch to be passed over gives way to a label
    that starts before it ("emotional abuse and neglect").
    """
    by_scheme: dict[Scheme, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_scheme[hit.scheme].append(hit)
    for found in by_scheme.values():
        found.sort(key=lambda hit: (hit.start, -hit.end, -hit.strength))
        kept: list[Hit] = []
        names = Hit(0, 0, Scheme.THEME, "", Strength.LABEL)
        last: dict[str, int] = {}
        for hit in found:
            inside_name = hit.end <= names.end and (hit.start, hit.end) != (names.start, names.end)
            if inside_name or (not hit.concept and hit.start < names.end):
                continue
            own = last.get(hit.concept)
            if own is not None and hit.end <= kept[own].end:
                if hit.strength > kept[own].strength:
                    kept[own] = replace(kept[own], strength=hit.strength)
                continue
            last[hit.concept] = len(kept)
            kept.append(hit)
            if hit.strength in _NAMES and hit.end > names.end:
                names = hit
        yield from (hit for hit in kept if hit.concept)


@functools.cache
def load_scanner() -> Scanner:
    """The scanner of the package's vocabulary, built once per process (some 50 ms)."""
    vocabulary = load_vocabulary()
    concepts = [(scheme, concept) for scheme in Scheme for concept in vocabulary.concepts(scheme)]
    text = (resources.files("taxonomy") / "data" / "passed-over.yaml").read_text("utf-8")
    return Scanner(concepts, yaml.safe_load(text)["phrases"])
