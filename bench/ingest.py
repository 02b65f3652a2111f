"""How long it takes to bring a folder of PDFs into a library, beside two desktop indexers on the same files.

    python -m bench.ingest DIRECTORY [--copies 10] [--runs 3]

Copies have a few bytes appended, so that each is a new file. recollindex and omindex (Debian packages recollcmd and
xapian-omega) only index; `casereviews ingest` reads text and structure, finds fields and tags with their evidence,
keeps records, and indexes. The stages are timed on the originals, in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pypdfium2

from ingest.describe.describing import describe
from ingest.extract import read
from ingest.extract.layout import Layout
from ingest.extract.pdfium import PdfReader
from ingest.stages import tag
from ingest.structure.document import structure
from ingest.structure.ruled_tables import may_hold_tables
from records.errors import FileRejected

MEGABYTE = 1_000_000
PROGRAM = Path(sys.executable).with_name("casereviews")


@dataclass(frozen=True, slots=True)
class Timed:
    seconds: float
    peak_worker_megabytes: float
    output: str


def copy_files(originals: list[Path], folder: Path, copies: int) -> None:
    for number in range(copies):
        for index, original in enumerate(originals):
            target = folder / str(number) / f"{index:03}-{original.name}"
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(original.read_bytes() + f"\n% copy {number}\n".encode())


def timed(command: list[str | Path], **options: str) -> Timed:
    """Run a program; the peak is that of the resident memory of the largest process below it."""
    started = time.monotonic()
    peak = 0
    with tempfile.TemporaryFile("w+") as output:
        run = psutil.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env={**os.environ, **options})
        while run.poll() is None:
            for child in run.children(recursive=True):
                try:
                    peak = max(peak, child.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue
            time.sleep(0.2)
        seconds = time.monotonic() - started
        output.seek(0)
        return Timed(seconds, peak / MEGABYTE, output.read())


def ours(folder: Path, scratch: Path) -> Timed:
    return timed([PROGRAM, "ingest", folder, "--library", scratch / "library", "--json"])


def recoll(folder: Path, scratch: Path) -> Timed:
    settings = scratch / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {folder}\n")
    return timed(["recollindex", "-c", str(settings)], RECOLL_CONFDIR=str(settings))


def omega(folder: Path, scratch: Path) -> Timed:
    return timed(["omindex", "--db", scratch / "omega", "--url", "/", folder])


def rivals() -> dict[str, Callable[[Path, Path], Timed]]:
    """The indexers that this machine has."""
    known = {"recollindex": recoll, "omindex": omega}
    return {name: run for name, run in known.items() if shutil.which(name)}


def stage_rows(originals: list[Path]) -> list[list[str]]:
    """Milliseconds a page of each stage, one after the other in this process."""
    spent = dict.fromkeys(["PDFium: words, boxes, styles", "boxes written down", "structure", "fields", "tags"], 0.0)
    pages = with_tables = 0

    def spend(stage: str, since: float) -> float:
        now = time.perf_counter()
        spent[stage] += now - since
        return now

    for path in originals:
        try:
            reading = read(path, ocr="never")
        except FileRejected:
            continue
        with pypdfium2.PdfDocument(path) as pdf:
            now = time.perf_counter()
            source = list(PdfReader(pdf).pages())
            now = spend("PDFium: words, boxes, styles", now)
        layout = Layout()
        for page in source:
            layout.take(page)
        now = spend("boxes written down", now)
        with_tables += sum(may_hold_tables(page.rules) for page in source)
        structure(source, {})
        now = spend("structure", now)
        describe(reading)
        now = spend("fields", now)
        tag(reading.document)
        spend("tags", now)
        pages += len(source)
    rows = [[stage, f"{1000 * seconds / pages:.2f}"] for stage, seconds in spent.items()]
    return [*rows, ["pages given to pdfplumber", f"{with_tables} of {pages}"]]


def start_up() -> float:
    """Seconds until a worker could read its first file."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "from ingest.stages import _tagger; _tagger()"], check=True)
    return time.monotonic() - started


def table(rows: list[list[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    originals = sorted(path for path in arguments.directory.rglob("*") if path.is_file())
    rows = [["run", "program", "files", "pages", "seconds", "pages a second", "peak of a worker, MB"]]
    for run in range(1, arguments.runs + 1):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "files"
            folder.mkdir()
            copy_files(originals, folder, arguments.copies)
            result = ours(folder, Path(scratch))
            report = json.loads(result.output)
            pages = report["pages"]
            for name, timing in {
                "casereviews": result,
                **{name: measure(folder, Path(scratch)) for name, measure in rivals().items()},
            }.items():
                speed = f"{pages / timing.seconds:.0f}"
                memory = f"{timing.peak_worker_megabytes:.0f}"
                rows.append([str(run), name, str(report["files"]), str(pages), f"{timing.seconds:.1f}", speed, memory])
    print(table(rows))
    print()
    print(table([["stage", "ms a page"], *stage_rows(originals), ["start-up of a worker, s", f"{start_up():.2f}"]]))


if __name__ == "__main__":
    main()
