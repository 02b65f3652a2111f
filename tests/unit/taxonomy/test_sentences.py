"""Pages as sentences that know where they stand."""

from __future__ import annotations

import pytest

from records.models import Document, Page, Section, SectionKind
from taxonomy.plain_text import document_of
from taxonomy.sentences import LONGEST_SENTENCE, sentences_of
from taxonomy.zones import Zone, zones_of


def _texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(document_of(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Brown rang Dr. Lee. She came.", ["Mr. Brown rang Dr. Lee.", "She came."]),
        ("He was 14. He was known.", ["He was 14.", "He was known."]),
        ("4. The Board should act. It did.", ["4. The Board should act.", "It did."]),
        ("5.1.2 Nobody asked. Why?", ["5.1.2 Nobody asked.", "Why?"]),
        ("It rose, e.g. in No. 7 and para. 3.", ["It rose, e.g. in No. 7 and para. 3."]),
        ("It was Child K. Early on he left.", ["It was Child K.", "Early on he left."]),
        ("She saw Mr T. Nobody asked J. Smith.", ["She saw Mr T.", "Nobody asked J. Smith."]),
        ("“Who is he?” She did not say.", ["“Who is he?”", "She did not say."]),
        ("one\n\ntwo", ["one", "two"]),
        ("a line that was\nbroken in two", ["a line that was broken in two"]),
        ("Points:\n• one\n• two", ["Points:", "• one", "• two"]),
        ("Agency\tContact\nPolice\tNone\nSchool\tYes", ["Agency Contact", "Police None", "School Yes"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert _texts(text) == sentences


def test_every_sentence_stands_on_its_page_word_for_word() -> None:
    document = document_of("# One\nA first   page. It  goes\non here.\f# Two\nAnother one. " + "word " * 900)
    for sentence in sentences_of(document):
        page = document.pages[sentence.page - 1]
        assert sentence.text in " ".join(page.text.split())


def test_a_text_without_sentence_ends_is_cut() -> None:
    sentences = sentences_of(document_of("neglect " * 1_000 + "x" * 3_000))
    assert all(0 < len(sentence.text) <= LONGEST_SENTENCE and not sentence.whole for sentence in sentences)
    assert sum(len(sentence.text.replace(" ", "")) for sentence in sentences) == 7 * 1_000 + 3_000


def _section(heading: str, level: int = 1, kind: SectionKind = SectionKind.BODY) -> Section:
    return Section(heading=heading, level=level, page=1, start=0, end_page=1, end=1, kind=kind)


@pytest.mark.parametrize(
    ("section", "zone"),
    [
        (_section("3. Methodology"), Zone.METHOD),
        (_section("How the review was carried out"), Zone.METHOD),
        (_section("Membership of the panel"), Zone.PANEL),
        (_section("Note on terms"), Zone.BOILERPLATE),
        (_section("Finding 2: the fathers were left out"), Zone.FINDINGS),
        (_section("Practice and organisational learning"), Zone.FINDINGS),
        (_section("Executive summary"), Zone.SUMMARY),
        (_section("Spring 2014"), Zone.NARRATIVE),
        (_section("Anything", kind=SectionKind.GLOSSARY), Zone.BOILERPLATE),
        (_section("Anything", kind=SectionKind.RECOMMENDATIONS), Zone.RECOMMENDATIONS),
    ],
)
def test_zones_by_kind_or_by_words_of_the_heading(section: Section, zone: Zone) -> None:
    assert zones_of([section]) == [zone]


def test_a_heading_without_a_zone_of_its_own_has_that_of_the_heading_above() -> None:
    sections = [_section("8. Analysis"), _section("Challenge", 2), _section("Records", 2), _section("9. Spring")]
    assert zones_of(sections) == [Zone.FINDINGS, Zone.FINDINGS, Zone.FINDINGS, Zone.NARRATIVE]


def test_text_before_the_first_heading_is_the_cover_on_page_one_only() -> None:
    document = document_of("Northmoor Board\f\fStory goes on.")
    assert [sentence.zone for sentence in sentences_of(document)] == [Zone.COVER, Zone.NARRATIVE]


def test_a_section_that_starts_inside_a_page_parts_its_paragraphs() -> None:
    page = Page(number=1, text="What was done.\nMethod\nThe panel met.")
    section = Section(heading="Method", level=1, page=1, start=15, end_page=1, end=36)
    document = Document(id="0" * 16, sha256="0" * 64, filename="a", bytes=1, pages=[page], sections=[section])
    assert [(s.text, s.zone) for s in sentences_of(document)] == [
        ("What was done.", Zone.COVER),
        ("Method The panel met.", Zone.METHOD),
    ]
