"""What a page of `/browse` is about: a concept of a scheme, or a value of a field, such as a place or a year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontend.wording import load_wording
from records.models import Scheme
from taxonomy.vocabulary import Concept, Vocabulary

FIELDS = ("authority", "region", "nation", "year", "review_type")
"""Fields to browse by, beside the schemes."""
_IN_THE_VOCABULARY = ("nation", "review_type")
_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` is a scheme or a field as addresses write it, with hyphens; `value` the id of a concept or the value."""

    kind: str
    value: str
    label: str
    concept: Concept | None = None

    @property
    def facet(self) -> str:
        """The parameter of a search for its reviews."""
        return facet_of(self.kind)

    @property
    def title(self) -> str:
        """What heads its page."""
        titles = load_wording()["browse"]["titles"]
        return str(titles[self.facet].format(value=self.label)) if self.facet in titles else self.label

    @property
    def note(self) -> str:
        """What is meant by it, where that is written down."""
        if self.concept:
            return self.concept.scope_note
        notes: dict[str, str] = load_wording()["browse"]["notes"]
        return notes.get(self.value, "") if self.facet == "review_type" else ""


def facet_of(kind: str) -> str:
    return kind.replace("-", "_")


def kind_of(facet: str) -> str:
    """A scheme or field as addresses write it."""
    return facet.replace("_", "-")


def subject_of(kind: str, value: str, *, vocabulary: Vocabulary) -> Subject | None:
    """The subject of an address, None where there can be none. Which places there are, only a library knows."""
    if kind in set(Scheme):
        if not vocabulary.has(kind, value):
            return None
        concept = vocabulary.concept(kind, value)
        return Subject(kind, value, concept.pref_label, concept)
    facet = facet_of(kind)
    if facet not in FIELDS or kind != kind_of(facet) or not value.strip("./ "):
        return None
    if facet in _IN_THE_VOCABULARY and value not in vocabulary.values(facet):
        return None
    if facet == "year" and not _YEAR.fullmatch(value):
        return None
    return Subject(kind, value, vocabulary.label(facet, value) if facet in _IN_THE_VOCABULARY else value)
