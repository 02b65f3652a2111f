"""The controlled vocabulary: its schemes, their concepts, and the labels of the record's own lists.

Data, and imported without spaCy: the search takes its synonyms and suggestions from here, the page its labels.
`load_vocabulary` is the way in.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from records.models import Scheme
from taxonomy.yaml_data import data_folder

ConceptId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Label = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]

_NOT_WORD = re.compile(r"[^\w]+")


class Concept(BaseModel):
    """One concept of a scheme, in the shape of SKOS.

    `alt_labels` name the concept: they tag, they are synonyms in a search and are suggested. `hidden_labels` name it
    too but are not shown (other spellings, words of another time). `patterns` are phrases that describe the concept
    without naming it, and `hints` such that only support other mentions: both are for the tagger alone and are
    written in the language of `taxonomy.phrases`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ConceptId
    pref_label: Label = Field(alias="prefLabel")
    alt_labels: tuple[Label, ...] = Field(default=(), alias="altLabels")
    hidden_labels: tuple[Label, ...] = Field(default=(), alias="hiddenLabels")
    acronyms: tuple[Label, ...] = ()
    """Short forms, matched in their own case; in a document that defines one otherwise they mean what it says."""
    ambiguous: tuple[Label, ...] = ()
    """Labels or acronyms that other things are called too: never enough for a tag, never a search synonym."""
    equivalents: tuple[Label, ...] = ()
    """Those of its labels that mean all of it, as the preferred one does: a search for one finds every label.

    The others are kinds, parts or cases of it: a search for the concept finds them, and they do not find the concept.
    """
    broader: tuple[ConceptId, ...] = ()
    related: tuple[str, ...] = ()
    """Concepts of any scheme, as `scheme/id`, or `id` within the same scheme."""
    scope_note: str = Field(default="", alias="scopeNote")
    exclusion_note: str = Field(default="", alias="exclusionNote")
    """What the concept is not."""
    patterns: tuple[Label, ...] = ()
    hints: tuple[Label, ...] = ()

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Every unambiguous way to name the concept, the preferred label first: what a search may expand to."""
        ambiguous = {normalise(label) for label in self.ambiguous}
        labels = (self.pref_label, *self.alt_labels, *self.hidden_labels, *self.acronyms)
        return tuple(label for label in labels if normalise(label) not in ambiguous)

    @property
    def names(self) -> tuple[str, ...]:
        """Those of `synonyms` that mean the concept as a whole: its preferred label and its `equivalents`."""
        whole = {normalise(label) for label in (self.pref_label, *self.equivalents)}
        return tuple(label for label in self.synonyms if normalise(label) in whole)


class Homonym(BaseModel):
    """A label that two concepts of one scheme may share, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Label
    concepts: tuple[ConceptId, ...]
    reason: Annotated[str, StringConstraints(min_length=10)]


class ConceptScheme(BaseModel):
    """One scheme of concepts: one YAML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scheme: Scheme
    title: Label
    concepts: tuple[Concept, ...]
    homonyms: tuple[Homonym, ...] = ()


class Term(BaseModel):
    """A concept and its scheme: what a surface form was found to name."""

    model_config = ConfigDict(frozen=True)

    scheme: Scheme
    concept: ConceptId
    label: str
    """The concept's preferred label."""


class Vocabulary:
    """All concepts and all labels. Made by `load_vocabulary`; not changed afterwards."""

    def __init__(self, schemes: Iterable[ConceptScheme], fields: Mapping[str, Mapping[str, str]]) -> None:
        self.schemes: dict[Scheme, ConceptScheme] = {scheme.scheme: scheme for scheme in schemes}
        self.fields: dict[str, dict[str, str]] = {name: dict(values) for name, values in fields.items()}
        self._concepts = {
            (scheme.scheme, concept.id): concept for scheme in self.schemes.values() for concept in scheme.concepts
        }
        self._surface: dict[str, list[Term]] = {}
        for (scheme, concept_id), concept in self._concepts.items():
            term = Term(scheme=scheme, concept=concept_id, label=concept.pref_label)
            for surface in dict.fromkeys(normalise(label) for label in (concept.id, *concept.synonyms)):
                self._surface.setdefault(surface, []).append(term)

    def concepts(self, scheme: Scheme | str) -> tuple[Concept, ...]:
        """The concepts of a scheme, in the order of its file."""
        return self.schemes[Scheme(scheme)].concepts

    def concept(self, scheme: Scheme | str, concept_id: str) -> Concept:
        """One concept; `KeyError` if the scheme has none of that id."""
        return self._concepts[Scheme(scheme), concept_id]

    def has(self, scheme: Scheme | str, concept_id: str) -> bool:
        return (Scheme(scheme), concept_id) in self._concepts

    def values(self, field: str) -> dict[str, str]:
        """The ids of a scheme or of a record field's list, each with its label, in the order of the data.

        `field` may be written with underscores or hyphens (`abuse_type`, `abuse-type`, `review_type`).
        """
        scheme = field.replace("_", "-")
        if scheme in {str(each) for each in self.schemes}:
            return {concept.id: concept.pref_label for concept in self.concepts(scheme)}
        return dict(self.fields[field.replace("-", "_")])

    def label(self, field: str, value: str) -> str:
        """The label of an id of a scheme or of a record field's list.

        An id that is not in the list (a record edited by hand) is shown as it is rather than refused.
        """
        try:
            return self._label(field, value)
        except KeyError:
            return value

    def _label(self, field: str, value: str) -> str:
        scheme = field.replace("_", "-")
        if scheme in {str(each) for each in self.schemes}:
            return self.concept(scheme, value).pref_label
        return self.fields[field.replace("-", "_")][value]

    def lookup(self, surface: str) -> tuple[Term, ...]:
        """The concepts that a word or phrase names; case, punctuation and spacing do not matter.

        Ambiguous labels name nothing here.
        """
        return tuple(self._surface.get(normalise(surface), ()))

    def surface_forms(self) -> dict[str, tuple[Term, ...]]:
        """Every normalised label with what it names, for finding labels in a query."""
        return {surface: tuple(terms) for surface, terms in self._surface.items()}


def normalise(label: str) -> str:
    """Lower case, apostrophes dropped, everything else that is not a letter or digit a single space."""
    folded = label.casefold().replace("’", "").replace("'", "")
    return _NOT_WORD.sub(" ", folded).strip()


@functools.cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of this package; read and checked once per process.

    Raises
    ------
    taxonomy.loading.VocabularyInvalid
        The data contradict themselves; says where and how.
    """
    from taxonomy.loading import read_vocabulary  # noqa: PLC0415  (loading needs the models above)

    return read_vocabulary(data_folder())
