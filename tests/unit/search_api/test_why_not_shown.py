"""The reason that a reader is given for a review that was withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.library import Library
from records.models import Status
from search_api.errors import Gone
from search_api.reading import read_review
from tests.contract.written_reviews import written


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("At the family's wish", "At the family's wish."),
        ("At the family's wish.", "At the family's wish."),
        ("The board wrote: “Please take it down.”", "The board wrote: “Please take it down.”"),
        ("The board wrote: 'Why is it there?'", "The board wrote: 'Why is it there?'"),
        ("It named a child (see the board's letter.)", "It named a child (see the board's letter.)"),
        ("It was “draft”", "It was “draft”."),
        ("", "no reason was given."),
    ],
)
def test_it_ends_with_one_full_stop(tmp_path: Path, reason: str, said: str) -> None:
    library = Library.open(tmp_path, create=True)
    library.put(written("gone", "A window.", status=Status.WITHDRAWN, withdrawn_reason=reason))
    with pytest.raises(Gone) as raised:
        read_review(library, "gone")
    assert str(raised.value) == f"This review was withdrawn: {said}"
