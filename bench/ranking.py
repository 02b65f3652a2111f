"""How well known items are found among distractors, by kind of query, and what each part of the ranking adds.

    python -m bench.ranking LIBRARY --sources samples/src [--more LIBRARY ...] [--mass 1400] [--queries]
        [--elasticsearch URL]

LIBRARY holds the documents of the sources, ingested; --more are libraries of other reviews; --mass is how many
generated reviews stand between. The queries of one half of the cases are asked among reviews that are made of the
sentences of the other half, and the other way round. Prints a table in Markdown for the embedded engine, and one for
Elasticsearch where there is one: at --elasticsearch, or at CASEREVIEWS_ELASTICSEARCH_URL.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bench.distractors import distractors
from casereviews.evaluation.queries import KINDS, QueryScore, by_kind, score_queries
from casereviews.evaluation.sources import Source, read_sources
from records.library import Library
from search_api.engines.elasticsearch import ElasticsearchSettings
from search_api.factory import build_service
from search_api.ranking import RANKING, Profile, Ranking
from search_api.request import SearchRequest
from search_api.results import SearchResults
from search_api.schema import Collection
from search_api.service import SearchService
from tests.services.elasticsearch_server import forget_indices


class _AsTyped(SearchService):
    """Without corrections and without falling back on fewer words."""

    def search(self, request: SearchRequest) -> SearchResults:
        return super().search(request.model_copy(update={"exact": True}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--mass", type=int, default=1400)
    parser.add_argument("--pages", type=int, default=20, help="pages of each generated review, on average")
    parser.add_argument("--queries", action="store_true", help="print the place of each query")
    parser.add_argument(
        "--elasticsearch", metavar="URL", default=os.environ.get("CASEREVIEWS_ELASTICSEARCH_URL"), help="run on it, too"
    )
    given = parser.parse_args()
    for url in (None, *([given.elasticsearch] if given.elasticsearch else [])):
        scores = _scores(given, url=url)
        print(f"\n{'Elasticsearch' if url else 'Embedded engine'}\n")
        _print_table(scores)
        if given.queries:
            for score in next(iter(scores.values())):
                print(f"{score.place or '-':>3} {score.source} {score.kind:13} {score.query}")


def _scores(given: argparse.Namespace, *, url: str | None) -> dict[str, list[QueryScore]]:
    """Every variant's places, on the embedded engine or on Elasticsearch."""
    library = Library.open(given.library)
    halves = _halves(read_sources(given.sources))
    scores: dict[str, list[QueryScore]] = {}
    for asked, told in (halves, halves[::-1]):
        with _indexed_elsewhere(library, url=url) as searched:
            mass = distractors(given.mass, pages=given.mass * given.pages, made_of=told)
            more = (review for path in given.more for review in Library.open(path).reviews())
            searched.service(RANKING).engine.rebuild(itertools.chain(library.reviews(), more, mass))
            for name, service in _variants(searched):
                scores.setdefault(name, []).extend(score_queries(service, asked))
                service.close()
    return scores


class IndexedElsewhere:
    """A library whose index, with the distractors in it, stands in another folder."""

    def __init__(self, library: Library, folder: Path, *, elasticsearch: ElasticsearchSettings | None = None) -> None:
        self._library = Library(library.root)
        self._library.index_folder = folder
        self._elasticsearch = elasticsearch

    def service(self, ranking: Ranking) -> SearchService:
        return build_service(self._library, elasticsearch=self._elasticsearch, ranking=ranking)

    def as_typed(self) -> SearchService:
        service = self.service(RANKING)
        service.__class__ = _AsTyped
        return service


@contextmanager
def _indexed_elsewhere(library: Library, *, url: str | None) -> Iterator[IndexedElsewhere]:
    """A place for an index, and nothing left of it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        if url is None:
            yield IndexedElsewhere(library, Path(folder))
            return
        index = f"bench-ranking-{os.getpid()}"
        try:
            yield IndexedElsewhere(
                library, Path(folder), elasticsearch=ElasticsearchSettings(urls=(url,), index=index, timeout_seconds=60)
            )
        finally:
            forget_indices(url, prefixes=[index])


def _halves(sources: Sequence[Source]) -> tuple[list[Source], list[Source]]:
    """The sources in two halves, those of one case together."""
    cases = list(dict.fromkeys(_case(source) for source in sources))
    first = set(cases[::2])
    return [each for each in sources if _case(each) in first], [each for each in sources if _case(each) not in first]


def _case(source: Source) -> str:
    return str(source.expected.get("case", source.name))


def _print_table(scores: dict[str, list[QueryScore]]) -> None:
    print("| MRR@10 | " + " | ".join((*KINDS, "all")) + " |")
    print("|---|" + "---:|" * (len(KINDS) + 1))
    for name, of_variant in scores.items():
        means = by_kind(of_variant)
        print(f"| {name} | " + " | ".join(f"{means[kind]:.3f}" for kind in (*KINDS, "all")) + " |")


def _variants(searched: IndexedElsewhere) -> Iterator[tuple[str, SearchService]]:
    yield "as it is", searched.service(RANKING)
    yield "without synonyms", searched.service(replace(RANKING, synonym=0.0))
    yield "synonyms alike wherever they stand", searched.service(replace(RANKING, synonym_in_lead=1.0))
    yield "without best pages", searched.service(replace(RANKING, page=0.0))
    yield "without neighbours", searched.service(_without_neighbours())
    yield "without boosts", searched.service(_without_boosts())
    yield "all words required", searched.service(replace(RANKING, share=1.0))
    yield "without corrections and fallback", searched.as_typed()


def _without_boosts() -> Ranking:
    profiles = {
        collection: replace(profile, fields=MappingProxyType(dict.fromkeys(profile.fields, 1.0)))
        for collection, profile in RANKING.profiles.items()
    }
    return replace(RANKING, profiles=MappingProxyType(profiles))


def _without_neighbours() -> Ranking:
    profiles: dict[Collection, Profile] = {
        collection: replace(profile, near=0.0) for collection, profile in RANKING.profiles.items()
    }
    return replace(RANKING, profiles=MappingProxyType(profiles))


if __name__ == "__main__":
    main()
