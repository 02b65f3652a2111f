"""`/reviews/{id}`: all that is known of one review, each fact with the place where the report says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from frontend.citing import citation
from frontend.page_router import PageRouter
from frontend.phrasing import written_date
from frontend.rendering import full_address, links_of, renderer_of
from frontend.returning import place_of_review, way_back
from frontend.wording import load_wording
from records.errors import IndexMismatch, IndexUnavailable
from records.models import Document, DocumentRole, Evidence, Point, Review, ReviewType, Scheme, Tag
from search_api.cards import expired
from search_api.results import SimilarResult
from search_api.service import SearchService
from taxonomy.vocabulary import Vocabulary

router = PageRouter()

POINTS_AT_FIRST = 10
"""Recommendations in sight before "show all": what fits some two screens."""
_LABELLED = ("review_type", "child_sex", "outcome", "nation", "incident_type")
_BROWSED = ("review_type", "authority", "region", "nation")
_DATES = ("published", "incident")
_STOPS = ".:"
"""What a summary sets after words that stand in the report without it."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """What a field says. `subject` is the value whose reviews have a page of their own, under the field's name."""

    text: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the record as people read it; nothing is `said` where the report does not say."""

    name: str
    label: str
    said: Sequence[FactValue]
    evidence: Sequence[Evidence]
    source: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary, with the page that it was taken from where that is known."""

    text: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Addressee:
    agency: str
    count: int
    chosen: bool


@router.page("/reviews/{review_id}")
def review_page(request: Request, review_id: str, to: str = "") -> Response:
    service: SearchService = request.app.state.service
    review = service.review(review_id)
    back = way_back(
        request.query_params.get("back", ""),
        links_of(request),
        vocabulary=service.vocabulary,
        place=place_of_review(review.id),
    )
    return renderer_of(request).page(
        request,
        "pages/review.html",
        back=back.carried if back else "",
        way_back=back,
        review=review,
        called=_words_for(review, "review"),
        facts=facts(review, vocabulary=service.vocabulary),
        summary=summary_sentences(review),
        tags={str(scheme): [tag for tag in review.accepted_tags(scheme) if not tag.is_unsure] for scheme in Scheme},
        unsure=[tag for tag in review.accepted_tags() if tag.is_unsure],
        recommendations=[point for point in review.recommendations if not to or to in point.addressed_to],
        addressees=addressees(review.recommendations, chosen=to),
        points_at_first=POINTS_AT_FIRST,
        expired=expired(review.electronic_until),
        kept=[document.id for document in review.documents if service.library.file_path(document)],
        notices=[*review.notices, *(notice for document in review.documents for notice in document.notices)],
        citation=citation(review, vocabulary=service.vocabulary),
        address=full_address(request, links_of(request).review(review.id)),
        similar=similar_reviews(service, review),
        names=document_names(review.documents, vocabulary=service.vocabulary),
    )


def similar_reviews(service: SearchService, review: Review) -> list[SimilarResult]:
    """Similar reviews, none while the engine is down: the review itself can be read all the same."""
    try:
        return service.similar(review.id).results
    except (IndexUnavailable, IndexMismatch):
        return []


def facts(review: Review, *, vocabulary: Vocabulary) -> list[Fact]:
    """The fields of a review in the order of the wording, those that were not found included."""
    shown = []
    for name, label in _words_for(review, "fields").items():
        provenance = review.provenance.get(name)
        evidence, source = (provenance.evidence, str(provenance.source)) if provenance else ((), None)
        shown.append(Fact(name, label, list(_values(review, name, vocabulary)), evidence, source))
    return shown


def _values(review: Review, name: str, vocabulary: Vocabulary) -> Iterator[FactValue]:
    value = getattr(review, name)
    for each in value if isinstance(value, list) else [value] if value else []:
        if name in _DATES:
            text = written_date(each) or each
        elif name in _LABELLED:
            text = vocabulary.label(name, str(each))
        elif name == "guidance":
            text = each.replace("-", " ").title()  # working-together-2015
        else:
            text = each
        yield FactValue(text, str(each) if name in _BROWSED else None)


def _words_for(review: Review, name: str) -> dict[str, str]:
    """Words of the wording, where an inspection is called other things than a case."""
    wording = load_wording()
    special = wording["inspection"][name] if review.review_type is ReviewType.INSPECTION_REPORT else {}
    words: dict[str, str] = wording[name] | special
    return words


def summary_sentences(review: Review) -> list[Sentence]:
    """The summary in its sentences, each with its evidence, where there is one for each; else in one piece.

    Each sentence begins as its evidence does and runs to the next: a bullet has got a stop in the summary, and of
    a sentence that a footnote parts the evidence is only the beginning.
    """
    if not review.summary:
        return []
    provenance = review.provenance.get("summary")
    evidence = provenance.evidence if provenance else []
    words = review.summary.split()
    plain = [word.rstrip(_STOPS) for word in words]
    starts: list[int] = []
    for each in evidence:
        start = _place_of(each.quote, plain, after=starts[-1] if starts else -1)
        if start is None or (not starts and start > 0):
            return [Sentence(review.summary, None)]
        starts.append(start)
    if not starts:
        return [Sentence(review.summary, None)]
    ends = (*starts[1:], len(words))
    return [Sentence(" ".join(words[start:end]), each) for start, end, each in zip(starts, ends, evidence, strict=True)]


def _place_of(quote: str, plain: Sequence[str], *, after: int) -> int | None:
    """Where a quote's words stand together, whatever stops follow them, or None."""
    sought = [word.rstrip(_STOPS) for word in quote.split()]
    places = range(after + 1, len(plain) - len(sought) + 1)
    return next((place for place in places if plain[place : place + len(sought)] == sought), None)


def addressees(points: Sequence[Point], *, chosen: str) -> list[Addressee]:
    """The agencies that recommendations are addressed to, most addressed first."""
    counts = Counter(agency for point in points for agency in point.addressed_to)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [Addressee(agency, count, agency == chosen) for agency, count in ordered]


def document_names(documents: Sequence[Document], *, vocabulary: Vocabulary) -> dict[str, str]:
    """What to call each document: its role, numbered where two share it."""
    unnamed = load_wording()["review"]["document"]
    roles = [
        unnamed if document.role is DocumentRole.OTHER else vocabulary.label("document_role", str(document.role))
        for document in documents
    ]
    names, seen = {}, Counter[str]()
    for document, role in zip(documents, roles, strict=True):
        seen[role] += 1
        names[document.id] = f"{role} {seen[role]}" if roles.count(role) > 1 else role
    return names


def tag_of(review: Review, concept: str) -> Tag | None:
    return next((tag for tag in review.accepted_tags() if tag.concept == concept), None)
