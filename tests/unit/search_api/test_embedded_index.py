"""The embedded index says what to run when it cannot be used, and is never mended behind one's back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from records.errors import IndexMismatch, IndexUnavailable
from records.library import Library
from search_api.engines import Ask, Engine
from search_api.factory import build_engine
from search_api.schema import Collection
from tests.contract.written_reviews import written


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


@pytest.fixture
def engine(library: Library) -> Iterator[Engine]:
    made = build_engine(library)
    made.rebuild([written("one", "A harbour.")])
    yield made
    made.close()


def _current(library: Library) -> Path:
    return library.index_folder / "tantivy" / "current.json"


def _total(engine: Engine) -> int:
    return engine.search(Collection.REVIEWS, Ask()).total


def test_before_anything_is_indexed_nothing_is_found(library: Library) -> None:
    engine = build_engine(library)
    assert (_total(engine), engine.health().reviews, dict(engine.words())) == (0, 0, {})


def test_what_another_process_commits_is_seen(library: Library, engine: Engine) -> None:
    writer = build_engine(library)
    writer.put(written("two", "A mill."))
    writer.commit()
    assert _total(engine) == 2


def test_two_cannot_write_at_once(library: Library, engine: Engine) -> None:
    engine.put(written("two", "A mill."))
    with pytest.raises(IndexUnavailable, match="Another process"):
        build_engine(library).put(written("three", "A mill."))


def test_what_was_not_committed_is_dropped(library: Library, engine: Engine) -> None:
    engine.put(written("two", "A mill."))
    engine.close()
    assert _total(build_engine(library)) == 1


def test_another_version_of_the_schema(library: Library, engine: Engine) -> None:
    content = json.loads(_current(library).read_text())
    _current(library).write_text(json.dumps(content | {"schema": 0}))
    with pytest.raises(IndexMismatch, match="casereviews reindex"):
        _total(engine)
    assert "casereviews reindex" in (engine.health().detail or "")
    engine.rebuild([written("two", "A mill.")])
    assert _total(engine) == 1


def test_another_vocabulary_is_served_and_said(library: Library, engine: Engine) -> None:
    content = json.loads(_current(library).read_text())
    _current(library).write_text(json.dumps(content | {"rings": "another"}))
    assert _total(engine) == 1
    assert "vocabulary" in (engine.health().detail or "")


@pytest.mark.parametrize("damage", ["{", "[]", '{"name": "g-none", "schema": 1, "rings": ""}'])
def test_a_damaged_index(library: Library, engine: Engine, damage: str) -> None:
    _current(library).write_text(damage)
    with pytest.raises(IndexMismatch, match="casereviews reindex"):
        _total(build_engine(library))


def test_a_generation_that_is_gone(library: Library, engine: Engine) -> None:
    (generation,) = _current(library).parent.glob("g-*")
    shutil.rmtree(generation)
    with pytest.raises(IndexMismatch, match="missing"):
        _total(build_engine(library))
    assert not generation.exists()


def test_old_generations_go_away(library: Library, engine: Engine) -> None:
    engine.rebuild([])
    engine.rebuild([written("two", "A mill.")])
    assert len(list(_current(library).parent.glob("g-*"))) == 1
