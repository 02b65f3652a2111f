from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from records.library import Library
from records.models import Document, Page, Review

NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "a library", create=True)


@pytest.fixture
def make_review() -> Callable[..., Review]:
    def make(review_id: str = "2019-northmoor-child-q", **fields: Any) -> Review:
        digest = sha256(review_id.encode()).hexdigest()
        document = Document(
            id=digest[:16],
            sha256=digest,
            filename="q.pdf",
            bytes=10,
            pages=[Page(number=1, text="The review of Child Q.")],
            logic_versions={"extraction": 1},
        )
        values: dict[str, Any] = {"documents": [document], "added": NOW, "updated": NOW, **fields}
        return Review(id=review_id, **values)

    return make
