"""Options that several verbs share, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="The library folder.  [CASEREVIEWS_LIBRARY, else ./library]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print only JSON on stdout; progress goes to stderr.")]


def library_root(given: Path | None) -> Path:
    """The library folder that is meant: the option, the environment, or ./library."""
    from casereviews.settings import load_settings  # noqa: PLC0415 (takes a tenth of a second to import)

    return given if given is not None else load_settings().library
