"""The life of Elasticsearch's indices: rebuilt aside, with changes meanwhile in both, cut short, of another version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from records.errors import IndexMismatch
from records.library import Library
from records.models import Review, Status
from search_api.analysis import cut
from search_api.engines import Ask, Engine, Order
from search_api.engines.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engines.elasticsearch.mapping import mapping
from search_api.factory import build_engine
from search_api.query.tree import Everything, Term
from search_api.schema import SCHEMA, SCHEMA_VERSION, Collection
from tests.contract.written_reviews import written

pytestmark = pytest.mark.elasticsearch

REVIEWS = [
    written(f"review-{number}", f"Words of the first edition, number {number}.", "And a page.") for number in range(5)
]
ALL = Ask(order=Order("sort_title"), limit=100)


class Cut(Exception):
    """What a test cuts a rebuild short with."""


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as connected:
        yield connected


@pytest.fixture
def prefix(new_index_prefix: Callable[[], str]) -> str:
    return new_index_prefix()


@pytest.fixture
def settings(elasticsearch_url: str, prefix: str) -> ElasticsearchSettings:
    return ElasticsearchSettings(urls=(elasticsearch_url,), index=prefix)


@pytest.fixture
def engine(settings: ElasticsearchSettings, tmp_path: Path) -> Iterator[Engine]:
    made = build_engine(Library.open(tmp_path / "library", create=True), elasticsearch=settings)
    yield made
    made.close()


@pytest.fixture
def another(settings: ElasticsearchSettings, tmp_path: Path, engine: Engine) -> Iterator[Engine]:
    """The engine as another process has it."""
    made = build_engine(Library.open(tmp_path / "library"), elasticsearch=settings)
    yield made
    made.close()


def found(engine: Engine, ask: Ask = ALL) -> list[str]:
    return [json.loads(hit.stored)["id"] for hit in engine.search(Collection.REVIEWS, ask).hits]


def holding(engine: Engine, word: str) -> list[str]:
    return found(engine, Ask(Term("body", cut(word)[0]), order=Order("sort_title")))


def edition(review: Review, *pages: str) -> Review:
    return written(review.id, *pages)


def test_the_mapping_is_strict_and_knows_every_field() -> None:
    for collection in Collection:
        made = mapping(collection, rings="r")
        assert made["dynamic"] == "strict"
        assert made["_meta"] == {"schema_version": SCHEMA_VERSION, "rings": "r"}
        assert {field.name for field in SCHEMA[collection]} <= set(made["properties"])


def test_an_index_that_nobody_made_is_named_with_what_to_run(engine: Engine) -> None:
    with pytest.raises(IndexMismatch, match="Run: casereviews reindex"):
        engine.search(Collection.REVIEWS, ALL)
    health = engine.health()
    assert health.reviews is None
    assert "Run: casereviews reindex" in str(health.detail)


def test_searches_see_the_old_index_until_the_new_one_is_whole(engine: Engine, another: Engine) -> None:
    engine.rebuild(REVIEWS[:2])
    seen: list[list[str]] = []

    def reviews() -> Iterator[Review]:
        for review in REVIEWS[2:]:
            seen.append(found(another))
            yield review

    assert engine.rebuild(reviews()) == 3
    assert seen == [["review-0", "review-1"]] * 3
    assert found(another) == ["review-2", "review-3", "review-4"]


@pytest.mark.parametrize("reason", [Cut, KeyboardInterrupt])
def test_a_rebuild_that_is_cut_short_leaves_the_old_index_and_nothing_else(
    engine: Engine, client: Elasticsearch, prefix: str, reason: type[BaseException]
) -> None:
    engine.rebuild(REVIEWS[:2])
    before = set(client.indices.get(index=f"{prefix}-*"))

    def reviews() -> Iterator[Review]:
        yield REVIEWS[3]
        raise reason

    with pytest.raises(reason):
        engine.rebuild(reviews())
    assert found(engine) == ["review-0", "review-1"]
    assert set(client.indices.get(index=f"{prefix}-*")) == before


def test_what_a_killed_rebuild_left_goes_with_the_next(engine: Engine, client: Elasticsearch, prefix: str) -> None:
    leftover = f"{prefix}-reviews-0123456789ab"
    client.indices.create(index=leftover, aliases={f"{prefix}-building": {}})
    engine.rebuild(REVIEWS)
    names = set(client.indices.get(index=f"{prefix}-*"))
    assert leftover not in names
    assert len(names) == len(Collection)


def test_what_is_written_during_a_rebuild_is_in_both(engine: Engine, another: Engine) -> None:
    engine.rebuild(REVIEWS)

    def reviews() -> Iterator[Review]:
        yield from REVIEWS[:2]
        another.put(edition(REVIEWS[0], "A second edition after it was read."))
        another.put(edition(REVIEWS[3], "A second edition before it was read."))
        another.put(written("review-9", "Entirely new."))
        another.delete("review-1")
        another.delete("review-4")
        another.commit()
        assert holding(another, "second") == ["review-0", "review-3"]
        yield from REVIEWS[2:]

    engine.rebuild(reviews())
    assert found(engine) == ["review-0", "review-2", "review-3", "review-9"]
    assert holding(engine, "second") == ["review-0", "review-3"]
    assert holding(engine, "first") == ["review-2"]
    pages = engine.pages(Everything(), reviews=("review-0", "review-1", "review-3"), each=10)
    assert {name: len(hits) for name, hits in pages.items()} == {"review-0": 1, "review-3": 1}


def test_what_is_put_before_and_committed_after_a_rebuild_is_not_lost(engine: Engine, another: Engine) -> None:
    engine.rebuild(REVIEWS)
    second = edition(REVIEWS[0], "A second edition.")
    another.put(second)
    engine.rebuild([second, *REVIEWS[1:]])
    another.commit()
    assert holding(engine, "second") == ["review-0"]
    assert found(engine) == [review.id for review in REVIEWS]


def test_a_page_that_a_new_edition_has_not_is_gone_at_once_with_the_commit(engine: Engine) -> None:
    engine.rebuild(REVIEWS)
    engine.put(edition(REVIEWS[0], "One page.", "Two pages.", "Three pages."))
    engine.put(edition(REVIEWS[0], "One page."))
    before = engine.pages(Everything(), reviews=("review-0",), each=10)["review-0"]
    engine.commit()
    after = engine.pages(Everything(), reviews=("review-0",), each=10)["review-0"]
    assert (len(before), len(after)) == (2, 1)


def test_a_review_that_is_withdrawn_leaves_nothing(engine: Engine, client: Elasticsearch, prefix: str) -> None:
    engine.rebuild(REVIEWS)
    engine.put(REVIEWS[0].model_copy(update={"status": Status.WITHDRAWN}))
    engine.commit()
    assert found(engine) == [review.id for review in REVIEWS[1:]]
    assert client.count(index=f"{prefix}-pages")["count"] == 8


def test_an_index_of_another_version_is_served_and_named_and_not_written_to(
    engine: Engine, another: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.rebuild(REVIEWS)
    monkeypatch.setattr("search_api.engines.elasticsearch.indices.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    assert len(found(another)) == len(REVIEWS)
    health = another.health()
    assert health.reviews == len(REVIEWS)
    assert f"version {SCHEMA_VERSION}" in str(health.detail)
    assert "Run: casereviews reindex" in str(health.detail)
    another.put(REVIEWS[0])
    with pytest.raises(IndexMismatch, match="Run: casereviews reindex"):
        another.commit()


def test_hits_further_than_one_request_reaches_are_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.engines.elasticsearch.asking.WINDOW", 2)
    engine.rebuild(REVIEWS)
    everything = [review.id for review in REVIEWS]
    for offset in range(7):
        for limit in (1, 3, 7):
            ask = Ask(order=Order("sort_title"), offset=offset, limit=limit)
            assert found(engine, ask) == everything[offset : offset + limit]
    assert engine.search(Collection.REVIEWS, Ask(offset=2**31 - 20, limit=20)).total == len(REVIEWS)


def test_two_libraries_share_a_cluster(engine: Engine, settings: ElasticsearchSettings, tmp_path: Path) -> None:
    longer = ElasticsearchSettings(urls=settings.urls, index=f"{settings.index}-reviews")
    other = build_engine(Library.open(tmp_path / "other", create=True), elasticsearch=longer)
    other.rebuild(REVIEWS[:1])
    engine.rebuild(REVIEWS)
    engine.rebuild(REVIEWS[1:])
    assert found(other) == ["review-0"]
    assert found(engine) == ["review-1", "review-2", "review-3", "review-4"]
    other.close()


def test_what_the_index_has_changes_its_generation(engine: Engine, another: Engine) -> None:
    assert isinstance(engine, ElasticsearchEngine)
    engine.rebuild(REVIEWS)
    generations = [engine.generation()]
    changes: list[Callable[[], None]] = [
        lambda: engine.put(REVIEWS[0]),
        lambda: engine.delete("review-1"),
        lambda: engine.delete("review-2"),
    ]
    for change in changes:
        change()
        engine.commit()
        generations.append(engine.generation())
    engine.rebuild(REVIEWS[3:])
    generations.append(engine.generation())
    assert len(set(generations)) == len(generations)
    assert another.generation() == generations[-1]
