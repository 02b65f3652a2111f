"""GET what is true of the whole: vocabulary, numbers, health."""

from __future__ import annotations

from fastapi import Response

from search_api.api.asking import ServiceOf
from search_api.api.problem import problems
from search_api.api.routing import ReadRouter
from search_api.results import Health, Stats, VocabularyAnswer

router = ReadRouter(tags=["The whole"])
health_router = ReadRouter(tags=["The whole"])


@router.read("/vocabulary", summary="The vocabulary")
def get_vocabulary(service: ServiceOf) -> VocabularyAnswer:
    """Every concept of every scheme, and the lists of values of a record's fields."""
    return service.describe_vocabulary()


@router.read("/stats", summary="What is in the library", responses=problems(503))
def get_stats(service: ServiceOf) -> Stats:
    """Numbers of reviews, documents, pages, recommendations; every facet counted."""
    return service.stats()


@health_router.read(
    "/health",
    summary="Whether searches are answered",
    responses={503: {"model": Health, "description": "They are not."}},
)
def get_health(service: ServiceOf, response: Response) -> Health:
    """200 when the engine answers, 503 when it does not; `detail` says what is wrong."""
    health = service.health()
    if health.status == "unavailable":
        response.status_code = 503
    return health
