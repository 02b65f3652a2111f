"""Where a service is put together: the one place that knows which engine there is."""

from __future__ import annotations

from records.library import Library
from search_api.analysis.rings import Rings
from search_api.documents import DocumentMaker
from search_api.engines import Engine
from search_api.engines.tantivy_engine import TantivyEngine
from search_api.ranking import RANKING, Ranking
from search_api.service import SearchService
from taxonomy.vocabulary import Vocabulary, load_vocabulary


def build_engine(library: Library, *, vocabulary: Vocabulary | None = None, rings: Rings | None = None) -> Engine:
    """The engine that keeps the index of a library: also the `Indexer` for ingest. Nothing is opened yet."""
    vocabulary = vocabulary or load_vocabulary()
    rings = rings or Rings(vocabulary)
    return TantivyEngine(library.index_folder / "tantivy", DocumentMaker(vocabulary, rings), rings=rings.fingerprint)


def build_service(library: Library, *, engine: Engine | None = None, ranking: Ranking = RANKING) -> SearchService:
    """A service over a library, with the embedded engine or another."""
    vocabulary = load_vocabulary()
    rings = Rings(vocabulary)
    engine = engine or build_engine(library, vocabulary=vocabulary, rings=rings)
    return SearchService(library, engine, vocabulary, rings=rings, ranking=ranking)
