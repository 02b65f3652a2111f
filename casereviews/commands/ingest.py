"""casereviews ingest: bring files and folders of files into the library."""

from __future__ import annotations

import signal
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from casereviews.commands.options import JsonOption, LibraryOption, library_root
from casereviews.counting import count
from casereviews.engines import open_engine
from casereviews.progress import RunProgress, duration
from casereviews.settings import load_settings
from ingest.report import Report
from records.library import Library


class OcrChoice(StrEnum):
    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


MOST_NAMES = 50
"""Failures listed by name at the end; the rest are counted."""


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
    # The other verbs, serve above all, need no PDF library.
    from ingest.manifest import Manifest, read_manifest  # noqa: PLC0415
    from ingest.pipeline import Options, ingest  # noqa: PLC0415
    from ingest.workers import get_ready  # noqa: PLC0415

    get_ready()

    settings = load_settings()
    root = library_root(library)
    console = Console(stderr=True)
    signal.signal(signal.SIGTERM, _interrupt)
    opened = Library.open(root, create=True)
    supplied = read_manifest(manifest) if manifest is not None else Manifest()
    options = Options(workers=workers or settings.workers, ocr=ocr.value, manifest=supplied)
    with RunProgress(console=console) as progress:
        engine = open_engine(opened, settings)
        try:
            report = ingest(paths, library=opened, indexer=engine, progress=progress, options=options)
        finally:
            engine.close()
    unused = [f"{name}: none of the files has this name" for name in report.unused_rows]
    problems = [*map(str, supplied.problems), *unused]
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _tell(report, root=root, console=Console(soft_wrap=True, highlight=False, markup=False))
    _tell_of_manifest(manifest, "this could not be used", problems)
    _tell_of_manifest(manifest, "this is used as written, but may be mistyped", list(map(str, supplied.doubts)))
    if report.interrupted:
        raise typer.Exit(130)
    raise typer.Exit(1 if report.failed or problems else 0)


def _interrupt(_signal_number: int, _frame: FrameType | None) -> None:
    """A polite request to end is taken as Ctrl-C: what was read is kept."""
    raise KeyboardInterrupt


def _tell(report: Report, *, root: Path, console: Console) -> None:
    parts = [
        f"{count(report.files, 'file')}: {report.documents} read ({count(report.pages, 'page')} in "
        f"{duration(report.seconds)}), {report.unchanged} unchanged, {report.without_text} without text, "
        f"{len(report.failed)} failed."
    ]
    if report.without_text_paths:
        parts.append("\nThese hold no text that can be read (pictures of pages, perhaps):")
        parts += _named(report.without_text_paths)
    if report.failed:
        parts.append("\nThese are not in:")
        parts += _named([f"{failure.path}\n      {failure.reason}" for failure in report.failed])
        parts.append(f"Files that can never be read as they are stand in {root / 'quarantine'}, each with its reason.")
    if report.waiting_to_index:
        parts.append(
            f"{count(report.waiting_to_index, 'review')} kept and waiting to be indexed: run this again later."
        )
    if report.interrupted:
        parts.append("Stopped before the end. What was read is in; run the same command again for the rest.")
    elif not report.failed:
        parts.append(f"Everything is in the library at {root}.")
    console.print("\n".join(parts))


def _tell_of_manifest(manifest: Path | None, what: str, lines: list[str]) -> None:
    if lines:
        console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        console.print("\n".join([f"\nOf {manifest}, {what}:", *_named(lines)]))


def _named(names: list[str]) -> list[str]:
    shown = [f"  - {name}" for name in names[:MOST_NAMES]]
    return shown + ([f"  and {len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else [])
