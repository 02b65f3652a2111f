"""Where a service is put together: the one place that knows which engine there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.library import Library
from search_api.analysis.rings import Rings
from search_api.documents import DocumentMaker
from search_api.engines import Engine
from search_api.engines.tantivy_engine import TantivyEngine
from search_api.ranking import RANKING, Ranking
from search_api.service import SearchService
from taxonomy.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from search_api.engines.elasticsearch.settings import ElasticsearchSettings


def build_engine(library: Library, *, elasticsearch: ElasticsearchSettings | None = None) -> Engine:
    """The engine that keeps the index of a library, which is also the `Indexer` for ingest. Nothing is opened yet."""
    vocabulary = load_vocabulary()
    return _engine(library, vocabulary, Rings(vocabulary), elasticsearch=elasticsearch)


def build_service(
    library: Library,
    *,
    elasticsearch: ElasticsearchSettings | None = None,
    engine: Engine | None = None,
    ranking: Ranking = RANKING,
) -> SearchService:
    """A service over a library, with the engine of the settings or one that is given."""
    vocabulary = load_vocabulary()
    rings = Rings(vocabulary)
    if engine is None:
        engine = _engine(library, vocabulary, rings, elasticsearch=elasticsearch)
    return SearchService(library, engine, vocabulary, rings=rings, ranking=ranking)


def _engine(
    library: Library, vocabulary: Vocabulary, rings: Rings, *, elasticsearch: ElasticsearchSettings | None
) -> Engine:
    documents = DocumentMaker(vocabulary, rings)
    if elasticsearch is None:
        return TantivyEngine(library.index_folder / "tantivy", documents, rings=rings.fingerprint)
    from search_api.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415  (its client takes 0.3 s to import)

    return ElasticsearchEngine(elasticsearch, documents, rings=rings.fingerprint)
