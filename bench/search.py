"""How fast searches are answered over HTTP, with facets and passages, on both engines.

    python -m bench.search --reviews 1400 --pages 84000

makes a library of generated reviews, indexes it with each engine, serves it as `casereviews serve` does, and asks with
1, 8 and 32 clients. Elasticsearch is the one of `--elasticsearch URL`, or one that is started for the occasion.

    python -m bench.search --beside 14000 28000

does the same with a second library of so many reviews and pages, and says how much longer its searches take.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

import yaml

from bench.library_generator import SAMPLES, write_library
from records.library import Library
from search_api.engines import Engine, PageHit
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_engine, build_service
from search_api.query.tree import Node
from search_api.request import SearchRequest
from search_api.service import SearchService
from tests.outages.running import Operator
from tests.services.elasticsearch_node import Node as ElasticsearchNode

_CLIENTS = (1, 8, 32)
_INDEX = "casereviews-bench"
_PORT = 9380
_WARM_UP = 200
"""Other searches that are asked first: Elasticsearch is compiled while it runs."""


@dataclass(frozen=True)
class Row:
    """What was measured of one engine. Times in milliseconds but for the building of the index."""

    engine: str
    build_seconds: float
    size_mb: float
    latencies: dict[int, tuple[float, float, float]]
    """By number of clients: median, 95th percentile, answers a second."""
    http_ms: float
    search_ms: float
    """Of the same search in this process: what is between the two is HTTP."""
    engine_ms: float
    """Of that search, the time in calls of the engine."""


def questions(count: int, *, seed: int = 1) -> list[dict[str, Any]]:
    """Searches as people make them: the samples' own queries, a few words, a phrase, nothing but filters."""
    random = Random(seed)
    fronts = [yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]) for path in SAMPLES.glob("src/*.md")]
    queries = [
        query for front in sorted(fronts, key=lambda each: str(each["id"])) for query in front.get("queries", [])
    ]
    abuse_types = sorted({kind for front in fronts for kind in front.get("abuse_types", [])})
    made: list[dict[str, Any]] = []
    for _ in range(count):
        query = random.choice(queries)
        words = query.replace('"', "").split()
        start = random.randrange(max(1, len(words) - 2))
        asked = random.choice(
            [query, query, " ".join(words[start : start + 2]), f'"{" ".join(words[start : start + 2])}"', ""]
        )
        question: dict[str, Any] = {"q": asked, "page": random.choice([1, 1, 1, 2])}
        if random.random() < 0.3:
            question["abuse_type"] = random.sample(abuse_types, 2)
        made.append(question)
    return made


def measure(name: str, *, library: Library, settings: dict[str, str], size: Callable[[], int], asked: int) -> Row:
    """Index a library with the engine of the settings, and ask."""
    elasticsearch = ElasticsearchSettings(urls=(settings["URL"],), index=_INDEX) if settings else None
    engine = build_engine(library, elasticsearch=elasticsearch)
    print(f"{name}: indexing", file=sys.stderr)
    started = time.perf_counter()
    engine.rebuild(library.reviews())
    build_seconds = time.perf_counter() - started
    print(f"{name}: asking", file=sys.stderr)
    some = questions(asked)
    timed = _TimedEngine(engine)
    with Operator(library.root, settings).serving() as client:
        address = urlsplit(str(client.base_url)).netloc
        _ask(address, questions(_WARM_UP, seed=2), clients=1)
        latencies = {clients: _summary(*_ask(address, some, clients=clients)) for clients in _CLIENTS}
        means = _means(address, some, service=build_service(library, engine=timed), timed=timed)
    engine.close()
    return Row(name, build_seconds, size() / 1e6, latencies, *means)


def measure_engines(folder: Path, *, url: str, reviews: int, pages: int, asked: int) -> list[Row]:
    """Make a library of this size where there is none, and measure both engines with it."""
    library = write_library(folder, reviews=reviews, pages=pages)
    return [
        measure(name, library=library, settings=settings, size=size, asked=asked)
        for name, settings, size in (
            ("Tantivy", {}, partial(_folder_bytes, library.index_folder / "tantivy")),
            ("Elasticsearch", {"URL": url, "INDEX": _INDEX}, partial(_index_bytes, url)),
        )
    ]


def _means(
    address: str, some: Sequence[dict[str, Any]], *, service: SearchService, timed: _TimedEngine
) -> tuple[float, float, float]:
    """Mean milliseconds of a search over HTTP, of one in this process, and of the engine's calls in that.

    The two take turns, after everything else: so both are warm, and whatever else the machine does slows both.
    """
    requests = [SearchRequest.model_validate(question) for question in some]
    for request in requests[:_WARM_UP]:
        service.search(request)
    timed.seconds = 0.0
    over_http: list[float] = []
    here: list[float] = []
    for question, request in zip(some, requests, strict=True):
        over_http += _ask(address, [question], clients=1)[0]
        started = time.perf_counter()
        service.search(request)
        here.append(1_000 * (time.perf_counter() - started))
    return statistics.fmean(over_http), statistics.fmean(here), 1_000 * timed.seconds / len(some)


class _TimedEngine:
    """An engine that adds up the time in which a call is on its way, or several are; reading what it found is one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._on_their_way = 0
        self._since = 0.0
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return partial(self._timed, getattr(self._engine, name))

    def pages(self, query: Node, *, reviews: tuple[str, ...], each: int) -> Mapping[str, tuple[PageHit, ...]]:
        found: Mapping[str, tuple[PageHit, ...]] = self._timed(self._engine.pages, query, reviews=reviews, each=each)
        return {
            review_id: tuple(PageHit(hit.score, partial(self._timed, hit.read)) for hit in hits)
            for review_id, hits in found.items()
        }

    def _timed(self, method: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        with self._lock:
            self._since = self._since if self._on_their_way else time.perf_counter()
            self._on_their_way += 1
        try:
            return method(*arguments, **named)
        finally:
            with self._lock:
                self._on_their_way -= 1
                if not self._on_their_way:
                    self.seconds += time.perf_counter() - self._since


def _ask(address: str, some: Sequence[dict[str, Any]], *, clients: int) -> tuple[list[float], float]:
    """Ask all questions, shared out between clients. Milliseconds of each, and seconds in all."""
    latencies: list[float] = []
    lock = threading.Lock()
    waiting = iter(some)

    def ask_on() -> None:
        connection = http.client.HTTPConnection(address, timeout=60)
        while True:
            with lock:
                question = next(waiting, None)
            if question is None:
                break
            started = time.perf_counter()
            connection.request("GET", f"/api/v1/reviews?{urlencode(question, doseq=True)}")
            answer = connection.getresponse()
            answer.read()
            elapsed = 1_000 * (time.perf_counter() - started)
            assert answer.status == 200, (answer.status, question)
            with lock:
                latencies.append(elapsed)
        connection.close()

    threads = [threading.Thread(target=ask_on) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return latencies, time.perf_counter() - started


def _summary(latencies: list[float], seconds: float) -> tuple[float, float, float]:
    return statistics.median(latencies), statistics.quantiles(latencies, n=20)[-1], len(latencies) / seconds


@contextmanager
def _elasticsearch(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    node = ElasticsearchNode(_PORT)
    node.start()
    try:
        yield node.url
    finally:
        node.wipe()


def _index_bytes(url: str) -> int:
    from elasticsearch import Elasticsearch  # noqa: PLC0415

    with Elasticsearch(url) as client:
        client.indices.flush(index=f"{_INDEX}-*")
        return int(
            client.indices.stats(index=f"{_INDEX}-*", metric="store")["_all"]["primaries"]["store"]["size_in_bytes"]
        )


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def print_table(rows: Sequence[Row], *, reviews: int, pages: int, asked: int) -> None:
    print(
        f"{reviews:,} generated reviews, {pages:,} pages; {asked} searches each; {os.cpu_count()} processors; ", end=""
    )
    print(f"load {os.getloadavg()[0]:.0f} at the end")
    print()
    print("| engine | index made in | size | clients | median ms | p95 ms | answers a second |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        for clients, (median, p95, rate) in row.latencies.items():
            built, size = (f"{row.build_seconds:.0f} s", f"{row.size_mb:,.0f} MB") if clients == 1 else ("", "")
            print(f"| {row.engine} | {built} | {size} | {clients} | {median:.1f} | {p95:.1f} | {rate:.0f} |")
    print()
    for row in rows:
        ours = 1 - row.engine_ms / row.http_ms
        print(
            f"{row.engine}: mean {row.http_ms:.1f} ms over HTTP; {row.search_ms:.1f} ms in one process, of it "
            f"{row.engine_ms:.1f} ms in the engine's calls; ours is {ours:.0%} of the time over HTTP; "
            f"a search with facets and passages costs {row.search_ms / row.engine_ms:.1f} times its engine's calls"
        )


def print_growth(small: Sequence[Row], large: Sequence[Row]) -> None:
    for before, after in zip(small, large, strict=True):
        (median, p95, _), (larger_median, larger_p95, _) = before.latencies[1], after.latencies[1]
        print(
            f"{before.engine}, one client: in the second library the median is {larger_median / median:.1f} times, the "
            f"95th percentile {larger_p95 / p95:.1f} times that in the first"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", type=int, default=1_400)
    parser.add_argument("--pages", type=int, default=84_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--elasticsearch", metavar="URL")
    parser.add_argument("--library", type=Path, help="where the generated library is, or is to be, kept")
    parser.add_argument(
        "--beside", nargs=2, type=int, metavar=("REVIEWS", "PAGES"), help="of a second library, kept beside the first"
    )
    chosen = parser.parse_args()
    sizes = [(chosen.reviews, chosen.pages), *([tuple(chosen.beside)] if chosen.beside else [])]
    with tempfile.TemporaryDirectory() as temporary, _elasticsearch(chosen.elasticsearch) as url:
        first = chosen.library or Path(temporary) / "library"
        measured: list[list[Row]] = []
        for reviews, pages in sizes:
            folder = first if not measured else first.with_name(f"{first.name}-{reviews}-{pages}")
            rows = measure_engines(folder, url=url, reviews=reviews, pages=pages, asked=chosen.searches)
            print_table(rows, reviews=reviews, pages=pages, asked=chosen.searches)
            print()
            measured.append(rows)
        if chosen.beside:
            print_growth(*measured)


if __name__ == "__main__":
    main()
