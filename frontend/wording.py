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


def title_of(title: str | None, *, review_id: str) -> str:
    """What to call a review: without a title, by its id, so that two can be told apart, and alike on every page."""
    return title or str(load_wording()["result"]["untitled"].format(id=review_id))


def title_of_review(review: Review) -> str:
    """What to call a review whose whole record is at hand."""
    return title_of(review.title, review_id=review.id)
