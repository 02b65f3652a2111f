"""What handlers take from a request."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Path, Request, Response
from pydantic import BaseModel

from search_api.service import SearchService


def service_of(request: Request) -> SearchService:
    return cast("SearchService", request.app.state.service)


def as_json(answer: BaseModel) -> Response:
    """An answer that was checked when it was made, written once: FastAPI would check and copy it again."""
    return Response(answer.model_dump_json(), media_type="application/json")


ServiceOf = Annotated[SearchService, Depends(service_of)]
ReviewIdPath = Annotated[
    str, Path(max_length=200, description="Id of a review, or a former one.", examples=["2014-northmoor-child-br"])
]
DocumentIdPath = Annotated[
    str, Path(max_length=64, description="Id of one of its documents.", examples=["0123456789abcdef"])
]
