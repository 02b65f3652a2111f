"""Reading the vocabulary's YAML files and refusing what contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import ValidationError

from records import models
from records.errors import CaseReviewsError
from records.models import Scheme
from taxonomy.vocabulary import Concept, ConceptScheme, Vocabulary, normalise
from taxonomy.yaml_data import parse_yaml

_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "review_type": models.ReviewType,
    "document_role": models.DocumentRole,
    "outcome": models.Outcome,
    "child_age_band": models.AgeBand,
    "child_sex": models.ChildSex,
    "incident_type": models.IncidentType,
    "nation": models.Nation,
    "section_kind": models.SectionKind,
    "status": models.Status,
    "source": models.Source,
}


class VocabularyInvalid(CaseReviewsError):
    """The vocabulary's files contradict themselves. `problems` has one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The vocabulary cannot be used:\n" + "\n".join(f"- {problem}" for problem in problems))
        self.problems = problems


def read_vocabulary(folder: Traversable) -> Vocabulary:
    """Read `<scheme>.yaml` for every scheme, and `fields.yaml`, from a folder.

    Raises
    ------
    VocabularyInvalid
        A file is not as it should be; all faults are named at once.
    """
    schemes = [_read_scheme(folder, scheme) for scheme in Scheme]
    fields = _read_yaml(folder, "fields.yaml").get("fields", {})
    problems = [*_field_problems(fields), *(fault for scheme in schemes for fault in _scheme_problems(scheme))]
    known = {(scheme.scheme, concept.id) for scheme in schemes for concept in scheme.concepts}
    problems += [fault for scheme in schemes for fault in _link_problems(scheme, known)]
    if problems:
        raise VocabularyInvalid(problems)
    return Vocabulary(schemes, fields)


def _read_yaml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        loaded = parse_yaml(folder.joinpath(name).read_text("utf-8"))
    except FileNotFoundError:
        raise VocabularyInvalid([f"{name} is missing."]) from None
    except yaml.YAMLError as error:
        raise VocabularyInvalid([f"{name} is not YAML: {error}"]) from None
    if not isinstance(loaded, dict):
        raise VocabularyInvalid([f"{name} does not hold a mapping."])
    return loaded


def _read_scheme(folder: Traversable, scheme: Scheme) -> ConceptScheme:
    name = f"{scheme}.yaml"
    try:
        return ConceptScheme.model_validate(_read_yaml(folder, name))
    except ValidationError as error:
        problems = [
            f"{name}: {'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        ]
        raise VocabularyInvalid(problems) from None


def _field_problems(fields: dict[str, dict[str, str]]) -> Iterator[str]:
    for field, enumeration in _ENUMERATIONS.items():
        given = set(fields.get(field, {}))
        wanted = {str(value) for value in enumeration}
        for value in sorted(wanted - given):
            yield f"fields.yaml: {field} has no label for '{value}'."
        for value in sorted(given - wanted):
            yield f"fields.yaml: {field} has a label for '{value}', which is no value of that field."


def _scheme_problems(scheme: ConceptScheme) -> Iterator[str]:
    ids = [concept.id for concept in scheme.concepts]
    for concept_id in sorted({concept_id for concept_id in ids if ids.count(concept_id) > 1}):
        yield f"{scheme.scheme}.yaml: the id '{concept_id}' is given twice."
    yield from _label_problems(scheme)


def _label_problems(scheme: ConceptScheme) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in scheme.concepts:
        seen: set[str] = set()
        for label in _labels(concept):
            key = normalise(label)
            if key in seen:
                yield f"{scheme.scheme}.yaml: {concept.id} has the label '{label}' twice."
            seen.add(key)
            owners[key].add(concept.id)
        for label in concept.ambiguous:
            if normalise(label) not in seen:
                yield f"{scheme.scheme}.yaml: {concept.id} calls '{label}' ambiguous, which is none of its labels."
        searched = {normalise(label) for label in concept.synonyms}
        for label in concept.equivalents:
            if normalise(label) not in searched:
                yield (
                    f"{scheme.scheme}.yaml: {concept.id} calls '{label}' an equivalent, which is none of its labels "
                    "that mean one thing."
                )
    excused = {normalise(homonym.label): set(homonym.concepts) for homonym in scheme.homonyms}
    for key, concepts in owners.items():
        if len(concepts) > 1 and not concepts <= excused.get(key, set()):
            names = " and ".join(sorted(concepts))
            yield f"{scheme.scheme}.yaml: '{key}' is a label of {names}; say why under homonyms, or drop one."
    for key, concepts in excused.items():
        if owners.get(key, set()) != concepts:
            yield f"{scheme.scheme}.yaml: homonyms excuses '{key}', which is not a label of just those concepts."


def _labels(concept: Concept) -> tuple[str, ...]:
    return (concept.pref_label, *concept.alt_labels, *concept.hidden_labels, *concept.acronyms)


def _link_problems(scheme: ConceptScheme, known: set[tuple[Scheme, str]]) -> Iterator[str]:
    for concept in scheme.concepts:
        for broader in concept.broader:
            if (scheme.scheme, broader) not in known:
                yield f"{scheme.scheme}.yaml: {concept.id} is under '{broader}', which is no concept of the scheme."
        for related in concept.related:
            scheme_id, _, concept_id = related.rpartition("/")
            if (scheme_id or scheme.scheme, concept_id) not in known:
                yield f"{scheme.scheme}.yaml: {concept.id} is related to '{related}', which is no concept."
