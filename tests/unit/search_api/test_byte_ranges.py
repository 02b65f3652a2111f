"""Whatever a `Range` header says, what is answered lies within the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.api.byte_ranges import satisfiable
from search_api.errors import NoSuchPart

_PIECES = st.sampled_from(("bytes", "=", "-", ",", " ", "0", "5", "99", "9" * 5_000, "foo", "é"))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=12).map("".join), st.integers(0, 20))
def test_any_header_gives_parts_of_the_file_or_none(asked: str, size_bytes: int) -> None:
    try:
        parts = satisfiable(asked, size_bytes=size_bytes)
    except NoSuchPart:
        parts = None
    for part in parts or ():
        first, last = map(int, part.split("-"))
        assert 0 <= first <= last < size_bytes


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("bytes=0-4", ["0-4"]),
        ("bytes=2-", ["2-9"]),
        ("bytes=-3", ["7-9"]),
        ("bytes=-99", ["0-9"]),
        ("bytes=0-1, 4-99, 50-60", ["0-1", "4-9"]),
        ("items=0-1", None),
        ("bytes=3-2", None),
    ],
)
def test_parts_of_ten_bytes(asked: str, parts: list[str] | None) -> None:
    assert satisfiable(asked, size_bytes=10) == parts


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=-0"])
def test_no_part_of_ten_bytes(asked: str) -> None:
    with pytest.raises(NoSuchPart) as raised:
        satisfiable(asked, size_bytes=10)
    assert raised.value.headers == {"Content-Range": "bytes */10"}


def test_an_empty_file_has_no_parts() -> None:
    with pytest.raises(NoSuchPart):
        satisfiable("bytes=0-0", size_bytes=0)
