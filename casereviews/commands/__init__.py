"""The verbs of the command line, one module each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

_FUNCTIONS = {
    "ingest": "ingest.ingest_command",
    "serve": "serve.serve_command",
    "search": "search.search_command",
    "show": "show.show_command",
    "tag": "tag.tag_command",
    "amend": "curate.amend_command",
    "group": "curate.group_command",
    "ungroup": "curate.ungroup_command",
    "withdraw": "curate.withdraw_command",
    "reindex": "reindex.reindex_command",
    "evaluate": "evaluate.evaluate_command",
    "export": "export.export_command",
    "doctor": "doctor.doctor_command",
}
COMMANDS = tuple(_FUNCTIONS)
"""In the order in which help lists them."""

TAKES_HYPHENS = frozenset({"search"})
"""Verbs to which a word with a hyphen before it is a word like any other: `search neglect -police`."""


def load_command(verb: str) -> Callable[..., Any]:
    """The function of a verb. Only its own module is imported: all of them take most of a second of processor time,
    and every worker process of an ingest would import them too."""
    module, function = _FUNCTIONS[verb].split(".")
    command: Callable[..., Any] = getattr(import_module(f"casereviews.commands.{module}"), function)
    return command
