"""The verbs of the command line, one module each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casereviews.commands.curate import amend_command, group_command, ungroup_command, withdraw_command
from casereviews.commands.doctor import doctor_command
from casereviews.commands.evaluate import evaluate_command
from casereviews.commands.export import export_command
from casereviews.commands.ingest import ingest_command
from casereviews.commands.reindex import reindex_command
from casereviews.commands.search import search_command
from casereviews.commands.serve import serve_command
from casereviews.commands.show import show_command
from casereviews.commands.tag import tag_command

COMMANDS: dict[str, Callable[..., Any]] = {
    "ingest": ingest_command,
    "serve": serve_command,
    "search": search_command,
    "show": show_command,
    "tag": tag_command,
    "amend": amend_command,
    "group": group_command,
    "ungroup": ungroup_command,
    "withdraw": withdraw_command,
    "reindex": reindex_command,
    "evaluate": evaluate_command,
    "export": export_command,
    "doctor": doctor_command,
}
"""In the order in which help lists them."""
