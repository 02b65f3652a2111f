"""What a process imports to start: every run pays for it, an ingest once for each worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def _imported(code: str) -> set[str]:
    """The modules that there are once this has run in a process of its own."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(shown.stdout.split())


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        ("import casereviews.cli", {"fastapi", "tantivy", "spacy", "pypdfium2"}),
        ("import casereviews.commands.ingest, ingest.pipeline", {"fastapi", "uvicorn", "spacy", "pypdfium2"}),
        ("from taxonomy.quick_start import import_spacy; import_spacy()", {"spacy.cli", "httpx", "weasel"}),
    ],
)
def test_what_starts_a_run_leaves_out_what_it_does_not_need(code: str, spared: set[str]) -> None:
    assert not _imported(code) & spared


def test_the_command_line_of_spacy_can_still_be_imported() -> None:
    code = "from taxonomy.quick_start import import_spacy; import_spacy(); import spacy.cli; assert spacy.cli.info"
    assert {"spacy.cli.info", "weasel"} <= _imported(code)
