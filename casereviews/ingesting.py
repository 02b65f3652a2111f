"""A run of ingest as a person sees it: its progress while it lasts, and at the end what became of the files."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from casereviews.commands.options import library_root
from casereviews.counting import count
from casereviews.engines import open_engine
from casereviews.progress import RunProgress, duration
from casereviews.settings import load_settings
from ingest.manifest import Manifest, read_manifest
from ingest.pipeline import Options, ingest
from ingest.report import Report
from records.library import Library

if TYPE_CHECKING:
    from ingest.extract import OcrMode

MOST_NAMES = 50
"""Failures listed by name at the end; the rest are counted."""


def bring_in(
    paths: list[Path],
    *,
    library: Path | None,
    workers: int | None,
    ocr: OcrMode,
    manifest: Path | None,
    as_json: bool,
) -> int:
    """Ingest, tell of it, and return the exit status. What is None is taken from the settings."""
    settings = load_settings()
    root = library_root(library)
    console = Console(stderr=True)
    signal.signal(signal.SIGTERM, _interrupt)
    opened = Library.open(root, create=True)
    supplied = read_manifest(manifest) if manifest is not None else Manifest()
    options = Options(workers=workers or settings.workers, ocr=ocr, manifest=supplied)
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
        return 130
    return 1 if report.failed or problems else 0


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
