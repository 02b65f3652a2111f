"""casereviews reindex: build the index anew from the library."""

from __future__ import annotations

import contextlib

import typer
from rich.console import Console

from casereviews.commands.options import LibraryOption, library_root
from casereviews.counting import count
from casereviews.engines import open_engine
from casereviews.settings import load_settings
from casereviews.waiting import index_what_waits
from records.errors import RecordDamaged
from records.library import Library


def reindex_command(library: LibraryOption = None) -> None:
    """Build the index anew from the records. Searches are answered by the old one until the new one is whole."""
    console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
    opened = Library.open(library_root(library))
    settings = load_settings()
    damaged: list[RecordDamaged] = []
    # Elasticsearch takes what others write meanwhile into the old index and the new; the embedded engine does not.
    alone = opened.writing() if settings.elasticsearch_url is None else contextlib.nullcontext()
    engine = open_engine(opened, settings)
    with alone, contextlib.closing(engine):
        waiting = opened.catalogue.waiting()
        indexed = engine.rebuild(opened.reviews(on_damaged=damaged.append))
        if settings.elasticsearch_url is None:
            opened.catalogue.note_indexed(waiting)
        else:
            index_what_waits(opened, engine)  # once more: it may have changed after the rebuild read it
    for damage in damaged:
        console.print(f"Left out: {damage}. Mend the record or restore it from a backup, then run this again.")
    typer.echo(f"{count(indexed, 'review')} indexed.")
    raise typer.Exit(1 if damaged else 0)
