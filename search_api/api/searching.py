"""GET /api/v1/reviews, /recommendations, /suggest, and reviews like another."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from search_api.api.asking import ReviewIdPath, ServiceOf, as_json, with_unknown
from search_api.api.problem import problems
from search_api.api.routing import ReadRouter
from search_api.request import PointRequest, SearchRequest
from search_api.results import PointResults, SearchResults, SimilarResults, Suggestions

router = ReadRouter(tags=["Searching"])


@router.read("/reviews", summary="Search reviews", response_model=SearchResults, responses=problems(422, 503))
def search_reviews(asked: Annotated[SearchRequest, Query()], request: Request, service: ServiceOf) -> Response:
    """Reviews that hold the words of `q` and pass every filter, with the passages that say why and counts of facets."""
    return as_json(with_unknown(request, service.search(asked)))


@router.read(
    "/recommendations",
    summary="Search recommendations and learning points",
    response_model=PointResults,
    responses=problems(422, 503),
)
def search_recommendations(asked: Annotated[PointRequest, Query()], request: Request, service: ServiceOf) -> Response:
    """Recommendations and learning points by their own words, and by all that their review is found by."""
    return as_json(with_unknown(request, service.recommendations(asked)))


@router.read("/reviews/{review_id}/similar", summary="Reviews like another", responses=problems(404, 410, 422, 503))
def similar_reviews(
    review_id: ReviewIdPath,
    service: ServiceOf,
    limit: Annotated[int, Query(ge=1, le=20, description="How many.", examples=[5])] = 5,
) -> SimilarResults:
    """Reviews that share concepts with this one, the rare ones counting most, and which those are."""
    return service.similar(review_id, limit=limit)


@router.read("/suggest", summary="Suggest while typing", responses=problems(422, 503))
def suggest(
    service: ServiceOf,
    q: Annotated[str, Query(description="What was typed so far.", examples=["profess"])] = "",
    limit: Annotated[int, Query(ge=1, le=20, description="How many at most.", examples=[8])] = 8,
) -> Suggestions:
    """Concepts with their scheme, authorities, titles and words of the library that begin with what was typed."""
    return Suggestions(suggestions=service.suggest(q, limit=limit))
