"""casereviews tag: text in, tags with evidence out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from casereviews.commands.options import JsonOption
from records.errors import FileRejected
from taxonomy import load_vocabulary

if TYPE_CHECKING:
    from taxonomy.tagger import Explanation


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
        typer.echo(explanation.model_dump_json(indent=1, exclude=None if explain else {"mentions", "decisions"}))
        return
    console = Console(highlight=False, markup=False)
    if not explanation.english:
        console.print("The text is not in English: it is not tagged.")
    _print_tags(explanation, console)
    if explain:
        _print_mentions(explanation, console)
        _print_decisions(explanation, console)


def _print_tags(explanation: Explanation, console: Console) -> None:
    vocabulary = load_vocabulary()
    for tag in explanation.tags:
        console.print(
            Text(f"{vocabulary.label(tag.scheme, tag.concept)} ({tag.scheme.value}, {tag.confidence:.2f})", "bold")
        )
        for evidence in tag.evidence:
            console.print(Padding(f"p. {evidence.page}: {evidence.quote}", (0, 0, 0, 3)))
    if not explanation.tags and explanation.english:
        console.print("Nothing in the text is enough for a tag.")


def _print_mentions(explanation: Explanation, console: Console) -> None:
    console.print(Text("\nMentions", "bold"))
    for mention in explanation.mentions:
        because = f", {mention.because}" if mention.because else ""
        console.print(
            f"{mention.concept}: '{mention.text}' {mention.assertion.value}{because}, in {mention.zone.value}"
        )
        console.print(Padding(f"weight {mention.weight:.2f}  p. {mention.page}: {mention.sentence}", (0, 0, 0, 3)))


def _print_decisions(explanation: Explanation, console: Console) -> None:
    console.print(Text("\nDecisions", "bold"))
    for decision in explanation.decisions:
        verdict = "tagged" if decision.tagged else "not tagged"
        if decision.because:
            verdict = f"{verdict} because {decision.because}"
        reasons = ", ".join(f"{name} {value:+.2f}" for name, value in decision.reasons.items())
        console.print(
            f"{decision.concept}: {verdict}, {decision.confidence:.2f} against {decision.threshold:.2f} ({reasons})"
        )


def _text(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"'{file}' cannot be read: {error.strerror or error}", param_hint="FILE") from error
    if content.startswith((b"%PDF", b"PK\x03\x04")):
        raise FileRejected("not-text", f"'{file}' is a document, not text. Use: casereviews ingest '{file}'")
    return content.decode("utf-8", errors="replace")
