"""Everything that can be asked of the repository, for the API, the pages and the command line alike."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from records.library import Library
from records.models import Document, Review, Scheme
from search_api import notices
from search_api.analysis import pairs_of, stem
from search_api.analysis.rings import Rings
from search_api.cards import expired, read_card
from search_api.engines import Ask, Engine, Hit
from search_api.facets import label_counts
from search_api.finding import PAGES_WITH_PARTS, Finder
from search_api.listing import PAGES_A_REVIEW, Listed
from search_api.marking import marked_html
from search_api.overview import CurrentOverview, Overview
from search_api.passages import choose_parts, choose_passages
from search_api.points import PointFinder
from search_api.query.tree import Term
from search_api.ranking import RANKING, Ranking
from search_api.reading import read_file, read_page, read_review
from search_api.request import PointRequest, SearchRequest
from search_api.results import (
    ConceptAnswer,
    FacetLabel,
    Health,
    ListedReview,
    PageText,
    Passage,
    PointResult,
    PointResults,
    Result,
    SearchResults,
    SimilarResults,
    Stats,
    Suggestion,
    VocabularyAnswer,
)
from search_api.schema import Collection
from search_api.similar import find_similar
from search_api.suggest import Suggester
from taxonomy.english import english_words
from taxonomy.vocabulary import Vocabulary

_EXPORTED_AT_ONCE = 500


class SearchService:
    """Answers every question. Holds no state of its own but what it derives from the index; safe to share by threads.

    Methods that take an id raise NotFound, Gone (with the reason) or Moved (with the current id). Methods that search
    raise `records.errors.IndexUnavailable` or `IndexMismatch` when the engine cannot answer, and never anything else,
    whatever was typed.
    """

    def __init__(
        self, library: Library, engine: Engine, vocabulary: Vocabulary, *, rings: Rings, ranking: Ranking = RANKING
    ) -> None:
        self.library = library
        self.engine = engine
        self.vocabulary = vocabulary
        self._overview = CurrentOverview(engine)
        self._finder = Finder(engine, self._overview, vocabulary, rings=rings, ranking=ranking)
        self._points = PointFinder(self._finder, vocabulary)
        self._suggester = lru_cache(maxsize=1)(self._make_suggester)

    # Searching

    def search(self, request: SearchRequest) -> SearchResults:
        """One page of the reviews that a request finds, with passages and facets."""
        started = time.perf_counter()
        listed = self._finder.list(request, Collection.REVIEWS)
        cards = [read_card(hit.stored) for hit in listed.hits]
        passages = self._passages(listed, cards)
        results = [
            _result(stored, score=hit.score, passages=passages.get(stored["id"], []))
            for stored, hit in zip(cards, listed.hits, strict=True)
        ]
        return SearchResults(
            total=listed.total,
            page=request.page,
            size=request.size,
            notice=notices.notice(listed, request, self.vocabulary),
            suggestion=notices.suggested_query(listed, request),
            also_searched=notices.synonyms_searched(
                listed, (each.html for result in results for each in result.passages)
            ),
            corrected=notices.corrected_query(listed, request),
            partial_total=listed.partial_total,
            facets=label_counts(listed.facets, chosen=request.chosen(), vocabulary=self.vocabulary),
            results=results,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def recommendations(self, request: PointRequest) -> PointResults:
        """Recommendations and learning points, each a result or grouped by review (`request.group`)."""
        return self._points.find(request)

    def every_result(self, request: SearchRequest) -> Iterator[ListedReview]:
        """All reviews that a request lists, in its order and without passages: for exports and feeds."""
        for hit in self._every_hit(request):
            stored = read_card(hit.stored)
            yield ListedReview.model_construct(**{name: stored[name] for name in _LISTED_FIELDS}, score=hit.score)

    def every_point(self, request: PointRequest) -> Iterator[PointResult]:
        """All points that a request lists."""
        number = 1
        while True:
            update = {"page": number, "size": _EXPORTED_AT_ONCE, "facets": False, "group": None}
            found = self._points.find(request.model_copy(update=update)).results
            yield from (point for point in found if isinstance(point, PointResult))
            if len(found) < _EXPORTED_AT_ONCE:
                return
            number += 1

    def marked(self, text: str, q: str) -> str:
        """Text as HTML, everything escaped, with the words that the query `q` searches for in `<mark>`."""
        return marked_html(text, self._finder.query(q).wanted)

    def similar(self, review_id: str, *, limit: int = 5) -> SimilarResults:
        """Reviews that have concepts in common with this one, the rarer the better, and which those are."""
        review = self.review(review_id)
        found = find_similar(review, engine=self.engine, overview=self._overview.get(), limit=limit)
        return SimilarResults(results=found)

    def suggest(self, typed: str, *, limit: int = 8) -> list[Suggestion]:
        """Concepts, authorities, titles and phrases that begin with what was typed so far."""
        return self._suggester(self._overview.get()).suggest(typed, limit=limit)

    # Reading

    def review(self, review_id: str) -> Review:
        """A published review, its page texts included: shared, so not to be changed."""
        return read_review(self.library, review_id)

    def page(self, review_id: str, document_id: str, number: int) -> PageText:
        """The text of a page. Gone after `electronic_until`."""
        return read_page(self.library, review_id, document_id, number)

    def file(self, review_id: str, document_id: str) -> tuple[Document, Path]:
        """A document and where its file is. NotFound when it is gone from disk; Gone after `electronic_until`."""
        return read_file(self.library, review_id, document_id)

    # About the whole

    def describe_vocabulary(self) -> VocabularyAnswer:
        """Every concept with its labels, and the record's own lists."""
        schemes = {
            str(scheme): [
                ConceptAnswer(
                    id=concept.id,
                    label=concept.pref_label,
                    alternative_labels=[*concept.alt_labels, *concept.acronyms],
                    scope_note=concept.scope_note or None,
                    broader=list(concept.broader),
                    related=list(concept.related),
                )
                for concept in self.vocabulary.concepts(scheme)
            ]
            for scheme in Scheme
        }
        lists = {
            name: [FacetLabel(id=value, label=label) for value, label in values.items()]
            for name, values in self.vocabulary.fields.items()
        }
        return VocabularyAnswer(schemes=schemes, lists=lists)

    def stats(self) -> Stats:
        """How much there is of what, over the whole library."""
        overview = self._overview.get()
        dates = sorted(str(card["published"]) for card in overview.cards if card["published"])
        return Stats(
            reviews=overview.reviews,
            documents=sum(int(card["documents"]) for card in overview.cards),
            pages=sum(int(card["pages"]) for card in overview.cards),
            recommendations=overview.points.get("recommendation", 0),
            learning_points=overview.points.get("learning-point", 0),
            published_from=dates[0] if dates else None,
            published_to=dates[-1] if dates else None,
            facets=label_counts(overview.facets, chosen={}, vocabulary=self.vocabulary),
        )

    def known(self) -> Mapping[str, int]:
        """Of how many reviews each field of a result is known."""
        return self._overview.get().known

    def of_several_documents(self) -> frozenset[str]:
        """The ids of reviews in which a place needs the name of its document: told without reading them."""
        return self._overview.get().of_several_documents

    def health(self) -> Health:
        """Whether searches are answered. Never raises."""
        engine = self.engine.health()
        if engine.reviews is None:
            return Health(status="unavailable", engine=engine.name, reviews=None, detail=engine.detail)
        detail = engine.detail
        if engine.reviews == 0 and detail is None and self.library.review_ids():
            detail = "There are reviews in the library and none in the index. Run: casereviews reindex"
        return Health(status="degraded" if detail else "ok", engine=engine.name, reviews=engine.reviews, detail=detail)

    def warm(self) -> None:
        """Make what the first search would have to wait for. Raises what the engine raises."""
        english_words()
        self._suggester(self._overview.get())
        self.search(SearchRequest(q="safeguarding children"))

    def close(self) -> None:
        self._finder.close()
        self.engine.close()

    def _every_hit(self, request: SearchRequest) -> Iterator[Hit]:
        number = 1
        while True:
            update = {"page": number, "size": _EXPORTED_AT_ONCE, "facets": False}
            hits = self._finder.list(request.model_copy(update=update), Collection.REVIEWS).hits
            yield from hits
            if len(hits) < _EXPORTED_AT_ONCE:
                return
            number += 1

    def _passages(self, listed: Listed, cards: list[Mapping[str, Any]]) -> dict[str, list[Passage]]:
        """The passages of each review that may be shown."""
        query = listed.query
        shown = tuple(stored["id"] for stored in cards if not expired(stored["electronic_until"]))
        if query.pages is None or not shown:
            return {}
        pages = dict(listed.best_pages)
        unknown = tuple(review_id for review_id in shown if review_id not in pages)
        if unknown:
            pages |= self.engine.pages(query.pages, reviews=unknown, each=PAGES_A_REVIEW)
        passages = {
            review_id: choose_passages((hit.stored for hit in pages.get(review_id, ())), query.wanted)
            for review_id in shown
        }
        without = tuple(review_id for review_id, chosen in passages.items() if not chosen)
        if query.parts is not None and without:
            parts = self.engine.pages(query.parts, reviews=without, each=PAGES_WITH_PARTS)
            passages |= {
                review_id: choose_parts((hit.stored for hit in hits), query.wanted) for review_id, hits in parts.items()
            }
        return passages

    def _make_suggester(self, overview: Overview) -> Suggester:
        return Suggester(overview, self.vocabulary, is_phrase=self._is_phrase)

    def _is_phrase(self, first: str, second: str) -> bool:
        """Whether two words stand next to each other somewhere in the library; any that say nothing may be between."""
        pair = pairs_of([stem(first), stem(second)])
        return not pair or self.engine.search(Collection.REVIEWS, Ask(Term("pairs", pair[0]), limit=0)).total > 0


_LISTED_FIELDS = tuple(name for name in ListedReview.model_fields if name not in ("score", "passages"))
_RESULT_FIELDS = tuple(name for name in Result.model_fields if name not in ("score", "passages"))


def _result(stored: Mapping[str, Any], *, score: float, passages: list[Passage]) -> Result:
    """A result from what the index keeps of a review: it was checked when it was made."""
    return Result.model_construct(**{name: stored[name] for name in _RESULT_FIELDS}, score=score, passages=passages)
