"""What can be asked: the parameters of a search, checked once, for the API, the pages and the command line alike."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from records.dates import PartialDate
from records.models import AgeBand, ChildSex, DocumentRole, IncidentType, Nation, Outcome, ReviewType

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LONGEST_QUERY = 2_000
"""Characters of a query that are read; luqum is never given more."""

FACETS = (
    "abuse_type",
    "agency",
    "theme",
    "review_type",
    "document_role",
    "authority",
    "region",
    "nation",
    "year",
    "outcome",
    "incident_type",
    "child_age_band",
    "child_sex",
    "addressed_to",
)
"""Every facet, in the order in which a page offers them. Each is also a repeatable parameter of a search."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    AUTHORITY = "authority"
    ABUSE_TYPE = "abuse_type"


Name = Annotated[str, Field(max_length=200)]
Year = Annotated[str, Field(pattern=r"^\d{4}$", examples=["2019"])]


class SearchRequest(BaseModel):
    """A search of reviews. Values of one filter are alternatives; different filters must all hold."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    q: Annotated[
        str,
        Field(
            description='Words, "exact phrases", AND OR NOT + - ( ), prefix*, "near words"~5, field:word, '
            "published:[2015 TO 2019]. What does not parse is searched as plain words.",
            examples=["baby bruise non mobile", '"professional curiosity" AND neglect', "theme:thresholds age:<1"],
        ),
    ] = ""
    abuse_type: Annotated[
        list[Name], Field(description="Concept of the scheme abuse-type.", examples=[["neglect"]])
    ] = []
    agency: Annotated[list[Name], Field(description="Concept of the scheme agency.", examples=[["police"]])] = []
    theme: Annotated[list[Name], Field(description="Concept of the scheme theme.", examples=[["thresholds"]])] = []
    review_type: Annotated[list[ReviewType], Field(description="Kind of review.")] = []
    document_role: Annotated[list[DocumentRole], Field(description="Role of one of its documents.")] = []
    authority: Annotated[list[Name], Field(description="Local authority, as it is named.", examples=[["Leeds"]])] = []
    region: Annotated[list[Name], Field(description="Region.", examples=[["North West"]])] = []
    nation: Annotated[list[Nation], Field(description="Nation.")] = []
    year: Annotated[list[Year], Field(description="Year of publication.", examples=[["2019"]])] = []
    outcome: Annotated[list[Outcome], Field(description="What came of the incident.")] = []
    incident_type: Annotated[list[IncidentType], Field(description="What happened.")] = []
    child_age_band: Annotated[list[AgeBand], Field(description="Age of a child of the case.")] = []
    child_sex: Annotated[list[ChildSex], Field(description="Sex of the child or children.")] = []
    addressed_to: Annotated[
        list[Name], Field(description="Agency that a recommendation is addressed to.", examples=[["health-visiting"]])
    ] = []
    published_from: Annotated[
        PartialDate | None,
        Field(description="Published then or later: YYYY, YYYY-MM or YYYY-MM-DD.", examples=["2015"]),
    ] = None
    published_to: Annotated[
        PartialDate | None, Field(description="Published then or earlier.", examples=["2019-06"])
    ] = None
    sort: Annotated[
        Sort | None, Field(description="Order. Without it: relevance where words are asked for, else newest.")
    ] = None
    page: Annotated[int, Field(ge=1, description="Page of the results, from 1.")] = 1
    size: Annotated[int, Field(ge=1, le=LARGEST_SIZE, description="Results a page.")] = DEFAULT_SIZE
    facets: Annotated[bool, Field(description="Whether to count the values of every facet.")] = True
    partial: Annotated[
        bool,
        Field(description="List reviews that hold only most of the words, too, under a sort other than relevance."),
    ] = False
    exact: Annotated[
        bool, Field(description="Search for the words as typed, even where a correction would find more.")
    ] = False

    @property
    def order(self) -> Sort:
        return self.sort or (Sort.RELEVANCE if self.q.strip() else Sort.NEWEST)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    def chosen(self) -> dict[str, list[str]]:
        """The filters that are set, by facet name, each value once and in the order given."""
        values = {facet: list(dict.fromkeys(str(value) for value in getattr(self, facet))) for facet in FACETS}
        return {facet: chosen for facet, chosen in values.items() if chosen}


class PointRequest(SearchRequest):
    """A search of recommendations and learning points: by their own words, and by all that their review is found by."""

    kind: Annotated[
        Literal["recommendation", "learning-point"] | None, Field(description="Only these; both without it.")
    ] = None
    group: Annotated[Literal["review"] | None, Field(description="`review`: one result a review, with its points.")] = (
        None
    )
