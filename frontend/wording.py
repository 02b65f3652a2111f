"""The site's short texts, read from `wording.yaml`: the only place that says them."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml

from records.models import Review


@functools.cache
def load_wording() -> dict[str, Any]:
    """The texts as nested mappings; read once per process."""
    loaded: dict[str, Any] = yaml.safe_load(resources.files("frontend").joinpath("wording.yaml").read_text("utf-8"))
    return loaded


def title_of(title: str | None, *, review_id: str, filename: str | None = None) -> str:
    """What to call a review: without a title, by its file or else its id, so that two can be told apart."""
    if title:
        return title
    words = load_wording()["result"]
    return str(words["untitled_file"].format(filename=filename) if filename else words["untitled"].format(id=review_id))


def title_of_review(review: Review) -> str:
    """What to call a review whose whole record is at hand."""
    filename = review.documents[0].filename if review.documents else None
    return title_of(review.title, review_id=review.id, filename=filename)
