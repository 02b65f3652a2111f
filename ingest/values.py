"""What a person writes for a field, in a manifest or in an amendment, as the value that a record holds."""

from __future__ import annotations

import re
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from ingest.describe.dates import find_dates
from records.dates import first_day
from records.models import Facts, Nation, Scheme, Source, Tag
from taxonomy import load_vocabulary

TAG_FIELDS = {"abuse_type": Scheme.ABUSE_TYPE, "agency": Scheme.AGENCY, "theme": Scheme.THEME}
"""Names under which a person gives tags, and their schemes."""

LIST_SEPARATOR = ";"
_DATES = frozenset({"published", "incident", "electronic_until"})


def parse_value(field: str, text: str) -> Any:
    """The value that `text` means for a field of a review; an empty text means that it has none.

    Values of a list are parted by `;`. Dates are read as `2014`, `2014-06`, `2014-06-30`, `30/06/2014`, `30 June 2014`.

    Raises ValueError with a sentence for the person who wrote it.
    """
    text = " ".join(text.split())
    adapter: TypeAdapter[Any] = TypeAdapter(get_type_hints(Facts, include_extras=True)[field])
    if field in _DATES:
        return parse_date(text) if text else None
    is_list = isinstance(getattr(Facts(), field), list)
    if not text:
        return [] if is_list else None
    given: Any = [part.strip() for part in text.split(LIST_SEPARATOR) if part.strip()] if is_list else text
    if _allowed(adapter):  # a closed list: its values may be written as words
        given = [_as_id(part) for part in given] if is_list else _as_id(given)
    try:
        return adapter.validate_python(given)
    except ValidationError:
        raise ValueError(_refusal(field, text, adapter)) from None


def parse_date(text: str) -> str:
    """A partial date, however it is written. Raises ValueError when it is none."""
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", text):
        first_day(text)
        return text
    found = list(find_dates(text, years=True))
    if len(found) != 1 or found[0].end - found[0].start < len(text.strip()):
        raise ValueError(f"'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return found[0].value


def parse_tags(field: str, text: str, *, source: Source) -> list[Tag]:
    """The tags that a person gives: concepts parted by `;`, one that begins with `-` is refused for good.

    A concept may be written as its id or its preferred label. Raises ValueError for one that the scheme does not have.
    """
    scheme = TAG_FIELDS[field]
    concepts = {concept.id: concept for concept in load_vocabulary().concepts(scheme)}
    by_label = {concept.pref_label.lower(): concept.id for concept in concepts.values()}
    tags = []
    for part in filter(None, (each.strip() for each in text.split(LIST_SEPARATOR))):
        is_refused = part.startswith("-")
        name = part.lstrip("+-").strip()
        concept = name if name in concepts else by_label.get(name.lower())
        if concept is None:
            raise ValueError(f"'{name}' is not a concept of the scheme {scheme.value}")
        tags.append(Tag(scheme=scheme, concept=concept, confidence=1.0, source=source, rejected=is_refused))
    return tags


def _as_id(words: str) -> str:
    return "-".join(words.lower().split()) if words not in {nation.value for nation in Nation} else words


def _refusal(field: str, text: str, adapter: TypeAdapter[Any]) -> str:
    allowed = _allowed(adapter)
    if allowed:
        return f"'{text}' is not a value of {field}: it takes one of {', '.join(allowed)}"
    return f"'{text}' is not a value of {field}"


def _allowed(adapter: TypeAdapter[Any]) -> list[str]:
    """The closed list that a field takes its values from, if it has one."""
    schema = adapter.json_schema()
    for definition in schema.get("$defs", {}).values():
        if "enum" in definition:
            return [str(value) for value in definition["enum"]]
    return []
