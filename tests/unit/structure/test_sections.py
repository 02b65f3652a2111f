"""Headings are found with and without styles; sections begin and end where they say."""

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from ingest.structure.kinds import kind_of
from records.models import Document, SectionKind
from tests.pdfs import HEIGHT, SENTENCES, lines, pdf, prose, saved


def report(canvas: Canvas, titles: list[str], *, size: float, font: str) -> None:
    top = 80.0
    for title in titles:
        top = lines(canvas, [title], top=top + 10, size=size, font=font) + 4
        top = prose(canvas, " ".join(SENTENCES[:3]), top=top)


def document_of(folder: Path, titles: list[str], *, size: float = 11, font: str = "Helvetica") -> Document:
    return read(saved(folder, pdf(lambda canvas: report(canvas, titles, size=size, font=font)))).document


TITLES = ["1. Introduction", "2. Terms of reference", "3. Findings", "4. Recommendations", "Appendix: Glossary"]


@pytest.mark.parametrize(
    ("size", "font"), [(16, "Helvetica"), (11, "Helvetica-Bold"), (14, "Times-Bold")], ids=["larger", "bold", "both"]
)
def test_headings_are_told_by_size_or_weight(tmp_path: Path, size: float, font: str) -> None:
    assert [section.heading for section in document_of(tmp_path, TITLES, size=size, font=font).sections] == TITLES


def test_a_judgement_in_large_bold_print_is_a_heading_though_it_ends_as_a_sentence(tmp_path: Path) -> None:
    titles = ["The experiences and progress of children who need help and protection require improvement to be good."]
    assert len(titles[0].split()) > 14
    assert [
        section.heading for section in document_of(tmp_path, titles, size=12.5, font="Times-Bold").sections
    ] == titles
    assert document_of(tmp_path, titles, font="Helvetica-Bold").sections == []


def test_headings_in_capitals(tmp_path: Path) -> None:
    titles = [title.upper() for title in TITLES]
    assert [section.heading for section in document_of(tmp_path, titles).sections] == titles


def test_headings_that_are_underlined(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = 80.0
        for title in TITLES:
            canvas.line(72, HEIGHT - top - 12, 72 + stringWidth(title, "Helvetica", 11), HEIGHT - top - 12)
            top = lines(canvas, [title], top=top + 10) + 4
            top = prose(canvas, " ".join(SENTENCES[:3]), top=top)

    sections = read(saved(tmp_path, pdf(draw))).document.sections
    assert [section.heading for section in sections] == TITLES


def test_a_single_word_in_capitals_is_a_heading_unless_it_is_an_abbreviation(tmp_path: Path) -> None:
    titles = ["BACKGROUND", "MAPPA", "SUMMARY"]
    assert [section.heading for section in document_of(tmp_path, titles).sections] == ["BACKGROUND", "SUMMARY"]


def test_sections_hold_their_text(tmp_path: Path) -> None:
    document = document_of(tmp_path, TITLES, font="Helvetica-Bold")
    text = document.pages[0].text
    for section in document.sections:
        assert text[section.start : section.end] == f"{section.heading}\n\n{' '.join(SENTENCES[:3])}"
    assert [section.kind for section in document.sections] == [
        SectionKind.BODY,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.LEARNING,
        SectionKind.RECOMMENDATIONS,
        SectionKind.GLOSSARY,
    ]


def test_the_title_of_a_document_names_no_kind(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Learning from Child Z"], top=60, size=24)
        report(canvas, ["Introduction", "Analysis", "What we learned"], size=15, font="Helvetica")

    kinds = [section.kind for section in read(saved(tmp_path, pdf(draw))).document.sections]
    assert kinds == [SectionKind.BODY, SectionKind.BODY, SectionKind.BODY, SectionKind.LEARNING]


def test_parts_of_a_section_are_of_its_kind(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = lines(canvas, ["9. Recommendations"], top=60, size=18)
        for title in ("For the police", "For schools"):
            top = lines(canvas, [title], top=top + 12, size=14)
            top = prose(canvas, SENTENCES[0], top=top + 4)
        lines(canvas, ["10. Conclusion"], top=top + 16, size=18)

    kinds = [section.kind for section in read(saved(tmp_path, pdf(draw))).document.sections]
    assert kinds == [SectionKind.RECOMMENDATIONS] * 3 + [SectionKind.BODY]


def test_a_bold_lead_within_a_paragraph_is_no_heading(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 700, "Recommendation 1.")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(180, 700, "The Board should ask each agency for an account")
        canvas.drawString(72, 686, "of what it has changed, and should publish what it learns within a year.")

    document = read(saved(tmp_path, pdf(draw))).document
    assert document.sections == []
    assert document.pages[0].text.startswith("Recommendation 1. The Board should ask")


def test_a_section_runs_over_pages(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        top = lines(canvas, ["1. Analysis"], top=80, size=16)
        prose(canvas, SENTENCES[0], top=top + 6)

    def second(canvas: Canvas) -> None:
        top = prose(canvas, SENTENCES[1], top=80)
        top = lines(canvas, ["2. Conclusion"], top=top + 14, size=16)
        prose(canvas, SENTENCES[2], top=top + 6)

    analysis, conclusion = read(saved(tmp_path, pdf(first, second))).document.sections
    assert (analysis.page, analysis.start, analysis.end_page, analysis.end) == (1, 0, 2, len(SENTENCES[1]))
    assert (conclusion.page, conclusion.end_page) == (2, 2)


def test_numbering_gives_levels_to_headings_that_look_alike(tmp_path: Path) -> None:
    titles = ["1. Analysis", "1.1 Health", "1.2 Schools", "2. Conclusion"]
    sections = document_of(tmp_path, titles, font="Helvetica-Bold").sections
    assert [section.level for section in sections] == [1, 2, 2, 1]


def test_bookmarks_make_headings_of_plain_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("one")
        canvas.addOutlineEntry("The story of the family", "one")
        top = lines(canvas, ["The story of the family"], top=80)
        prose(canvas, " ".join(SENTENCES[:3]), top=top + 10)

    sections = read(saved(tmp_path, pdf(draw))).document.sections
    assert [section.heading for section in sections] == ["The story of the family"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Contents", SectionKind.CONTENTS),
        ("Table of contents", SectionKind.CONTENTS),
        ("Appendix 1: Abbreviations", SectionKind.GLOSSARY),
        ("11. References", SectionKind.REFERENCES),
        ("Bibliography", SectionKind.REFERENCES),
        ("Appendix A – Panel members", SectionKind.PANEL),
        ("Section 2: Terms of Reference and scope", SectionKind.TERMS_OF_REFERENCE),
        ("Definitions of abuse", SectionKind.DEFINITIONS),
        ("5. Key events", SectionKind.CHRONOLOGY),
        ("Appendix 2: Integrated chronology", SectionKind.CHRONOLOGY),
        ("9. RECOMMENDATIONS", SectionKind.RECOMMENDATIONS),
        ("Multi-agency action plan", SectionKind.RECOMMENDATIONS),
        ("What have we learned?", SectionKind.LEARNING),
        ("6. Lessons learned", SectionKind.LEARNING),
        ("Finding 3: No one asked the father", SectionKind.LEARNING),
        ("Executive summary", SectionKind.SUMMARY),
        ("Appendix C", SectionKind.APPENDIX),
        ("Annexe 4: Letters", SectionKind.APPENDIX),
        ("7. Analysis", None),
        ("Parental learning disability", None),
        ("The child's mother", None),
    ],
)
def test_kinds_by_their_names(heading: str, kind: SectionKind | None) -> None:
    assert kind_of(heading) == kind
