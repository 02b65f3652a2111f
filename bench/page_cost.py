"""What a page of results costs the processor, the search and the page itself apart: figures that a busy machine spares.

.venv/bin/python -m bench.page_cost LIBRARY
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from bench.page_answers import QUERIES
from frontend import add_pages
from records.library import Library
from search_api.app import create_app
from search_api.factory import build_service

ROUNDS = 20
ADDRESSES = [
    "/",
    *[f"/?q={query}" for query in QUERIES],
    "/?theme=information-sharing&sort=title",
    "/?q=neglect&page=2",
]


async def measure(library: Path) -> None:
    service = build_service(Library.open(library))
    app = create_app(service)
    add_pages(app)
    searched = 0.0
    search = service.search

    def timed(*arguments: Any) -> Any:
        nonlocal searched
        start = time.thread_time()
        found = search(*arguments)
        searched += time.thread_time() - start
        return found

    service.search = timed  # type: ignore[method-assign, assignment]
    print("| results | search | the page | size |")
    print("| --- | ---: | ---: | ---: |")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as client:
        for address in ADDRESSES:
            await client.get(address)
            searches, pages, size = [], [], 0
            for _ in range(ROUNDS):
                searched, start = 0.0, time.process_time()
                answer = await client.get(address)
                searches.append(searched)
                pages.append(time.process_time() - start - searched)
                size = len(answer.raise_for_status().content)
            cells = " | ".join(f"{statistics.median(seconds) * 1000:.1f} ms" for seconds in (searches, pages))
            print(f"| {address} | {cells} | {size / 1000:.0f} kB |")


if __name__ == "__main__":
    asyncio.run(measure(Path(sys.argv[1])))
