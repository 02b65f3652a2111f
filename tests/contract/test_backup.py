"""A backup as docs/operating.md describes it: a copy of the library without its index, restored and indexed anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from bench.library_generator import generated_reviews
from records.library import Library
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.contract.conftest import ServiceOver

REQUESTS = [SearchRequest(q=q) for q in ("", "neglect", '"social worker"', "police AND school", "brusing")]


def answers(service: SearchService) -> list[dict[str, Any]]:
    return [service.search(request).model_dump(exclude={"took_ms"}) for request in REQUESTS]


def test_a_restored_library_answers_as_before(service_over: ServiceOver, tmp_path: Path) -> None:
    service = service_over(list(generated_reviews(12, pages=60)))
    before = answers(service)
    library = service.library
    backup = tmp_path / "backup"
    shutil.copytree(library.root, backup, ignore=shutil.ignore_patterns("index"))
    shutil.rmtree(library.root)
    shutil.copytree(backup, library.root)
    restored = Library.open(library.root)
    service.engine.rebuild(restored.reviews())
    assert answers(service) == before
    assert before[1]["total"] > 0
