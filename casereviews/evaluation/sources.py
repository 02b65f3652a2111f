"""The sources of a development set: what a careful reader says each document holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from records.errors import CaseReviewsError


class SourcesWrong(CaseReviewsError):
    """The folder of sources cannot be used."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document's expected values. `name` is that of its file without extension, by which the two are matched."""

    name: str
    expected: dict[str, Any]
    """The front matter: record fields, `abuse_types`, `agencies`, `themes`, `not_...`, `case`, `queries`, ..."""
    points: dict[str, Any]
    """`recommendations`, `learning_points` (a number), `incident_type`, `ages_months`; empty where not given."""
    body: str


def read_sources(folder: Path) -> list[Source]:
    """Read `*.md` of `folder`, each with YAML front matter, and `<name>.json` of the folder `points` beside it.

    Raises SourcesWrong, naming the file.
    """
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise SourcesWrong(f"There are no sources (*.md) in {folder}.")
    return [_read(path) for path in paths]


def _read(path: Path) -> Source:
    try:
        parts = path.read_text(encoding="utf-8").split("---\n", 2)
        expected = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0].strip() else None
        if not isinstance(expected, dict):
            raise SourcesWrong(
                f"{path} cannot be used as a source: it does not begin with values between two lines ---."
            )
        points_path = path.parent.parent / "points" / f"{path.stem}.json"
        points = json.loads(points_path.read_text(encoding="utf-8")) if points_path.is_file() else {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SourcesWrong(f"{path} cannot be used as a source: {error}") from error
    return Source(name=path.stem, expected=expected, points=points, body=parts[2])
