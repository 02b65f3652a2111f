"""What a person writes for a field, in a manifest or in an amendment, as the value that a record holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from ingest.describe.ages import months_in_words
from ingest.describe.dates import find_dates
from ingest.gazetteer.places import load_gazetteer
from records.dates import first_day
from records.models import Facts, Nation, Scheme, Source, Tag
from taxonomy import load_vocabulary

TAG_FIELDS = {"abuse_type": Scheme.ABUSE_TYPE, "agency": Scheme.AGENCY, "theme": Scheme.THEME}
"""Names under which a person gives tags, and their schemes."""

LIST_SEPARATOR = ";"
_DATES = frozenset({"published", "incident"})
_AGE_WORDS = re.compile(
    r"\b(?:newborn|new-born|neonat\w*|unborn|birth|pre-birth|infant|baby|babies|toddler|teen\w*|adolescent|adult|child)s?\b",
    re.IGNORECASE,
)
_OLDEST_MONTHS = 1_200
"""A hundred years: domestic homicide reviews are about adults, too."""


def parse_value(field: str, text: str) -> Any:
    """The value that `text` means for a field of a review; an empty text means that it has none.

    Values of a list are parted by `;`. Dates are read as `2014`, `2014-06`, `2014-06-30`, `30/06/2014`, `30 June 2014`.

    Raises ValueError with a sentence for the person who wrote it.
    """
    text = " ".join(text.split())
    if text and (refusal := _impossible(field, text)) is not None:
        raise ValueError(refusal)
    adapter: TypeAdapter[Any] = TypeAdapter(get_type_hints(Facts, include_extras=True)[field])
    if field in _DATES:
        return _past(parse_date(text)) if text else None
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


def doubts(field: str, text: str) -> list[str]:
    """What a person may want to look at once more: a sentence for each authority that is not in the gazetteer.

    The value is kept as written all the same, as nobody knows every authority that there was.
    """
    if field != "authority":
        return []
    gazetteer = load_gazetteer()
    sentences = []
    for name in filter(None, (" ".join(part.split()) for part in text.split(LIST_SEPARATOR))):
        if gazetteer.find(name) is None:
            nearest = gazetteer.nearest(name)
            question = f"; did you mean {nearest}?" if nearest else ""
            sentences.append(f"'{name}' is no authority that is known here{question}")
    return sentences


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


def _impossible(field: str, text: str) -> str | None:
    """Why no child and no case can have this value, or None."""
    if field == "child_age" and not months_in_words(text) and not _AGE_WORDS.search(text):
        return f"'{text}' is not an age: write it as 7 months, 3 years, or newborn"
    if field == "ages_months" and any(int(number) > _OLDEST_MONTHS for number in re.findall(r"\d{1,9}", text)):
        return f"'{text}' is not an age in months: write a number up to {_OLDEST_MONTHS}"
    return None


def _past(partial: str) -> str:
    if first_day(partial) > date.today():  # noqa: DTZ011  (a calendar day)
        raise ValueError(f"'{partial}' is still to come")
    return partial


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
