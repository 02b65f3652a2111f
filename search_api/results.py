"""What is answered: the shapes that the API promises and the pages draw. Concepts are ids; labels come from facets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)  # sixty in an answer, and a model takes five times as long to make
class Passage:
    """A few whole sentences of a page. `html` holds `<mark>` and no other markup; everything else in it is escaped."""

    document: str
    page: int
    section: str | None
    html: str


class Result(Answer):
    """One review of a list of results."""

    id: str
    title: str | None
    review_type: str | None
    partnership: str | None
    authority: list[str]
    published: str | None
    child: list[str]
    child_age: str | None
    child_age_band: list[str]
    outcome: str | None
    abuse_types: list[str]
    agencies: list[str]
    themes: list[str]
    unsure: Annotated[
        list[str], Field(description="Concepts among these that software is not sure of: mostly wrong, so say it.")
    ] = []
    summary: str | None
    score: float
    passages: list[Passage] = []


class ListedReview(Result):
    """A review of a whole list, with what exports say beside: counts, and when its record was last changed."""

    region: str | None
    nation: str | None
    lead_reviewer: str | None
    child_sex: str | None
    incident_type: list[str]
    recommendations: int
    learning_points: int
    documents: int
    pages: int
    updated: str


@dataclass(frozen=True, slots=True)  # hundreds in an answer
class FacetValue:
    """How many reviews would be listed if this were the only value chosen of its facet."""

    id: str
    label: str
    count: int


class Listing(Answer):
    """What all lists of results have in common."""

    total: Annotated[int, Field(description="How many are listed, over all pages; facets count the same ones.")]
    page: int
    size: int
    took_ms: float
    notice: Annotated[str | None, Field(description="What was not understood, or is good to know of this list.")] = None
    suggestion: Annotated[str | None, Field(description="Another query that may be what was meant.")] = None
    also_searched: Annotated[
        list[str], Field(description="Synonyms that were searched for beside the words typed.")
    ] = []
    corrected: Annotated[
        str | None, Field(description="The query that was searched instead, as the one typed finds nothing.")
    ] = None
    partial_total: Annotated[
        int,
        Field(description="Reviews with most of the words that are left out of this list (`partial=true` lists them)."),
    ] = 0
    facets: dict[str, list[FacetValue]] = {}


class SearchResults(Listing):
    results: list[Result]


class SimilarResult(Result):
    shared: Annotated[list[str], Field(description="Ids of the concepts and age bands that both reviews have.")]


class SimilarResults(Answer):
    results: list[SimilarResult]


class PointReview(Answer):
    """The review that a point stands in."""

    id: str
    title: str | None
    review_type: str | None
    authority: list[str]
    published: str | None
    abuse_types: list[str]


class PointResult(Answer):
    """A recommendation or a learning point. `html` is its text escaped, with the searched words marked."""

    review: PointReview
    id: str
    kind: Literal["recommendation", "learning-point"]
    number: str | None
    title: str | None
    text: str
    html: str
    addressed_to: list[str]
    themes: list[str]
    document: str
    page: int
    end_page: int
    score: float


class PointGroup(Answer):
    """A review with those of its points that were found."""

    review: PointReview
    points: list[PointResult]


class PointResults(Listing):
    results: list[PointResult] | list[PointGroup]


class PageText(Answer):
    """The text of one page of a document. `pages` is how many the document has."""

    document: str
    number: int
    label: str | None
    text: str
    section: str | None
    pages: int


class Suggestion(Answer):
    """Something to search for. `query` is what to put in the box, or `review` the review to open."""

    kind: Literal["concept", "authority", "title", "phrase"]
    label: str
    query: str
    scheme: str | None = None
    id: str | None = None


class Suggestions(Answer):
    suggestions: list[Suggestion]


class ConceptAnswer(Answer):
    id: str
    label: str
    alternative_labels: list[str]
    scope_note: str | None
    broader: list[str]
    related: list[str]


class VocabularyAnswer(Answer):
    """Every scheme with its concepts, and the record's own lists of values with their labels."""

    schemes: dict[str, list[ConceptAnswer]]
    lists: dict[str, list[FacetLabel]]


class FacetLabel(Answer):
    id: str
    label: str


class Stats(Answer):
    """What is in the library."""

    reviews: int
    documents: int
    pages: int
    recommendations: int
    learning_points: int
    published_from: str | None
    published_to: str | None
    facets: dict[str, list[FacetValue]]


class Health(Answer):
    """`ok`, or what is wrong in a sentence. The server answers 200 when it can search and 503 when it cannot."""

    status: Literal["ok", "degraded", "unavailable"]
    engine: str
    reviews: int | None
    detail: str | None = None
