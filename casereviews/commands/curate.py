"""casereviews amend, group, ungroup, withdraw: what a librarian does by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casereviews.commands.options import LibraryOption, library_root
from casereviews.counting import count
from casereviews.engines import open_engine
from casereviews.settings import load_settings
from records.library import Library

if TYPE_CHECKING:
    from ingest.curating import Curator

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The review's id, as search prints it.")]


def amend_command(
    review_id: IdArgument,
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="Lists are parted by ';'. abuse_type=neglect adds a tag, abuse_type=-neglect refuses it for good.",
        ),
    ],
    library: LibraryOption = None,
) -> None:
    """Correct fields and tags of a review. Your word wins over software's and survives every ingest."""
    for assignment in assignments:
        if "=" not in assignment:
            raise typer.BadParameter(
                f"'{assignment}' says no value: write it as '{assignment}=VALUE', in quotes where there are spaces",
                param_hint="FIELD=VALUE",
            )
    with _curator(library) as curator:
        review = curator.amend(review_id, assignments)
    typer.echo(f"{review.id} is amended.")


def withdraw_command(
    review_id: IdArgument,
    reason: Annotated[str, typer.Option(help="Why; readers who have the old link are shown this.")],
    library: LibraryOption = None,
) -> None:
    """Show a review no more. Its record stays; amend ID status=published brings it back."""
    with _curator(library) as curator:
        review = curator.withdraw(review_id, reason=reason)
    typer.echo(f"{review.id} is withdrawn.")


def group_command(
    first: Annotated[str, typer.Argument(metavar="ID")],
    second: Annotated[str, typer.Argument(metavar="ID")],
    library: LibraryOption = None,
) -> None:
    """Join two reviews of one case. The older id stays, and the other leads to it from then on."""
    with _curator(library) as curator:
        joined = curator.group(first, second)
    typer.echo(f"{joined.id} now has {count(len(joined.documents), 'document')}; {joined.former_ids[-1]} leads to it.")


def ungroup_command(
    review_id: IdArgument,
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id, as show prints it.")],
    library: LibraryOption = None,
) -> None:
    """Part a document from its review: it becomes a review of its own, and stays so."""
    with _curator(library) as curator:
        rest, apart = curator.ungroup(review_id, document_id)
    typer.echo(f"{rest.id} keeps {count(len(rest.documents), 'document')}; the other is now {apart.id}.")


@contextmanager
def _curator(library: Path | None) -> Iterator[Curator]:
    from ingest.curating import Curator  # noqa: PLC0415 - the other verbs need no PDF library

    opened = Library.open(library_root(library))
    engine = open_engine(opened, load_settings())
    try:
        yield Curator(opened, engine, say=_say)
    finally:
        engine.close()


def _say(message: str) -> None:
    typer.echo(message, err=True)
