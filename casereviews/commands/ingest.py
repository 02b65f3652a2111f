"""casereviews ingest: bring files and folders of files into the library."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casereviews.commands.options import JsonOption, LibraryOption
from ingest.workers import get_ready


class OcrChoice(StrEnum):
    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def ingest_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders that are searched for files.")
    ],
    library: LibraryOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Files read side by side.  [the number of processors]")
    ] = None,
    ocr: Annotated[
        OcrChoice,
        typer.Option(help="Recognise the text of pages that are pictures: where there is none, never, always."),
    ] = OcrChoice.AUTO,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="What you know of the files: a column filename, and any field or tag."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read review documents into the library and index them.

    Files that are in already and unchanged are not read again, so the same command can be given whenever something is
    new, and again after Ctrl-C. A file that cannot be read is put in quarantine with its reason; all others go in.
    """
    for path in [*paths, *([manifest] if manifest else [])]:
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder '{path}'", param_hint="PATH")
    get_ready()
    # All else takes its time to import, too, and is imported while the process from which workers are copied loads.
    from casereviews.ingesting import bring_in  # noqa: PLC0415

    status = bring_in(paths, library=library, workers=workers, ocr=ocr.value, manifest=manifest, as_json=as_json)
    raise typer.Exit(status)
