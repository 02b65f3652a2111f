"""What is wrong with a parameter, in a sentence that says what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

_SAYS = {
    "int_parsing": "write a whole number, such as 20",
    "int_parsing_size": "write a whole number, such as 20",
    "int_from_float": "write a whole number, such as 20",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "bool_parsing": "write true or false",
    "string_too_long": "write {max_length} characters at most",
    "string_pattern_mismatch": "write a year with its four digits, such as 2019",
}
"""By the kinds of pydantic's errors, with the values that their context has. Years alone have a pattern."""

_MEANT = {
    "query": "q", "search": "q", "text": "q", "from": "published_from", "to": "published_to", "limit": "size",
    "per_page": "size", "page_size": "size", "order": "sort", "order_by": "sort", "type": "review_type",
    "age": "child_age_band", "age_band": "child_age_band", "sex": "child_sex", "gender": "child_sex",
    "council": "authority", "local_authority": "authority", "category": "abuse_type", "role": "document_role",
}  # fmt: skip
"""Names that people try, and that are not spelt like the one they mean."""

_MOST_NAMED = 5
_LONGEST_NAME = 60


def refusal(error: Mapping[str, Any]) -> str:
    """`size: write 100 or less`, of one of pydantic's errors. What was typed is not repeated, but where it is short."""
    where = ".".join(part for part in error["loc"] if isinstance(part, str) and part not in ("query", "path"))
    return f"{where}: {advice(error)}" if where else advice(error)


def advice(error: Mapping[str, Any]) -> str:
    """What to write instead."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind in ("enum", "literal_error"):
        return _one_of(re.findall(r"'([^']*)'", str(context["expected"])), typed=str(error.get("input", "")))
    if kind in _SAYS:
        return _SAYS[kind].format(**context)
    return str(error["msg"]).removeprefix("Value error, ")


def unknown_parameters(names: Iterable[str], known: Iterable[str]) -> str | None:
    """A sentence for each name that is none of the known ones, with the one that was likely meant; None without any."""
    known = list(known)
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    sentences = []
    for name in unknown[:_MOST_NAMED]:
        meant = likely(name, known)
        question = f" Did you mean {meant}?" if meant else ""
        sentences.append(f"There is no parameter “{name[:_LONGEST_NAME]}”, so it was left out.{question}")
    if len(unknown) > _MOST_NAMED:
        sentences.append(f"{len(unknown) - _MOST_NAMED:,} more parameters were left out, as there are none so called.")
    return " ".join(sentences) or None


def likely(typed: str, known: Iterable[str]) -> str | None:
    """The one of the known names that was most likely meant, or None."""
    known = list(known)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+", "_", typed[:_LONGEST_NAME]).strip("_").lower()
    if _MEANT.get(name) in known:
        return _MEANT[name]
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.7)), None)


def _one_of(values: list[str], *, typed: str) -> str:
    close = difflib.get_close_matches(typed[:_LONGEST_NAME].lower(), values, n=1, cutoff=0.6)
    question = f"; did you mean {close[0]}?" if close else ""
    return f"write one of {', '.join(values[:-1])} or {values[-1]}{question}" if values[1:] else f"write {values[0]}"
