"""The site's short texts, read from `wording.yaml`: the only place that says them."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml


@functools.cache
def load_wording() -> dict[str, Any]:
    """The texts as nested mappings; read once per process."""
    loaded: dict[str, Any] = yaml.safe_load(resources.files("frontend").joinpath("wording.yaml").read_text("utf-8"))
    return loaded
