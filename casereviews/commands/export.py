"""casereviews export: everything that is published, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from casereviews.commands.options import LibraryOption, library_root
from casereviews.engines import open_service
from casereviews.settings import load_settings
from records.library import Library
from search_api.exports import to_atom, to_bib, to_csv, to_jsonl, to_ris
from search_api.request import SearchRequest
from search_api.results import ListedReview
from taxonomy import Vocabulary


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    RIS = "ris"
    BIB = "bib"
    ATOM = "atom"
    SKOS = "skos"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where links lead: to a site at an address, or nowhere (in a feed, to places beside it)."""

    address: str
    vocabulary: Vocabulary

    @property
    def link(self) -> str:
        return f"{self.address}reviews/{{id}}" if self.address else ""


_WRITERS: dict[Format, Callable[[Iterable[ListedReview], _Place], Iterator[str]]] = {
    Format.JSONL: lambda results, place: to_jsonl(results, link=place.link),
    Format.CSV: lambda results, place: to_csv(results, link=place.link),
    Format.RIS: lambda results, place: to_ris(results, vocabulary=place.vocabulary, link=place.link),
    Format.BIB: lambda results, place: to_bib(results, vocabulary=place.vocabulary, link=place.link),
    Format.ATOM: lambda results, place: to_atom(
        results,
        vocabulary=place.vocabulary,
        title="Case reviews",
        about="",
        link=f"{place.address}reviews/{{id}}",
        self_link=f"{place.address}api/v1/reviews.atom",
        page_link=place.address or ".",
    ),
}


def export_command(
    library: LibraryOption = None,
    to: Annotated[
        Format, typer.Option("--format", help="skos is the vocabulary (Turtle); the others are all published reviews.")
    ] = Format.JSONL,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the site is served, for the addresses of reviews.")
    ] = "",
) -> None:
    """Write all published reviews, or the vocabulary, to standard output."""
    if to is Format.SKOS:
        from taxonomy.skos import to_turtle  # noqa: PLC0415 - rdflib takes a second to import

        sys.stdout.write(to_turtle())
        return
    with open_service(Library.open(library_root(library)), load_settings()) as service:
        place = _Place(f"{address.rstrip('/')}/" if address else "", service.vocabulary)
        for piece in _WRITERS[to](service.every_result(SearchRequest()), place):
            sys.stdout.write(piece)
