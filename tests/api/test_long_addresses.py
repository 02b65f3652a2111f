"""Addresses that nobody reads to the end are cut before they are decoded, and said to be."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote

import httpx
import pytest

from search_api.api.long_addresses import ShortAddresses
from search_api.request import LONGEST_QUERY


@pytest.mark.anyio
@pytest.mark.parametrize("character", ["(", "w", "é", "😀"])
async def test_of_a_megabyte_what_is_read_is_kept_and_the_other_parameters_too(character: str) -> None:
    seen: list[bytes] = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["query_string"])

    query = f"page=2&q={quote(character * 90_000)}&size=1".encode()
    await ShortAddresses(application)({"type": "http", "query_string": query}, None, None)  # type: ignore[arg-type]
    assert len(seen[0]) < 25_000
    read = parse_qs(seen[0].decode())
    assert (read["page"], read["size"]) == (["2"], ["1"])
    assert read["q"][0].startswith(character * LONGEST_QUERY)
    assert len(read["q"][0]) > LONGEST_QUERY  # so that it is said that not all was read


def test_it_is_said_over_http(client: httpx.Client) -> None:
    body = client.get("/api/v1/reviews", params={"q": "window " * 4_000, "size": "1"}).raise_for_status().json()
    assert "Only the first 2,000 characters" in body["notice"]
    assert body["size"] == 1
