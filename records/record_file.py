"""Reading one record from disk, and saying what is wrong with it when it cannot be read."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from records.errors import RecordDamaged, ReviewNotFound
from records.models import Review


def read_record(path: Path) -> Review:
    """Parse one record. Raises RecordDamaged, saying where in the file, or ReviewNotFound if it is gone."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ReviewNotFound(path.parent.name) from None
    except OSError as error:
        raise RecordDamaged(path, error.strerror or str(error)) from error
    try:
        review = Review.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise RecordDamaged(path, f"{place}: {first['msg']}") from error
    if review.id != path.parent.name:
        raise RecordDamaged(path, f"its id is '{review.id}', but its folder is '{path.parent.name}'")
    return review
