"""One suite, an engine is a fixture: each behaviour of search is tested once and runs on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from records.library import Library
from records.models import Review
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_service
from search_api.request import SearchRequest
from search_api.service import SearchService

ServiceOver = Callable[[Sequence[Review]], SearchService]

ENGINES = ("tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine that a test runs on."""
    return str(request.param)


@pytest.fixture(scope="module")
def service_over(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceOver]:
    """Makes a service over a library of its own that holds these reviews, all indexed."""
    made: list[SearchService] = []

    def make(reviews: Sequence[Review]) -> SearchService:
        service = _service(engine, request, tmp_path_factory.mktemp("library"))
        made.append(service)
        for review in reviews:
            service.library.put(review)
        service.engine.rebuild(reviews)
        return service

    yield make
    for service in made:
        service.close()


def _service(engine: str, request: pytest.FixtureRequest, folder: Path) -> SearchService:
    library = Library.open(folder / "library", create=True)
    if engine == "tantivy":
        return build_service(library)
    url, new_index_prefix = (request.getfixturevalue(name) for name in ("elasticsearch_url", "new_index_prefix"))
    return build_service(library, elasticsearch=ElasticsearchSettings(urls=(url,), index=new_index_prefix()))


def ids(service: SearchService, q: str = "", **asked: object) -> list[str]:
    """The ids of the reviews that are listed, in order."""
    return [result.id for result in service.search(SearchRequest.model_validate({"q": q, **asked})).results]
