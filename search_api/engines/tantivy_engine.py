"""The embedded engine: Tantivy, in the library's folder. The default, for one machine."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tantivy import DocAddress, Index, IndexWriter, Searcher

from records.errors import IndexMismatch, IndexUnavailable
from records.models import Review
from search_api.documents import DocumentMaker, IndexDocuments
from search_api.engines import Ask, EngineHealth, Found, PageHit
from search_api.engines.tantivy_compile import compile_query
from search_api.engines.tantivy_folder import Generation, IndexFolder
from search_api.engines.tantivy_index import make_document, open_index
from search_api.engines.tantivy_search import best_pages, card_reader, count, find, lists_nothing, read_stored
from search_api.query.tree import Bool, Node
from search_api.schema import KEY, Collection

_HEAP_BYTES = {Collection.REVIEWS: 100_000_000, Collection.PAGES: 200_000_000, Collection.POINTS: 40_000_000}
"""Memory of a writer before it writes a segment: larger ones make fewer segments, and searches quicker."""

_WRITER_THREADS = 2


@dataclass(frozen=True, slots=True)
class _Open:
    """The indexes of one generation as they were at one commit."""

    generation: Generation
    stamp: tuple[int, int]
    indexes: Mapping[Collection, Index]
    searchers: Mapping[Collection, Searcher]
    card_readers: Mapping[Collection, Callable[[DocAddress], str]]


class TantivyEngine:
    """Tantivy in `folder`. Opening costs nothing: indexes are opened when first asked, and again after a commit.

    One process writes at a time; any number may read meanwhile.
    """

    def __init__(self, folder: Path, documents: DocumentMaker, *, rings: str) -> None:
        self._folder = IndexFolder(folder)
        self._documents = documents
        self._rings = rings
        self._lock = threading.RLock()
        self._open: _Open | None = None
        self._writing: _Writing | None = None

    # Reading

    def search(self, collection: Collection, ask: Ask) -> Found:
        with _as_our_errors():
            opened = self._opened()
            if opened is None:
                return Found(0, (), {facet: {} for facet in ask.facets})
            searcher, schema = opened.searchers[collection], opened.indexes[collection].schema
            query = compile_query(Bool(must=(ask.query,), filters=tuple(ask.filters.values())), schema=schema)
            if lists_nothing(searcher, ask):
                total, facets = count(searcher, schema, query=query, ask=ask)
                return Found(total, (), facets)
            total, hits = find(searcher, query, ask=ask, read_card=opened.card_readers[collection])
            facets = count(searcher, schema, query=query, ask=ask)[1] if ask.facets else {}
            return Found(total, hits, facets)

    def pages(self, query: Node, *, reviews: tuple[str, ...], each: int) -> Mapping[str, tuple[PageHit, ...]]:
        with _as_our_errors():
            opened = self._opened()
            if opened is None or not reviews:
                return {}
            searcher, schema = opened.searchers[Collection.PAGES], opened.indexes[Collection.PAGES].schema
            found = best_pages(searcher, schema, query=query, reviews=reviews, each=each)
        return {
            review_id: tuple(PageHit(score, partial(_read_page, searcher, address)) for score, address in pages)
            for review_id, pages in found.items()
        }

    def words(self) -> Mapping[str, int]:
        with _as_our_errors():
            opened = self._opened()
            return {} if opened is None else dict(opened.searchers[Collection.REVIEWS].terms_with_prefix("surface", ""))

    def generation(self) -> str:
        opened = self._opened()
        return "" if opened is None else f"{opened.generation.name}-{opened.stamp[0]}-{opened.stamp[1]}"

    def health(self) -> EngineHealth:
        try:
            opened = self._opened()
        except (IndexMismatch, IndexUnavailable) as error:
            return EngineHealth("tantivy", None, str(error))
        if opened is None:
            return EngineHealth("tantivy", 0)
        reviews = opened.searchers[Collection.REVIEWS].num_docs
        if opened.generation.rings != self._rings:
            return EngineHealth("tantivy", reviews, "The vocabulary has changed since. Run: casereviews reindex")
        return EngineHealth("tantivy", reviews)

    # Writing

    def put(self, review: Review) -> None:
        made = self._documents.make(review)
        with _as_our_errors(), self._lock:
            self._writer().replace(made)

    def delete(self, review_id: str) -> None:
        with _as_our_errors(), self._lock:
            self._writer().replace(IndexDocuments(review_id))

    def commit(self) -> None:
        with _as_our_errors(), self._lock:
            if self._writing is None:
                return
            writing, self._writing = self._writing, None
            writing.commit()
            if writing.is_new:
                self._folder.put_in_use(writing.generation)

    def rebuild(self, reviews: Iterable[Review]) -> int:
        with _as_our_errors(), self._lock:
            self._abandon_writing()
            generation = self._folder.new_generation(rings=self._rings)
            try:
                count = self._fill(generation, reviews)
            except BaseException:
                self._folder.discard(generation)
                raise
            self._folder.put_in_use(generation)
            return count

    def close(self) -> None:
        with self._lock:
            self._abandon_writing()
            self._open = None

    def _fill(self, generation: Generation, reviews: Iterable[Review]) -> int:
        writing = _Writing(self._folder, generation, is_new=True)
        count = 0
        for review in reviews:
            made = self._documents.make(review)
            writing.replace(made)
            count += bool(made.by_collection)
        writing.commit()
        return count

    def _writer(self) -> _Writing:
        if self._writing is None:
            generation = self._folder.current()
            is_new = generation is None
            generation = generation or self._folder.new_generation(rings=self._rings)
            self._writing = _Writing(self._folder, generation, is_new=is_new)
        return self._writing

    def _abandon_writing(self) -> None:
        if self._writing is None:
            return
        writing, self._writing = self._writing, None
        writing.abandon()
        if writing.is_new:
            self._folder.discard(writing.generation)

    def _opened(self) -> _Open | None:
        """The indexes as of the last commit of whichever process."""
        stamp = self._folder.stamp()
        opened = self._open
        if opened is not None and opened.stamp == stamp:
            return opened
        with self._lock, _as_our_errors():
            if self._open is None or self._open.stamp != stamp:
                self._open = self._reopen(stamp)
            return self._open

    def _reopen(self, stamp: tuple[int, int]) -> _Open | None:
        generation = self._folder.current()
        if generation is None:
            return None
        if self._open is not None and self._open.generation == generation:
            indexes = self._open.indexes
        else:
            try:
                indexes = {each: open_index(self._folder.path(generation, each), each) for each in Collection}
            except FileNotFoundError:
                if self._folder.current() == generation:
                    raise
                return self._reopen(self._folder.stamp())  # a rebuild put another in its place just now
        for index in indexes.values():
            index.reload()
        searchers = {collection: index.searcher() for collection, index in indexes.items()}
        card_readers = {collection: card_reader(searcher) for collection, searcher in searchers.items()}
        return _Open(generation, stamp, indexes, searchers, card_readers)


class _Writing:
    """The writers of one generation, until they commit."""

    def __init__(self, folder: IndexFolder, generation: Generation, *, is_new: bool) -> None:
        self.generation = generation
        self.is_new = is_new
        self._writers: dict[Collection, IndexWriter] = {}
        for collection in Collection:
            index = open_index(folder.path(generation, collection), collection, create=True)
            self._writers[collection] = index.writer(_HEAP_BYTES[collection], _WRITER_THREADS)

    def replace(self, documents: IndexDocuments) -> None:
        for collection, writer in self._writers.items():
            if not self.is_new:
                writer.delete_documents_by_term(KEY[collection], documents.review_id)
            for values in documents.by_collection.get(collection, ()):
                writer.add_document(make_document(collection, values))

    def commit(self) -> None:
        """Reviews come last: what they lead to is there before they can be found."""
        for collection in (Collection.PAGES, Collection.POINTS, Collection.REVIEWS):
            self._writers[collection].commit()
        for writer in self._writers.values():
            writer.wait_merging_threads()

    def abandon(self) -> None:
        for writer in self._writers.values():
            writer.rollback()
            writer.wait_merging_threads()


def _read_page(searcher: Searcher, address: DocAddress) -> str:
    with _as_our_errors():
        return read_stored(searcher, address, field="page")


@contextlib.contextmanager
def _as_our_errors() -> Iterator[None]:
    """What Tantivy raises, as the protocol's errors."""
    try:
        yield
    except ValueError as error:
        if "LockBusy" in str(error):
            raise IndexUnavailable("Another process is writing to the index. Wait until it has ended.") from error
        raise IndexMismatch(f"The index cannot be used: {error}. Run: casereviews reindex") from error
    except FileNotFoundError as error:
        raise IndexMismatch(f"Part of the index is missing: {error}. Run: casereviews reindex") from error
    except OSError as error:
        raise IndexUnavailable(f"The index cannot be read or written: {error}.") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's, and no Exception: it would end the server
            raise IndexMismatch(f"The index is damaged: {error}. Run: casereviews reindex") from error
        raise
