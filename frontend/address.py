"""Reading a search from an address, kindly: what is not understood is left out and said, never refused.

People keep addresses for years and mend them by hand; the API may answer 422, a page does not.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.datastructures import QueryParams

from frontend.wording import load_wording
from search_api.refusals import unknown_parameters
from search_api.request import FACETS, LONGEST_QUERY, SearchRequest
from taxonomy.vocabulary import Vocabulary

SCHEME_OF_FACET = {"abuse_type": "abuse-type", "agency": "agency", "theme": "theme", "addressed_to": "agency"}

_DATES = ("published_from", "published_to")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-]([0-9]{4})")
"""A day or a month as people here write it: 13/2/2019, 2/2019."""

RequestType = TypeVar("RequestType", bound=SearchRequest)


def read_address(
    parameters: QueryParams, shape: type[RequestType], *, vocabulary: Vocabulary
) -> tuple[RequestType, list[str]]:
    """The request that an address asks for, and a sentence for everything that was left out of it."""
    words = load_wording()
    given: dict[str, Any] = {name: parameters.getlist(name) for name in FACETS if name in parameters}
    given |= {name: parameters[name] for name in shape.model_fields if name not in FACETS and parameters.get(name)}
    given["q"] = given.get("q", "")[:LONGEST_QUERY]
    given |= {name: _as_recorded(given[name]) for name in _DATES if name in given}
    unknown = unknown_parameters(parameters, shape.model_fields)
    left_out = [unknown] if unknown else []
    for facet, scheme in SCHEME_OF_FACET.items():
        for value in [value for value in given.get(facet, []) if not vocabulary.has(scheme, value)]:
            given[facet].remove(value)
            if value:
                left_out.append(words["search"]["dropped_filter"].format(value=value[:80]))
    try:
        return shape.model_validate(given), left_out
    except ValidationError as error:
        for name, values in _refused(error, given).items():
            kept = [value for value in given[name] if value not in values] if name in FACETS else None
            given = {key: value for key, value in given.items() if key != name} | ({name: kept} if kept else {})
            label = words["facets"].get(name, name)
            sentence = words["search"]["dropped_date" if name in _DATES else "dropped_value"]
            left_out += [sentence.format(name=label, value=value[:80]) for value in values if value]
    return shape.model_validate(given), left_out


def _as_recorded(written: str) -> str:
    """A date with its year first; what is none stays as it is, to be refused."""
    found = _DAY_FIRST.fullmatch(written.strip())
    if found is None:
        return written.strip()
    day, month, year = found.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _refused(error: ValidationError, given: dict[str, Any]) -> dict[str, list[str]]:
    refused: dict[str, list[str]] = {}
    for fault in error.errors():
        name, *index = fault["loc"]
        value = given[str(name)]
        refused.setdefault(str(name), []).append(value[index[0]] if index else value)
    return refused
