"""What handlers take from a request."""

from __future__ import annotations

from typing import Annotated, TypeVar, cast

from fastapi import Depends, Path, Request, Response
from pydantic import BaseModel

from search_api.refusals import unknown_parameters
from search_api.request import PointRequest, SearchRequest
from search_api.results import Listing, PointResults
from search_api.service import SearchService

Answered = TypeVar("Answered", bound=Listing)


async def service_of(request: Request) -> SearchService:
    """Asynchronous, as FastAPI has a thread answer what is not, and waits for it."""
    return cast("SearchService", request.app.state.service)


def as_json(answer: BaseModel) -> Response:
    """An answer that was checked when it was made, written once: FastAPI would check and copy it again."""
    return Response(answer.model_dump_json(), media_type="application/json")


def with_unknown(request: Request, answer: Answered) -> Answered:
    """The answer, with a notice of the parameters that there are none of: a link with one is still answered."""
    known = PointRequest.model_fields if isinstance(answer, PointResults) else SearchRequest.model_fields
    unknown = unknown_parameters(request.query_params, known)
    if unknown is None:
        return answer
    return answer.model_copy(update={"notice": " ".join(filter(None, (unknown, answer.notice)))})


ServiceOf = Annotated[SearchService, Depends(service_of)]
ReviewIdPath = Annotated[
    str, Path(max_length=200, description="Id of a review, or a former one.", examples=["2014-northmoor-child-br"])
]
DocumentIdPath = Annotated[
    str, Path(max_length=64, description="Id of one of its documents.", examples=["0123456789abcdef"])
]
