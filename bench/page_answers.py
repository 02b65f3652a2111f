"""How long the server takes to answer a page, over a library that is being served.

.venv/bin/python -m bench.page_answers http://127.0.0.1:8000
"""

from __future__ import annotations

import itertools
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

import httpx

ROUNDS = 10
QUERIES = (
    "neglect",  # a concept of forty names, in nearly every review
    "missed appointments",
    '"professional curiosity" fathers',
    "children in care",  # a name with many synonyms
    "methadone",  # a word that few reviews hold
    "baby bruise non mobile health visitor",  # of which most words are enough
    "in:recommendations supervision -police",
    "saefguarding",  # put right
)
REVIEWS_A_QUERY = 2


def pages(client: httpx.Client) -> Iterator[tuple[str, list[str]]]:
    """Kinds of page, each with the addresses that are asked for."""
    results = [f"/?q={query}" for query in QUERIES]
    yield "results", ["/", *results, "/?theme=information-sharing&sort=title", "/?q=neglect&page=2"]
    found = [client.get(address).text for address in results]
    reviews = _first_of_each(r'href="(/reviews/[^/"?]+)["?]', found)
    passages = _first_of_each(r'href="(/reviews/[^"#]+/pages/[^"#]+)', found)
    yield "a review", reviews
    yield "a page of a document", [passage.split("?")[0] for passage in passages]
    yield "a page with marks", [passage.replace("&amp;", "&") for passage in passages]
    yield "recommendations", ["/recommendations", "/recommendations?q=supervision&addressed_to=police"]
    yield "browse, a subject", ["/browse", "/browse/abuse-type/neglect", "/browse/agency/police"]
    yield "about, help, vocabulary", ["/about", "/help", "/vocabulary"]


def _first_of_each(link: str, found: Sequence[str]) -> list[str]:
    """The first addresses of a kind on each page of results: of all kinds of query alike."""
    of_each = (list(dict.fromkeys(re.findall(link, page)))[:REVIEWS_A_QUERY] for page in found)
    return list(dict.fromkeys(itertools.chain.from_iterable(of_each)))


def main() -> None:
    with httpx.Client(base_url=sys.argv[1], timeout=30) as client:
        print("| page | addresses | median | 95th percentile | slowest |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for kind, addresses in pages(client):
            times = sorted(_seconds(client, address) for _ in range(ROUNDS) for address in addresses)
            middle, late = statistics.median(times), times[int(len(times) * 0.95)]
            cells = " | ".join(f"{seconds * 1000:.1f} ms" for seconds in (middle, late, times[-1]))
            print(f"| {kind} | {len(addresses)} | {cells} |")


def _seconds(client: httpx.Client, address: str) -> float:
    start = time.perf_counter()
    client.get(address).raise_for_status()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
