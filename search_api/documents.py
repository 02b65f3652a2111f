"""What of a review goes into an index: the same documents for every engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from records.dates import first_day, last_day
from records.models import AgeBand, Point, Review, Scheme, SectionKind, Status
from search_api.analysis import cut, pairs_of, raw_words, stems_of
from search_api.analysis.pages import PageWords, cut_pages
from search_api.analysis.rings import Rings
from search_api.analysis.words import fold, is_kept
from search_api.cards import card, concepts, point_card
from search_api.ranking import LEAD
from search_api.schema import FACET_FIELDS, NO_DATE, NO_WORDS, Collection
from taxonomy.vocabulary import Vocabulary

IndexDocument = dict[str, Any]
"""Field name -> a string (WORDS, SORT, STORED), a list of strings (VALUES, HELD) or a list of integers (NUMBER)."""

_BAND_AGES_MONTHS = {
    AgeBand.UNDER_1: (0, 6, 11),
    AgeBand.FROM_1_TO_4: (12, 24, 36, 48),
    AgeBand.FROM_5_TO_10: (60, 72, 84, 96, 108, 120),
    AgeBand.FROM_11_TO_15: (132, 144, 156, 168, 180),
    AgeBand.FROM_16_TO_17: (192, 204),
    AgeBand.ADULT: (216,),
}
"""What a band stands for in a search by age, where the report gives no age."""

_BAND_WORDS = {
    AgeBand.UNDER_1: "baby",
    AgeBand.FROM_1_TO_4: "toddler",
    AgeBand.FROM_5_TO_10: "schoolchild",
    AgeBand.FROM_11_TO_15: "teenager",
    AgeBand.FROM_16_TO_17: "teenager",
}
"""What a child of a band is called: the synonyms of these words find the review, whatever its text says."""

_ASKED_BY_NAME = (
    "title", "tags", "summary", "recommendations", "learning", "child", "authority_words", "author",
)  # fmt: skip
_LONGEST_SORT_KEY = 200


@dataclass(frozen=True, slots=True)
class IndexDocuments:
    """All documents of one review, by collection; none for a review that is not published."""

    review_id: str
    by_collection: dict[Collection, list[IndexDocument]] = field(default_factory=dict)


class DocumentMaker:
    """Makes index documents. Share one: it knows the vocabulary's rings and labels."""

    def __init__(self, vocabulary: Vocabulary, rings: Rings) -> None:
        self._vocabulary = vocabulary
        self._rings = rings

    def make(self, review: Review) -> IndexDocuments:
        """Everything that is to be found of a review."""
        if review.status is not Status.PUBLISHED:
            return IndexDocuments(review.id)
        pages = [page for document in review.originals() for page in cut_pages(document, self._rings)]
        shared = self._facets(review) | self._sort_keys(review)
        return IndexDocuments(
            review.id,
            {
                Collection.REVIEWS: [self._review(review, pages, shared)],
                Collection.PAGES: [_page(review, page) for page in pages],
                Collection.POINTS: list(self._points(review, shared)),
            },
        )

    def _review(self, review: Review, pages: list[PageWords], shared: IndexDocument) -> IndexDocument:
        facts = {name: [raw_words(text) for text in texts if text] for name, texts in self._facts(review).items()}
        stems = {name: [stems_of(part) for part in parts] for name, parts in facts.items()}
        parts = [part for name in LEAD for part in facts[name]]
        rings = [token for part in parts for token in self._rings.named_by(part, stems_of(part))]
        spellings = {word for part in (*parts, *facts["tags"]) for word in part}.union(
            *(page.spellings for page in pages)
        )
        sentences = [sentence for page in pages for sentence in page.sentences]
        body = [sentence for sentence in sentences if not sentence.minor]
        lead = [
            *(word for name, times in LEAD.items() for part in stems[name] * times for word in part),
            *self._lead_rings(review, facts),
        ]
        rings += [token for page in pages for token in page.rings]
        held = set(lead).union(rings, *stems["tags"], *(each.stems for each in sentences))
        return {
            "id": [review.id],
            "card": json.dumps(card(review), ensure_ascii=False),
            **shared,
            "lead": _words(lead),
            "body": _words(word for each in body for word in each.stems),
            "minor": _words(word for each in sentences if each.minor for word in each.stems),
            "pairs": _words(
                pair
                for part in (*(part for name in LEAD for part in stems[name]), *(each.stems for each in body))
                for pair in pairs_of(part)
            ),
            **{name: _words(word for part in stems[name] for word in part) for name in _ASKED_BY_NAME},
            "findings": _words(word for each in sentences if each.is_finding for word in each.stems),
            "rings": _words(rings),
            "held": sorted(held),
            "surface": sorted(_surface(spellings)),
        }

    def _lead_rings(self, review: Review, facts: Mapping[str, list[list[str]]]) -> Iterator[str]:
        """The rings that title, summary and the like name, and those of what is known of the review without its words.

        They stand among the words of `lead`, so that a synonym there lifts a review as the word itself does.
        """
        told = [raw_words(text) for text in self._told_by_fields(review)]
        for name, times in (*LEAD.items(), ("tags", 1)):
            for part in facts[name] * times:
                yield from self._rings.named_by(part, stems_of(part))
        for part in told:
            yield from self._rings.named_by(part, stems_of(part))

    def _told_by_fields(self, review: Review) -> Iterator[str]:
        yield from (_BAND_WORDS[band] for band in review.child_age_band if band in _BAND_WORDS)
        if review.outcome is not None:
            yield self._vocabulary.label("outcome", review.outcome)

    def _facts(self, review: Review) -> dict[str, list[str]]:
        """The texts of each part of a review that is not its narrative."""
        places = [*review.authority, review.partnership or "", review.region or "", review.nation or ""]
        points, lessons = review.recommendations, review.learning_points
        return {
            "title": [review.title or "", *(each.title or "" for each in review.originals())],
            "names": [*review.child, *places, review.lead_reviewer or ""],
            "tags": list(self._tag_labels(review)),
            "summary": [review.summary or ""],
            "recommendations": _point_texts(points) or _section_texts(review, SectionKind.RECOMMENDATIONS),
            "learning": _point_texts(lessons) or _section_texts(review, SectionKind.LEARNING),
            "child": review.child,
            "authority_words": places,
            "author": [review.lead_reviewer or ""],
        }

    def _tag_labels(self, review: Review) -> Iterator[str]:
        for tag in review.accepted_tags():
            yield self._vocabulary.label(tag.scheme, tag.concept)
        for kind in review.incident_type:
            yield self._vocabulary.label("incident_type", kind)
        if review.review_type is not None:
            yield self._vocabulary.label("review_type", review.review_type)
        for role in dict.fromkeys(document.role for document in review.originals()):
            yield self._vocabulary.label("document_role", role)
        yield review.child_age or ""

    def _points(self, review: Review, shared: IndexDocument) -> Iterator[IndexDocument]:
        for letter, kind, points in (
            ("r", "recommendation", review.recommendations),
            ("t", "learning-point", review.learning_points),
        ):
            for order, point in enumerate(points):
                spellings = raw_words(f"{point.title or ''}\n{point.text}")
                stems = stems_of(spellings)
                labels = [
                    *(self._vocabulary.label(Scheme.AGENCY, agency) for agency in point.addressed_to),
                    *(self._vocabulary.label(Scheme.THEME, theme) for theme in point.themes),
                ]
                yield {
                    **shared,
                    "id": [f"{review.id}/{letter}{order:05}"],
                    "review": [review.id],
                    "kind": [kind],
                    "card": json.dumps(point_card(review, point, kind), ensure_ascii=False),
                    "addressed_to": _distinct(point.addressed_to),
                    "theme": _distinct(point.themes) or shared["theme"],
                    "text": _words(stems),
                    "pairs": _words(pairs_of(stems)),
                    "tags": _words(cut("\n".join(labels))),
                    "names": _words(cut("\n".join([review.title or "", *review.child, *review.authority]))),
                    "rings": _words(self._rings.named_by(spellings, stems)),
                }

    def _facets(self, review: Review) -> IndexDocument:
        values = {
            "abuse_type": concepts(review, Scheme.ABUSE_TYPE),
            "agency": concepts(review, Scheme.AGENCY),
            "theme": concepts(review, Scheme.THEME),
            "review_type": _one(review.review_type),
            "document_role": [str(document.role) for document in review.originals()],
            "authority": review.authority,
            "region": _one(review.region),
            "nation": _one(review.nation),
            "year": _one(review.published and review.published[:4]),
            "outcome": _one(review.outcome),
            "incident_type": [str(kind) for kind in review.incident_type],
            "child_age_band": [str(band) for band in review.child_age_band],
            "child_sex": _one(review.child_sex),
            "addressed_to": [agency for point in review.recommendations for agency in point.addressed_to],
        }
        return {each.name: _distinct(values[each.name]) for each in FACET_FIELDS}

    def _sort_keys(self, review: Review) -> IndexDocument:
        labels = (self._vocabulary.label(Scheme.ABUSE_TYPE, each) for each in concepts(review, Scheme.ABUSE_TYPE))
        published = review.published
        return {
            "published_first": [first_day(published).toordinal() if published else NO_DATE],
            "published_last": [last_day(published).toordinal() if published else NO_DATE],
            "sort_title": _sort_key(review.title),
            "sort_authority": _sort_key(min(review.authority, key=_sort_key, default=None)),
            "sort_abuse_type": min(map(_sort_key, labels), default=""),
            "ages_months": _ages(review),
        }


def _page(review: Review, page: PageWords) -> IndexDocument:
    return {
        "review": [review.id],
        "document": [page.document],
        "number": [page.number],
        "words": _words(word for each in page.sentences if not each.minor for word in each.stems),
        "minor": _words(word for each in page.sentences if each.minor for word in each.stems),
        "rings": _words(page.rings),
        "page": page.stored(),
    }


def _point_texts(points: list[Point]) -> list[str]:
    return [f"{point.title or ''}\n{point.text}" for point in points]


def _section_texts(review: Review, kind: SectionKind) -> list[str]:
    """The text of the sections of a kind, for reports whose points could not be told apart."""
    texts: list[str] = []
    for document in review.originals():
        for section in document.sections:
            if section.kind is not kind:
                continue
            for page in document.pages:
                if section.page <= page.number <= section.end_page:
                    start = section.start if page.number == section.page else 0
                    stop = section.end if page.number == section.end_page else len(page.text)
                    texts.append(page.text[start:stop])
    return texts


def _ages(review: Review) -> list[int]:
    bands = (_BAND_AGES_MONTHS.get(band, ()) for band in review.child_age_band)
    return review.ages_months or [months for band in bands for months in band]


def _surface(spellings: Iterable[str]) -> set[str]:
    folded = {fold(spelling) for spelling in spellings}
    return {word for word in folded if is_kept(word)}


def _words(words: Iterable[str]) -> str:
    return " ".join(words) or NO_WORDS


def _one(value: str | None) -> list[str]:
    return [str(value)] if value else []


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _sort_key(text: str | None) -> str:
    return " ".join(fold(word) for word in raw_words(text or ""))[:_LONGEST_SORT_KEY]
