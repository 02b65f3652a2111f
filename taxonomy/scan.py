"""Finding every label and pattern of the vocabulary in a text, in one pass (Aho-Corasick).

Linear in the text whatever it holds. What is found are hits: they know nothing of negation, sections or documents.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from records.models import Scheme
from taxonomy.phrases import GAP_WORDS, expand, fold
from taxonomy.vocabulary import Concept, load_vocabulary, normalise
from taxonomy.yaml_data import read_data

_BREAKS = frozenset({"", " ", ",", "."})
"""What mostly follows a word: looked at before the suffixes are."""
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


class Hit(NamedTuple):
    """A stretch `start` to `end` of a text that speaks for a concept."""

    start: int
    end: int
    scheme: Scheme
    concept: str
    strength: Strength
    acronym: str | None = None


class _Meaning(NamedTuple):
    """What a phrase of the automaton is: a label, a part of a pattern, or something to be passed over."""

    scheme: Scheme
    concept: str
    """Empty for what is to be passed over."""
    strength: Strength
    acronym: str | None = None
    pattern: int | None = None
    part: int = 0


class _Phrase:
    """The meanings of one phrase, sorted by what a match of it sets off.

    `begins` and `continues` have a bit for each pattern of which it is the first part, or another: to gather them for
    a sentence as sets took a tenth of the time of a scan, and hardly a pattern is ever complete.
    """

    __slots__ = ("begins", "continues", "parts", "whole")

    def __init__(self, meanings: tuple[_Meaning, ...]) -> None:
        self.whole = tuple(each for each in meanings if each.pattern is None)
        self.parts = tuple(each for each in meanings if each.pattern is not None)
        self.begins = _bits(each for each in self.parts if each.part == 0)
        self.continues = _bits(each for each in self.parts if each.part > 0)


def _bits(parts: Iterable[_Meaning]) -> int:
    return functools.reduce(lambda bits, each: bits | 1 << (each.pattern or 0), parts, 0)


_Part = tuple[int, int, _Meaning]
"""Where a part of a pattern starts and ends."""


class Scanner:
    """All phrases of the vocabulary in one automaton. Made by `load_scanner`."""

    def __init__(self, concepts: Iterable[tuple[Scheme, Concept]], passed_over: Mapping[str, Iterable[str]]) -> None:
        self._meanings: dict[str, list[_Meaning]] = defaultdict(list)
        self._parts: list[int] = []
        for scheme, concept in concepts:
            self._add_concept(scheme, concept)
        for name, patterns in passed_over.items():
            for scheme in Scheme if name == "all" else (Scheme(name),):
                for pattern in patterns:
                    self._add_pattern(scheme, "", Strength.LABEL, expand(pattern))
        self.acronyms = frozenset(each.acronym for found in self._meanings.values() for each in found if each.acronym)
        self._by_index = _sorted_out(self._meanings.values())
        self._automaton = AhoCorasick(list(self._meanings), implementation=Implementation.ContiguousNFA)

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
        pattern = len(self._parts) if len(parts) > 1 else None
        if pattern is not None:
            self._parts.append(len(parts))
        for part, phrases in enumerate(parts):
            meaning = _Meaning(scheme, concept, strength, pattern=pattern, part=part)
            for phrase in phrases:
                self._meanings[phrase].append(meaning)

    def scan(self, text: str) -> list[Hit]:
        """Every hit in a text, in order.

        Within a scheme a longer name silences what stands inside it: in "school nurse" no school is named.
        """
        folded = fold(text)
        found: defaultdict[Scheme, list[Hit]] = defaultdict(list)
        in_parts: list[tuple[int, int, _Phrase]] = []
        begun = continued = 0
        by_index = self._by_index
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and ((before := folded[start - 1]).isalnum() or (before == "'" and folded[start - 2].isalnum())):
                continue
            after = folded[end : end + 1]
            if after not in _BREAKS and ((after != "s" and after.isalnum()) or not _SUFFIX.match(folded, end)):
                continue
            phrase = by_index[index]
            for scheme, concept, strength, acronym, _, _ in phrase.whole:
                if not acronym or text[start:end] == acronym:
                    found[scheme].append(Hit(start, end, scheme, concept, strength, acronym))
            if phrase.parts:
                in_parts.append((start, end, phrase))
                begun |= phrase.begins
                continued |= phrase.continues
        if complete := begun & continued:
            for hit in self._joined(folded, in_parts, complete):
                found[hit.scheme].append(hit)
        kept = [hit for hits in found.values() for hit in _longest(hits)]
        kept.sort()
        return kept

    def _joined(self, folded: str, in_parts: list[tuple[int, int, _Phrase]], patterns: int) -> Iterator[Hit]:
        """The hits of those patterns of which more than one part was met: few of a thousand."""
        found: defaultdict[int, list[_Part]] = defaultdict(list)
        for start, end, phrase in in_parts:
            for meaning in phrase.parts:
                if meaning.pattern is not None and patterns >> meaning.pattern & 1:
                    found[meaning.pattern].append((start, end, meaning))
        for pattern, parts in found.items():
            yield from self._join(folded, pattern, parts)

    def _join(self, folded: str, pattern: int, found: list[_Part]) -> Iterator[Hit]:
        """A pattern whose parts follow each other within the gap that is allowed, in one sentence."""
        if len({meaning.part for _, _, meaning in found}) < self._parts[pattern]:
            return
        starts = [start for start, _, _ in found]
        for start, end, meaning in found:
            if meaning.part == 0 and (last := self._follow(folded, found, starts, end, pattern)):
                yield Hit(start, last, meaning.scheme, meaning.concept, meaning.strength)

    def _follow(self, folded: str, found: list[_Part], starts: list[int], end: int, pattern: int) -> int | None:
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


def _sorted_out(phrases: Iterable[list[_Meaning]]) -> list[_Phrase]:
    """The meanings of every phrase sorted out, once for all phrases that mean the same."""
    known: dict[tuple[_Meaning, ...], _Phrase] = {}
    keys = [tuple(meanings) for meanings in phrases]
    for key in keys:
        if key not in known:
            known[key] = _Phrase(key)
    return [known[key] for key in keys]


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


def _longest(found: list[Hit]) -> list[Hit]:
    """Of the hits of one scheme, those that no longer name silences; what is to be passed over goes.

    A name is a label, ambiguous or not. A pattern only silences hits of its own concept, and takes over the strength
    of a label that it holds. A stretch to be passed over gives way to a label that starts before it ("emotional
    abuse and neglect").
    """
    if len(found) == 1:
        return [hit for hit in found if hit.concept]
    found.sort(key=_left_and_long)
    kept: list[Hit] = []
    last: dict[str, int] = {}
    name_start = name_end = 0
    for hit in found:
        inside_name = hit.end <= name_end and (hit.start != name_start or hit.end != name_end)
        if inside_name or (not hit.concept and hit.start < name_end):
            continue
        own = last.get(hit.concept)
        if own is not None and hit.end <= kept[own].end:
            if hit.strength > kept[own].strength:
                kept[own] = kept[own]._replace(strength=hit.strength)
            continue
        last[hit.concept] = len(kept)
        kept.append(hit)
        if hit.strength in _NAMES and hit.end > name_end:
            name_start, name_end = hit.start, hit.end
    return [hit for hit in kept if hit.concept]


def _left_and_long(hit: Hit) -> tuple[int, int, int]:
    return hit.start, -hit.end, -hit.strength


@functools.cache
def load_scanner() -> Scanner:
    """The scanner of the package's vocabulary, built once per process (a tenth of a second)."""
    vocabulary = load_vocabulary()
    concepts = [(scheme, concept) for scheme in Scheme for concept in vocabulary.concepts(scheme)]
    return Scanner(concepts, read_data("passed-over.yaml")["phrases"])
