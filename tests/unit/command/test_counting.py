"""Numbers of things, as a sentence says them."""

from __future__ import annotations

import io

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
