"""Each sentence knows the section it stands in, over pages and within nested sections."""

from __future__ import annotations

from records.models import Document, Page, Section, SectionKind
from search_api.analysis.pages import StoredPage, cut_pages
from search_api.analysis.rings import Rings
from taxonomy.vocabulary import load_vocabulary

_PAGES = (
    "Contents\n\nFindings 2",
    "Some story here.\n\n5 Recommendations\n\nFirst things.\n\n5.1 For schools\n\nCount swans.",
    "More for schools.\n\nGlossary\n\nLAC: a child in care.",
)


def _document() -> Document:
    two, three = _PAGES[1], _PAGES[2]
    sections = [
        _section("Contents", 1, 0, 1, len(_PAGES[0]), kind=SectionKind.CONTENTS),
        _section(
            "5 Recommendations", 2, two.index("5 Rec"), 3, three.index("Glossary"), kind=SectionKind.RECOMMENDATIONS
        ),
        _section("5.1 For schools", 2, two.index("5.1"), 3, three.index("Glossary"), level=2),
        _section("Glossary", 3, three.index("Glossary"), 3, len(three), kind=SectionKind.GLOSSARY),
    ]
    pages = [Page(number=number, text=text) for number, text in enumerate(_PAGES, 1)]
    return Document(id="0" * 16, sha256="0" * 64, filename="x.pdf", bytes=1, pages=pages, sections=sections)


def _section(
    heading: str,
    page: int,
    start: int,
    end_page: int,
    end: int,
    *,
    kind: SectionKind = SectionKind.BODY,
    level: int = 1,
) -> Section:
    return Section(heading=heading, level=level, page=page, start=start, end_page=end_page, end=end, kind=kind)


def _places() -> dict[str, tuple[str | None, SectionKind]]:
    return {
        page.text[sentence.span.start : sentence.span.end]: (sentence.place.heading, sentence.place.kind)
        for page in cut_pages(_document(), Rings(load_vocabulary()))
        for sentence in page.sentences
    }


def test_where_each_sentence_stands() -> None:
    places = _places()
    assert places["Findings 2"] == ("Contents", SectionKind.CONTENTS)
    assert places["Some story here."] == (None, SectionKind.BODY)
    assert places["First things."] == ("5 Recommendations", SectionKind.RECOMMENDATIONS)
    assert places["Count swans."] == ("5.1 For schools", SectionKind.RECOMMENDATIONS)
    assert places["More for schools."] == ("5.1 For schools", SectionKind.RECOMMENDATIONS)
    assert places["LAC: a child in care."] == ("Glossary", SectionKind.GLOSSARY)


def test_a_page_comes_back_from_the_index_as_it_went_in() -> None:
    for page in cut_pages(_document(), Rings(load_vocabulary())):
        stored = StoredPage.parse(page.stored())
        assert (stored.document, stored.number, stored.text) == (page.document, page.number, page.text)
        for index, sentence in enumerate(page.sentences):
            assert (stored.spans[2 * index], stored.spans[2 * index + 1]) == tuple(sentence.span)
            assert stored.sentences[index].split(" ") == list(sentence.stems)
            assert tuple(stored.places[stored.place_of[index]]) == (sentence.place.heading, sentence.minor)


def test_a_page_names_its_rings() -> None:
    pages = list(cut_pages(_document(), Rings(load_vocabulary())))
    assert any("looked-after" in token or token.startswith("ring/") for token in pages[2].rings)


def test_what_a_publisher_says_of_copying_is_minor() -> None:
    text = (
        "The boat was late.\n\nYou may reuse this information under the Open Government Licence.\n\n"
        "Piccadilly Gate, Store Street\n\n© Crown copyright 2030"
    )
    document = Document(id="0" * 16, sha256="0" * 64, filename="x.pdf", bytes=1, pages=[Page(number=1, text=text)])
    (page,) = cut_pages(document, Rings(load_vocabulary()))
    assert [sentence.minor for sentence in page.sentences] == [False, True, True, True]
    stored = StoredPage.parse(page.stored())
    assert [stored.places[place][1] for place in stored.place_of] == [False, True, True, True]
