"""casereviews export: everything that is published, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from casereviews.commands.options import LibraryOption, library_root
from casereviews.engines import open_service
from casereviews.settings import load_settings
from records.library import Library
from search_api.exports import to_csv, to_jsonl, to_ris
from search_api.request import SearchRequest
from search_api.results import ListedReview


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    RIS = "ris"
    SKOS = "skos"


_WRITERS: dict[Format, Callable[[Iterable[ListedReview]], Iterator[str]]] = {
    Format.JSONL: to_jsonl,
    Format.CSV: to_csv,
    Format.RIS: to_ris,
}


def export_command(
    library: LibraryOption = None,
    to: Annotated[
        Format, typer.Option("--format", help="skos is the vocabulary (Turtle); the others are all published reviews.")
    ] = Format.JSONL,
) -> None:
    """Write all published reviews, or the vocabulary, to standard output."""
    if to is Format.SKOS:
        from taxonomy.skos import to_turtle  # noqa: PLC0415 - rdflib takes a second to import

        sys.stdout.write(to_turtle())
        return
    with open_service(Library.open(library_root(library)), load_settings()) as service:
        for piece in _WRITERS[to](service.every_result(SearchRequest())):
            sys.stdout.write(piece)
