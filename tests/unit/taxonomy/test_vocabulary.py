"""What search, pages and the tagger rely on of the vocabulary."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
import yaml

from records.models import IncidentType, ReviewType, Scheme
from taxonomy import load_vocabulary
from taxonomy.loading import VocabularyInvalid, read_vocabulary
from taxonomy.vocabulary import normalise

CONTRACT = {Scheme.ABUSE_TYPE: 18, Scheme.AGENCY: 25, Scheme.THEME: 59}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the vocabulary's files, to be spoilt."""
    folder = tmp_path / "data"
    with resources.as_file(resources.files("taxonomy") / "data") as source:
        shutil.copytree(source, folder)
    return folder


def _spoil(folder: Path, name: str, old: str, new: str) -> list[str]:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyInvalid) as caught:
        read_vocabulary(folder)
    return caught.value.problems


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_concept_has_a_label_a_scope_note_and_says_what_it_is_not(scheme: Scheme) -> None:
    concepts = load_vocabulary().concepts(scheme)
    assert len(concepts) == CONTRACT[scheme]
    for concept in concepts:
        assert concept.scope_note.endswith("."), concept.id
        assert concept.exclusion_note.startswith("Not "), concept.id
        assert len(concept.synonyms) >= 3, concept.id


def test_labels_of_concepts_and_of_record_fields() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.label("agency", "camhs") == "Child and adolescent mental health services"
    assert vocabulary.label("abuse_type", "neglect") == "Neglect"
    assert vocabulary.label("review_type", "rapid-review") == "Rapid review"
    assert set(vocabulary.values("incident_type")) == {str(value) for value in IncidentType}
    assert next(iter(vocabulary.values("review_type"))) == str(ReviewType.SERIOUS_CASE_REVIEW)
    assert len(vocabulary.values("theme")) == CONTRACT[Scheme.THEME]


def test_an_id_that_is_no_value_is_shown_as_it_is() -> None:
    assert load_vocabulary().label("theme", "no-such-theme") == "no-such-theme"


@pytest.mark.parametrize(
    ("surface", "concept"),
    [
        ("Children’s Social Care", "childrens-social-care"),
        ("childrens social care", "childrens-social-care"),
        ("social services", "childrens-social-care"),
        ("NAI", "physical-abuse"),
        ("non accidental injury", "physical-abuse"),
        ("county lines", "child-criminal-exploitation"),
        ("perplexing presentations", "fabricated-or-induced-illness"),
        ("was not brought", "missed-appointments"),
        ("s47", "strategy-discussions"),
        ("LAC", "looked-after-children"),
    ],
)
def test_what_a_practitioner_would_type_names_its_concept(surface: str, concept: str) -> None:
    assert concept in [term.concept for term in load_vocabulary().lookup(surface)]


@pytest.mark.parametrize("word", ["care", "court", "health", "the service", "DNA", "disclosure", "in care", "clinic"])
def test_an_ambiguous_word_names_nothing_in_a_search(word: str) -> None:
    assert load_vocabulary().lookup(word) == ()


def test_the_vocabulary_is_read_without_spacy() -> None:
    code = "import sys, taxonomy, taxonomy.mentions; taxonomy.load_vocabulary(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_label_in_two_concepts_of_a_scheme_is_refused(data: Path) -> None:
    problems = _spoil(data, "abuse-type.yaml", "altLabels: [child neglect,", "altLabels: [child neglect, incest,")
    assert problems == [
        "abuse-type.yaml: 'incest' is a label of neglect and sexual-abuse; say why under homonyms, or drop one."
    ]


def test_an_equivalent_that_is_no_label_is_refused(data: Path) -> None:
    problems = _spoil(data, "agency.yaml", "equivalents: [constabulary,", "equivalents: [gendarmerie,")
    assert problems == [
        "agency.yaml: police calls 'gendarmerie' an equivalent, which is none of its labels that mean one thing."
    ]


def test_names_are_those_labels_that_mean_the_whole_concept() -> None:
    neglect = load_vocabulary().concept(Scheme.ABUSE_TYPE, "neglect")
    assert {"Neglect", "child neglect"} <= set(neglect.names) < set(neglect.synonyms)
    assert "failure to thrive" not in neglect.names


def test_an_excuse_that_excuses_nothing_is_refused(data: Path) -> None:
    homonym = "  - label: zzz\n    concepts: [neglect]\n    reason: It is no label at all.\n"
    problems = _spoil(data, "abuse-type.yaml", "homonyms:\n", f"homonyms:\n{homonym}")
    assert any("homonyms excuses 'zzz'" in problem for problem in problems)


def test_a_link_to_a_concept_that_does_not_exist_is_refused(data: Path) -> None:
    problems = _spoil(data, "theme.yaml", "related: [early-help-offer, assessment]", "related: [agency/nobody]")
    assert problems == ["theme.yaml: thresholds is related to 'agency/nobody', which is no concept."]


def test_a_misspelt_key_is_named(data: Path) -> None:
    problems = _spoil(data, "agency.yaml", "prefLabel: Police", "preferredLabel: Police")
    assert any("agency.yaml: concepts.1.prefLabel: Field required" in problem for problem in problems)


def test_a_value_without_a_label_is_named(data: Path) -> None:
    problems = _spoil(data, "fields.yaml", "    shaking: Shaking\n", "")
    assert problems == ["fields.yaml: incident_type has no label for 'shaking'."]


@pytest.mark.parametrize(("content", "reason"), [("a: [", "is not YAML"), ("- a", "does not hold a mapping")])
def test_a_file_that_is_no_vocabulary_is_named(data: Path, content: str, reason: str) -> None:
    (data / "theme.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyInvalid, match=f"theme.yaml {reason}"):
        read_vocabulary(data)


def test_a_missing_file_is_named(data: Path) -> None:
    (data / "agency.yaml").unlink()
    with pytest.raises(VocabularyInvalid, match=re.escape("agency.yaml is missing.")):
        read_vocabulary(data)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_patterns_hold_nothing_that_their_language_does_not_know(scheme: Scheme) -> None:
    text = (resources.files("taxonomy") / "data" / f"{scheme}.yaml").read_text("utf-8")
    for concept in yaml.safe_load(text)["concepts"]:
        for pattern in (*concept.get("patterns", ()), *concept.get("hints", ())):
            assert not re.search(r"[\[\]{}*+^$\\]", pattern), (concept["id"], pattern)
            assert pattern.count("(") == pattern.count(")"), (concept["id"], pattern)


def test_normalising_forgets_case_hyphens_and_apostrophes() -> None:
    assert normalise("  Non-Accidental  INJURY ") == "non accidental injury"
    assert normalise("children’s") == normalise("childrens")
