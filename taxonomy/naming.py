"""What a document itself says its acronyms and names mean.

An acronym that a report spells out is taken in that sense, whatever the vocabulary thinks of it; a unit or firm that
a report introduces by what it is ("Larkfield, the domestic abuse service") counts as that from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from records.models import Scheme
from taxonomy.scan import Hit, Scanner, Strength

_ACRONYM = r"[A-Z][A-Za-z]{0,6}[A-Z]s?|[A-Z]{2,8}|[A-Z]&[A-Z]"
_IN_BRACKETS = re.compile(rf" \((?:the )?[‘'“\"]?({_ACRONYM})[’'”\"]?\)")
_BEFORE_BRACKET = re.compile(r"[A-Za-z][A-Za-z'’&/ -]{4,90}$")
_LONGEST_EXPANSION = 91
"""Characters before an acronym in brackets that are looked at."""
_GLOSSARY_ROW = re.compile(rf"^({_ACRONYM})[\s:–|-]+([A-Z][A-Za-z'’&/ -]{{4,90}})")
_NAME = r"\b(?:the )?((?:[A-Z][\w'’&-]+)(?: [A-Z][\w'’&-]+){0,3})"
_INTRODUCED = re.compile(
    rf"{_NAME}(?:, (?:the|a|an|our|which is an?|who are the) ([^,.;()]{{4,70}})| \(([^()]{{4,60}})\))"
)
_NOT_A_NAME = """
Mr Mrs Ms Miss Dr Child Baby Mother Father The A An In On At Her His Both All Children Board Panel Young Person Finding
Appendix Section Table Chapter Part Recommendation Boy Girl Family This That These Those It
"""
_NO_NAME = frozenset(_NOT_A_NAME.split())
_HOMES = re.compile(r"\b(?!Children|Care|Nursing|Residential|Foster|Family|The )[A-Z][a-z]+ Homes\b")
"""What housing associations are called."""


@dataclass(frozen=True, slots=True)
class Names:
    """The senses of one document. `senses` maps an acronym to the concepts of its expansion, which may be none."""

    senses: dict[str, frozenset[tuple[Scheme, str]]]
    aliases: dict[str, frozenset[tuple[Scheme, str]]]
    """Names and acronyms that the vocabulary does not have."""

    def apply(self, text: str, hits: list[Hit]) -> list[Hit]:
        """The hits of a sentence, its acronyms taken in this document's sense and its names added."""
        kept = [hit for hit in hits if hit.acronym is None or self._means(hit)]
        if self.aliases and (named := list(self._named(text))):
            taken = [(hit.start, hit.end) for hit in kept if hit.scheme is Scheme.AGENCY]
            kept += [hit for hit in named if not any(start <= hit.start < end for start, end in taken)]
        return kept

    def _means(self, hit: Hit) -> bool:
        sense = self.senses.get(hit.acronym or "")
        return sense is None or (hit.scheme, hit.concept) in sense

    def _named(self, text: str) -> Iterator[Hit]:
        for name, concepts in self.aliases.items():
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not text[end : end + 1].isalnum() and not text[max(0, start - 1) : start].isalnum():
                    for scheme, concept in concepts:
                        yield Hit(start, end, scheme, concept, Strength.LABEL)
                start = text.find(name, end)


def names_of(sentences: Iterable[tuple[str, list[Hit]]], scanner: Scanner) -> Names:
    """Read the senses of acronyms and the names of agencies out of a document's sentences and their hits."""
    found = list(sentences)
    texts = [text for text, _ in found]
    senses: dict[str, set[tuple[Scheme, str]]] = {}
    aliases: dict[str, set[tuple[Scheme, str]]] = {}
    for text, hits in found:
        for acronym, expansion in _definitions(text):
            concepts = _concepts(scanner, expansion)
            senses.setdefault(acronym, set()).update(concepts)
            agencies = {each for each in concepts if each[0] is Scheme.AGENCY}
            if acronym not in scanner.acronyms and len(agencies) == 1:
                aliases.setdefault(acronym, set()).update(agencies)
        if " Homes" in text or any(hit.scheme is Scheme.AGENCY for hit in hits):
            for name, concept in _introductions(text, scanner):
                aliases.setdefault(name, set()).add(concept)
    for name in [name for name in aliases if " " in name]:
        if (first := name.split()[0]) not in aliases and _stands_alone(first, texts):
            aliases[first] = aliases[name]
    return Names(
        {acronym: frozenset(concepts) for acronym, concepts in senses.items()},
        {name: frozenset(concepts) for name, concepts in aliases.items() if len(concepts) == 1},
    )


def _stands_alone(word: str, texts: list[str]) -> bool:
    """Whether a document goes on to use a name's first word by itself, and does not use it as a place's name."""
    if len(word) < 5:
        return False
    use = re.compile(rf"\b{re.escape(word)}\b(?P<named> [A-Z])?")
    uses = [match["named"] is not None for text in texts if word in text for match in use.finditer(text)]
    return sum(uses) <= 2 and len(uses) - sum(uses) >= 2


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    if "(" in text:  # the bracket is sought first: one pattern from the words on takes ten times as long
        for match in _IN_BRACKETS.finditer(text):
            acronym = match[1]
            before = _BEFORE_BRACKET.search(text, max(0, match.start() - _LONGEST_EXPANSION), match.start())
            if before is not None and (expansion := _last_words(before[0], acronym)) is not None:
                yield acronym, expansion
    if row := _GLOSSARY_ROW.match(text):
        acronym, expansion = row[1], row[2]
        if expansion[0].casefold() == acronym[0].casefold():
            yield acronym, expansion


def _last_words(before: str, acronym: str) -> str | None:
    """The words before an acronym in brackets that it stands for: from a word with its first letter."""
    words = before.split()
    letters = sum(char.isupper() for char in acronym)
    for count in range(min(len(words), letters), min(len(words), letters + 3) + 1):
        if words[-count][0].casefold() == acronym[0].casefold():
            return " ".join(words[-count:])
    return None


def _concepts(scanner: Scanner, expansion: str) -> set[tuple[Scheme, str]]:
    return {
        (hit.scheme, hit.concept)
        for hit in scanner.scan(expansion)
        if hit.strength is Strength.LABEL and not hit.acronym
    }


def _introductions(text: str, scanner: Scanner) -> Iterator[tuple[str, tuple[Scheme, str]]]:
    for match in _INTRODUCED.finditer(text) if ", " in text or " (" in text else ():
        name, what = match[1], match[2] or match[3]
        if name.split()[0] in _NO_NAME or len(name) < 4:
            continue
        agencies = {
            (hit.scheme, hit.concept)
            for hit in scanner.scan(what)
            if hit.scheme is Scheme.AGENCY and hit.strength is Strength.LABEL and not hit.acronym
        }
        own = {
            hit.concept for hit in scanner.scan(name) if hit.scheme is Scheme.AGENCY and hit.strength is Strength.LABEL
        }
        if len(agencies) == 1 and own <= {concept for _, concept in agencies}:
            yield name, agencies.pop()
    for match in _HOMES.finditer(text) if " Homes" in text else ():
        yield match[0], (Scheme.AGENCY, "housing")
