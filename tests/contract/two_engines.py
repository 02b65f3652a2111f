"""Both engines over one generated library, for tests that compare their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.library_generator import generated_reviews
from records.library import Library
from records.models import Review
from search_api.engines import Engine, Found
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_engine

REVIEWS = 60
PAGES = 480
SCORES_AGREE_TO = 1e-5
"""Relative. Both count in 32 bits, and Lucene takes a score as the difference of two larger numbers."""


@dataclass(frozen=True, eq=False)
class TwoEngines:
    tantivy: Engine
    elasticsearch: Engine
    reviews: tuple[Review, ...]

    def close(self) -> None:
        self.tantivy.close()
        self.elasticsearch.close()


def two_engines(folder: Path, *, url: str, index: str, reviews: Iterable[Review] | None = None) -> TwoEngines:
    """Tantivy in a folder and Elasticsearch at an address, each with the same reviews."""
    library = Library.open(folder / "library", create=True)
    kept = tuple(generated_reviews(REVIEWS, pages=PAGES) if reviews is None else reviews)
    settings = ElasticsearchSettings(urls=(url,), index=index)
    engines = TwoEngines(build_engine(library), build_engine(library, elasticsearch=settings), kept)
    for engine in (engines.tantivy, engines.elasticsearch):
        engine.rebuild(kept)
    return engines


def assert_same(left: Found, right: Found) -> None:
    """The same total, hits, order, counts and scores."""
    assert left.total == right.total
    assert [hit.stored for hit in left.hits] == [hit.stored for hit in right.hits]
    assert left.facets == right.facets
    for one, other in zip(left.hits, right.hits, strict=True):
        assert abs(one.score - other.score) <= SCORES_AGREE_TO * max(1.0, abs(one.score))
