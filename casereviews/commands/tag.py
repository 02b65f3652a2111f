"""casereviews tag: text in, tags with evidence out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from casereviews.commands.options import JsonOption
from records.errors import FileRejected


def tag_command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text file, or - for standard input.")],
    as_json: JsonOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every mention, how it was taken, and what decided.")
    ] = False,
) -> None:
    """Tag any text: which abuse types, agencies and themes it is about, and the sentences that show it."""
    text = _text(file)
    from taxonomy.tagger import explain_text  # noqa: PLC0415 - spaCy takes a second to import

    explanation = explain_text(text)
    if as_json:
        typer.echo(explanation.model_dump_json(indent=1, exclude=None if explain else {"mentions"}))
        return
    typer.echo(explanation.model_dump_json(indent=1))


def _text(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"'{file}' cannot be read: {error.strerror or error}", param_hint="FILE") from error
    if content.startswith((b"%PDF", b"PK\x03\x04")):
        raise FileRejected("not-text", f"'{file}' is a document, not text. Use: casereviews ingest '{file}'")
    return content.decode("utf-8", errors="replace")
