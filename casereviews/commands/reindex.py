"""casereviews reindex: build the index anew from the library."""

from __future__ import annotations

import typer
from rich.console import Console

from casereviews.commands.options import LibraryOption, library_root
from casereviews.engines import open_engine
from casereviews.settings import load_settings
from records.errors import RecordDamaged
from records.library import Library


def reindex_command(library: LibraryOption = None) -> None:
    """Build the index anew from the records. Searches are answered by the old one until the new one is whole."""
    console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
    opened = Library.open(library_root(library))
    damaged: list[RecordDamaged] = []
    with opened.writing():
        waiting = opened.catalogue.waiting()
        engine = open_engine(opened, load_settings())
        try:
            count = engine.rebuild(opened.reviews(on_damaged=damaged.append))
        finally:
            engine.close()
        opened.catalogue.note_indexed(waiting)
    for damage in damaged:
        console.print(f"Left out: {damage}. Mend the record or restore it from a backup, then run this again.")
    typer.echo(f"{count:,} review{'' if count == 1 else 's'} indexed.")
    raise typer.Exit(1 if damaged else 0)
