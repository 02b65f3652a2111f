"""GET a review, the text of a page, a file."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Path
from fastapi.responses import FileResponse, JSONResponse, Response

from records.models import Review
from search_api.api.asking import DocumentIdPath, ReviewIdPath, ServiceOf
from search_api.api.byte_ranges import FileInParts
from search_api.api.problem import problems
from search_api.api.routing import ReadRouter
from search_api.results import PageText

router = ReadRouter(tags=["Reading"])

_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain; charset=utf-8",
}
"""What is shown as what it is; anything else, HTML above all, is only offered for download."""

_SHOWN_IN_PLACE = frozenset({".pdf", ".txt"})


@router.read(
    "/reviews/{review_id}",
    summary="One review",
    response_model=Review,
    responses={308: {"description": "It has another id now."}, **problems(404, 410, 422)},
)
def get_review(review_id: ReviewIdPath, service: ServiceOf) -> JSONResponse:
    """The record with tags and evidence, without the text of pages."""
    return JSONResponse(service.review(review_id).without_text())


@router.read(
    "/reviews/{review_id}/documents/{document_id}/pages/{number}",
    summary="The text of a page",
    responses=problems(404, 410, 422),
)
def get_page(
    review_id: ReviewIdPath,
    document_id: DocumentIdPath,
    number: Annotated[int, Path(ge=1, le=10**9, description="Page number, from 1.", examples=[3])],
    service: ServiceOf,
) -> PageText:
    """A page as a reader reads it: paragraphs separated by a blank line."""
    return service.page(review_id, document_id, number)


@router.read(
    "/reviews/{review_id}/documents/{document_id}/file",
    summary="The file of a document",
    response_class=FileResponse,
    responses={
        200: {"description": "The file.", "content": {"application/pdf": {}}},
        206: {"description": "The part that was asked for with Range."},
        **problems(404, 410, 416, 422),
    },
)
def get_file(review_id: ReviewIdPath, document_id: DocumentIdPath, service: ServiceOf) -> Response:
    """The file as it was published; parts of it by `Range`."""
    document, path = service.file(review_id, document_id)
    extension = path.suffix.lower()
    disposition = "inline" if extension in _SHOWN_IN_PLACE else "attachment"
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(document.filename, safe='')}",
    }
    return FileInParts(path, media_type=_TYPES.get(extension, "application/octet-stream"), headers=headers)
