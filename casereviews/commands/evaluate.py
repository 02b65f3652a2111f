"""casereviews evaluate: how well a library was read, against what a careful reader says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from casereviews.commands.options import JsonOption, LibraryOption, library_root
from casereviews.counting import count
from casereviews.engines import open_service
from casereviews.evaluation.evaluating import Evaluation, evaluate, read_floors
from casereviews.evaluation.sources import read_sources
from casereviews.settings import load_settings
from records.errors import CaseReviewsError
from records.library import Library


class NothingToMeasure(CaseReviewsError):
    """The library holds none of the documents whose values are expected."""


def evaluate_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="Sources: *.md with expected values.")
    ],
    library: LibraryOption = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every difference, with its sentence.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare tags, fields, recommendations, groups and queries with what is expected of each document.

    Documents of the library are matched to sources by file name. Figures that must not be fallen below stand in
    figures.yaml beside DIR; when one is, the exit status is 1.
    """
    sources = read_sources(folder)
    with open_service(Library.open(library_root(library)), load_settings()) as service:
        evaluation = evaluate(service, sources, floors=read_floors(folder.parent / "figures.yaml"))
    if as_json:
        typer.echo(evaluation.model_dump_json(indent=1))
    if evaluation.documents == 0:
        raise NothingToMeasure(
            f"None of the documents of {count(len(sources), 'source')} in {folder} is in this library. "
            f"They are matched by file name: {sources[0].name}.pdf belongs to {sources[0].name}.md."
        )
    if not as_json:
        _print(evaluation, misses=misses, console=Console(highlight=False, markup=False))
    raise typer.Exit(1 if evaluation.fallen else 0)


def _print(evaluation: Evaluation, *, misses: bool, console: Console) -> None:
    documents = count(evaluation.documents, "document")
    verb = "is" if evaluation.documents == 1 else "are"
    console.print(f"{documents} of {count(evaluation.sources, 'source')} {verb} in the library.")
    for subject, figures in evaluation.figures.items():
        table = Table("figure", "value", "of", title=subject, title_justify="left", min_width=60)
        for figure in figures:
            table.add_row(figure.name, f"{figure.value:.3f}", str(figure.of))
        console.print(table)
    if misses:
        for subject, lines in evaluation.misses.items():
            console.print(f"\n{subject}: {count(len(lines), 'difference')}")
            for line in lines:
                console.print(f"  {line}")
    for fallen in evaluation.fallen:
        console.print(f"FALLEN: {fallen}")
