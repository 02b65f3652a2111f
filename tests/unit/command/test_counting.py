"""Numbers of things, as a sentence says them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from casereviews.counting import count
from casereviews.progress import RunProgress, duration


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 reviews"), (1, "1 review"), (2, "2 reviews"), (1400, "1,400 reviews")]
)
def test_one_is_one(number: int, said: str) -> None:
    assert count(number, "review") == said


@pytest.mark.parametrize(("seconds", "said"), [(1.2, "1 second"), (40, "40 seconds"), (200, "3 minutes")])
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("files", "said"), [(1, "Reading 1 file."), (2, "Reading 2 files.")])
def test_progress_counts_files(files: int, said: str) -> None:
    out = io.StringIO()
    with RunProgress(console=Console(file=out)) as progress:
        progress.begin(files=files, total_bytes=10)
    assert out.getvalue().strip() == said


def test_lines_tell_of_pages_recognised_in_a_scan_and_of_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 100.0, 101.0, 200.0])
    monkeypatch.setattr("casereviews.progress.time.monotonic", lambda: next(clock))
    out = io.StringIO()
    scan = Path("scan.pdf")
    with RunProgress(console=Console(file=out)) as progress:
        progress.begin(files=1, total_bytes=1_000)
        progress.recognised(scan, pages=50, of=200, size_bytes=1_000)
        progress.recognised(scan, pages=51, of=200, size_bytes=1_000)  # too soon after the last line
        progress.advance(scan, pages=200, size_bytes=1_000)
    assert out.getvalue().strip().splitlines() == [
        "Reading 1 file.",
        "0 of 1 file, 50 pages, 0.5 pages/s, scans in hand: 50 of 200 pages, about 5 minutes left.",
        "1 of 1 file, 200 pages, 1.0 pages/s.",
    ]


def test_a_bar_moves_with_the_pages_of_a_scan() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=120)
    with RunProgress(console=console) as progress:
        progress.begin(files=1, total_bytes=1_000)
        progress.recognised(Path("scan.pdf"), pages=50, of=200, size_bytes=1_000)
    assert "scans in hand: 50 of 200 pages" in out.getvalue()
