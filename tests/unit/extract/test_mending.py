"""Odd characters become those that a reader would type."""

import pytest

from ingest.extract.mending import mend


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("the oﬃcer was ﬁrst conﬁdent", "the officer was first confident"),
        ("the childâ€™s mother", "the child’s mother"),
        ("\uf0b7 a point", "• a point"),
        ("multi\u2011agency", "multi-agency"),
        ("zero\u200bwidth", "zerowidth"),
        ("cafe\u0301", "café"),
        ("plain words", "plain words"),
        ("“quoted” – and ‘so’ …", "“quoted” – and ‘so’ …"),
        ("Bwrdd Diogelu Plant Llŷn", "Bwrdd Diogelu Plant Llŷn"),
        ("a < b & c", "a < b & c"),
        ("ﬁnal assess\ufffe", "final assess\ufffe"),
    ],
)
def test_one_line(printed: str, mended: str) -> None:
    assert mend(printed) == mended
