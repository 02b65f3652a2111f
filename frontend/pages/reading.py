"""`/reviews/{id}/documents/{doc}/pages/{n}`: one page of a document, its text beside its picture, marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

from fastapi import Query
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from frontend import marking
from frontend.citing import citation_of_page
from frontend.page_pictures import PagePictures
from frontend.page_router import PageRouter
from frontend.pages.review import document_names, tag_of
from frontend.passage_names import find_passage, passage_name
from frontend.rendering import full_address, links_of, renderer_of
from frontend.returning import place_of_point, place_of_review, way_back
from frontend.wording import load_wording
from records.errors import IndexMismatch, IndexUnavailable
from records.models import Document, Evidence, Page, Point, Review
from search_api.errors import NotFound
from search_api.request import LONGEST_QUERY
from search_api.service import SearchService

router = PageRouter()

_MOST_DIGITS = 9
"""Of a page number that somebody writes; Python refuses to read some thousands of them."""
_AN_HOUR = "private, max-age=3600"

Boxes = Sequence[marking.Box]


class ReadingAddress(BaseModel):
    """What an address may ask of a page.

    What to mark on it (one of the first four), which passage the link leads to, by its first and last words, what to
    show of the page, and the list that the reader came from.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    q: Annotated[str, Field(max_length=LONGEST_QUERY)] = ""
    tag: str = ""
    field: str = ""
    point: str = ""
    passage: str = ""
    back: str = ""
    view: Literal["", "picture", "text"] = ""
    zoom: Literal["", "fit", "larger"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    html: Markup
    heading: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be marked on a page: the words of a query, or sentences; `about` says what they are.

    `passage` names the sentence that the link leads to.
    """

    query: str = ""
    quotes: Sequence[str] = ()
    about: str | None = None
    passage: str = ""

    def here(self, text: str) -> marking.Span | None:
        """Where the passage stands in the text of the page."""
        return find_passage(text, self.passage)

    def paragraphs(self, service: SearchService, text: str) -> list[Markup]:
        """The paragraphs of a text as HTML."""
        here = self.here(text)
        if self.query:
            spans = marking.spans_of_marks(service.marked(text, self.query))
        else:
            spans = marking.without_overlap(marking.quote_spans(text, self.quotes), here)
        return marking.marked_paragraphs(text, spans, here=here)

    def boxes(self, service: SearchService, layout: marking.PageLayout, text: str) -> tuple[Boxes, Boxes]:
        """The boxes of the passage, and those of the other marks."""
        here = self.here(text)
        of_passage = marking.boxes_of_quotes(layout, [text[slice(*here)]]) if here else []
        if self.query:
            return of_passage, marking.boxes_of_query(layout, partial(service.marked, q=self.query))
        spans = marking.without_overlap(marking.quote_spans(text, self.quotes), here)
        return of_passage, marking.boxes_of_quotes(layout, [text[slice(*span)] for span in spans])


@router.page("/reviews/{review_id}/documents/{document_id}/pages/{number}")
def reading_page(
    request: Request,
    review_id: str,
    document_id: str,
    number: int,
    asked: Annotated[ReadingAddress, Query()],
) -> Response:
    service: SearchService = request.app.state.service
    text = service.page(review_id, document_id, number)
    review = service.review(review_id)
    document = _document(review, document_id)
    page = next(page for page in document.pages if page.number == number)
    marks = _marks(review, document, number, asked)
    has_picture = _file(service, review, document) is not None
    layout = marking.read_layout(service.library.layout_path(document), number) if has_picture else None
    try:
        paragraphs = _paragraphs(service, document, page, marks)
        passage_boxes, boxes = marks.boxes(service, layout, page.text) if layout else ([], [])
        hits = request.app.state.hits.pages(review, document, marks.query) if marks.query else []
    except (IndexUnavailable, IndexMismatch):  # without it the words cannot be known; the page can be read all the same
        marks = Marks(passage=asked.passage)
        passage_boxes, boxes = marks.boxes(service, layout, page.text) if layout else ([], [])
        hits = []
        paragraphs = _paragraphs(service, document, page, marks)
    place = place_of_point(review.id, asked.point) if asked.point else place_of_review(review.id)
    back = way_back(asked.back, links_of(request), vocabulary=service.vocabulary, place=place)
    name = document_names(review.documents, vocabulary=service.vocabulary)[document.id]
    return renderer_of(request).page(
        request,
        "pages/reading.html",
        back=back.carried if back else "",
        way_back=back,
        review=review,
        document=document,
        name=name,
        page=page,
        citation=citation_of_page(review, page, name=name, vocabulary=service.vocabulary),
        address=full_address(request, links_of(request).page(review.id, document.id, number)),
        text=text,
        paragraphs=paragraphs,
        marks=marks,
        carried=asked.model_dump(exclude={"view", "back", "passage"}),
        passage=asked.passage,
        view=asked.view,
        zoom=asked.zoom,
        has_file=service.library.file_path(document) is not None,
        has_picture=has_picture,
        layout=layout,
        passage_boxes=passage_boxes,
        boxes=boxes,
        hits=hits,
    )


@router.page("/reviews/{review_id}/documents/{document_id}/pages")
def go_to_page(
    request: Request, review_id: str, document_id: str, asked: Annotated[ReadingAddress, Query()], number: str = ""
) -> Response:
    """Lead to the page whose number was written into the form, or to the nearest there is."""
    service: SearchService = request.app.state.service
    document = _document(service.review(review_id), document_id)
    written = number.strip()[:_MOST_DIGITS]
    wanted = int(written) if written.isascii() and written.isdecimal() else 1
    there = max(1, min(wanted, len(document.pages)))
    links = replace(links_of(request), back=asked.back)
    marks = asked.model_dump(exclude={"back", "passage"})
    return RedirectResponse(links.page(review_id, document_id, there, **marks), status_code=303)


@router.page("/reviews/{review_id}/documents/{document_id}/pages/{number}/image")
def page_picture(request: Request, review_id: str, document_id: str, number: int) -> Response:
    service: SearchService = request.app.state.service
    service.page(review_id, document_id, number)  # raises where it may not, or no longer, be shown
    review = service.review(review_id)
    document = _document(review, document_id)
    path = _file(service, review, document)
    pictures: PagePictures = request.app.state.page_pictures
    drawn = pictures.picture(document, path, number) if path else None
    if drawn is None:
        raise NotFound("There is no picture of this page.")
    return Response(drawn, media_type="image/webp", headers={"Cache-Control": _AN_HOUR})


def _document(review: Review, document_id: str) -> Document:
    document = review.document(document_id)
    if document is None:
        raise NotFound(f"The review '{review.id}' has no document '{document_id}'.")
    return document


def _file(service: SearchService, review: Review, document: Document) -> Path | None:
    """The file of a document that pages can be drawn from: a PDF that is there."""
    try:
        _, path = service.file(review.id, document.id)
    except NotFound:
        return None
    return path if path.suffix == ".pdf" else None


def _marks(review: Review, document: Document, number: int, asked: ReadingAddress) -> Marks:
    """What an address asks to have marked. What it names may be gone since: then nothing is."""

    def here(evidence: Sequence[Evidence]) -> list[str]:
        return [each.quote for each in evidence if each.document == document.id and each.page == number]

    words = load_wording()
    passage = asked.passage
    if asked.q:
        return Marks(query=asked.q, passage=passage)
    if asked.tag and (found := tag_of(review, asked.tag)):
        return Marks(quotes=here(found.evidence), about=asked.tag, passage=passage)
    if asked.field in words["fields"] or asked.field == "summary":
        provenance = review.provenance.get(asked.field)
        label = words["fields"].get(asked.field, words["review"]["summary"])
        return Marks(quotes=here(provenance.evidence) if provenance else [], about=label, passage=passage)
    on_page = [
        point
        for point in (*review.recommendations, *review.learning_points)
        if point.document == document.id and point.page <= number <= point.end_page
    ]
    if asked.point and (point := _point(on_page, asked)):
        return Marks(quotes=point.text.split("\n\n"), about=point.number or point.title)
    return Marks(passage=passage)


def _point(points: Sequence[Point], asked: ReadingAddress) -> Point | None:
    """The point that an address names: by its words where it says them, as a new ingest may number anew."""
    if asked.passage:
        points = [point for point in points if passage_name(point.text) == asked.passage]
    by_id = next((point for point in points if point.id == asked.point), None)
    return by_id or (points[0] if asked.passage and points else None)


def _paragraphs(service: SearchService, document: Document, page: Page, marks: Marks) -> list[Paragraph]:
    headings = {
        section.start: " ".join(section.heading.split()) for section in document.sections if section.page == page.number
    }
    paragraphs = zip(marking.paragraph_spans(page.text), marks.paragraphs(service, page.text), strict=True)
    return [
        Paragraph(html, heading=headings.get(start) == " ".join(page.text[start:end].split()))
        for (start, end), html in paragraphs
    ]
