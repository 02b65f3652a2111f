"""What a review is: the models whose field names are the JSON of the library and of the API.

A `Review` is a case, one entry of the catalogue. It has `Document`s, each with `Page`s of text and `Section`s.
Everything that was read out of a document says where it stands (`Evidence`) and who says so (`Provenance`).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from records.dates import PartialDate

ReviewId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120)]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PageNumber = Annotated[int, Field(ge=1)]
Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
_UNSURE_BELOW = 0.5
"""Confidence: on the development set, one in three of the tags below it was right."""


class Model(BaseModel):
    """Closed (an unknown field is an error, so that a misspelling in a record edited by hand is named)."""

    model_config = ConfigDict(extra="forbid", use_enum_values=False)


class Scheme(StrEnum):
    ABUSE_TYPE = "abuse-type"
    AGENCY = "agency"
    THEME = "theme"


class Source(StrEnum):
    """Who says so. A person's word (`SUPPLIED` in a manifest, `CURATED` by amendment) wins over software's."""

    AUTO = "auto"
    SUPPLIED = "supplied"
    CURATED = "curated"


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ReviewType(StrEnum):
    SERIOUS_CASE_REVIEW = "serious-case-review"
    CHILD_SAFEGUARDING_PRACTICE_REVIEW = "child-safeguarding-practice-review"
    CHILD_PRACTICE_REVIEW = "child-practice-review"
    SIGNIFICANT_CASE_REVIEW = "significant-case-review"
    LEARNING_REVIEW = "learning-review"
    CASE_MANAGEMENT_REVIEW = "case-management-review"
    THEMATIC_REVIEW = "thematic-review"
    RAPID_REVIEW = "rapid-review"
    SAFEGUARDING_ADULT_REVIEW = "safeguarding-adult-review"
    DOMESTIC_HOMICIDE_REVIEW = "domestic-homicide-review"
    INSPECTION_REPORT = "inspection-report"
    OTHER = "other"


class DocumentRole(StrEnum):
    OVERVIEW_REPORT = "overview-report"
    EXECUTIVE_SUMMARY = "executive-summary"
    LEARNING_SUMMARY = "learning-summary"
    SEVEN_MINUTE_BRIEFING = "seven-minute-briefing"
    PARTNERSHIP_RESPONSE = "partnership-response"
    PRESENTATION = "presentation"
    OTHER = "other"


class Outcome(StrEnum):
    DEATH = "death"
    SERIOUS_HARM = "serious-harm"
    OTHER = "other"


class AgeBand(StrEnum):
    UNDER_1 = "under-1"
    FROM_1_TO_4 = "1-4"
    FROM_5_TO_10 = "5-10"
    FROM_11_TO_15 = "11-15"
    FROM_16_TO_17 = "16-17"
    ADULT = "18-plus"
    MULTIPLE = "multiple"


class ChildSex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    MULTIPLE = "multiple"


class IncidentType(StrEnum):
    NON_ACCIDENTAL_INJURY = "non-accidental-injury"
    SHAKING = "shaking"
    HOMICIDE = "homicide"
    STABBING_OR_SHOOTING = "stabbing-or-shooting"
    SUICIDE = "suicide"
    SELF_HARM = "self-harm"
    SUDDEN_UNEXPECTED_DEATH = "sudden-unexpected-death"
    DROWNING = "drowning"
    INGESTION_OR_OVERDOSE = "ingestion-or-overdose"
    FIRE = "fire"
    ACCIDENT = "accident"
    UNTREATED_ILLNESS = "untreated-illness"
    MALNUTRITION = "malnutrition"
    CHRONIC_NEGLECT = "chronic-neglect"
    SEXUAL_ABUSE = "sexual-abuse"
    EXPLOITATION = "exploitation"
    FABRICATED_ILLNESS = "fabricated-illness"
    OTHER = "other"


class SectionKind(StrEnum):
    BODY = "body"
    CONTENTS = "contents"
    GLOSSARY = "glossary"
    REFERENCES = "references"
    PANEL = "panel"
    TERMS_OF_REFERENCE = "terms-of-reference"
    DEFINITIONS = "definitions"
    CHRONOLOGY = "chronology"
    RECOMMENDATIONS = "recommendations"
    LEARNING = "learning"
    SUMMARY = "summary"
    APPENDIX = "appendix"


class Nation(StrEnum):
    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class Evidence(Model):
    """Where a reader can check a claim.

    `quote` is a substring of that page's text once white space is collapsed; a quote that runs on to the next
    page carries the number of the first.
    """

    document: DocumentId
    page: PageNumber
    quote: str


class Page(Model):
    """One page of a document as a reader reads it.

    `text` has its paragraphs separated by a blank line, tables row by row and footnotes last; running heads,
    footers and page numbers are left out. `label` is the page number as printed, where one is printed.
    """

    number: PageNumber
    label: str | None = None
    text: str = ""
    ocr: bool = False
    ocr_confidence: Fraction | None = None


class Section(Model):
    """A stretch of a document under a heading that stands on a line of its own.

    `start` is an offset in characters into the text of `page`, `end` one into the text of `end_page` (exclusive).
    """

    heading: str
    level: Annotated[int, Field(ge=1)]
    page: PageNumber
    start: Annotated[int, Field(ge=0)]
    end_page: PageNumber
    end: Annotated[int, Field(ge=0)]
    kind: SectionKind = SectionKind.BODY


class Document(Model):
    """One file of a review. `id` is the first 16 hexadecimal digits of `sha256`."""

    id: DocumentId
    sha256: Sha256
    role: DocumentRole = DocumentRole.OVERVIEW_REPORT
    title: str | None = None
    filename: str
    source_url: str | None = None
    copy_of: DocumentId | None = None
    language: str | None = None
    ocr: bool = False
    bytes: Annotated[int, Field(ge=0)]
    pages: list[Page] = []
    sections: list[Section] = []
    notices: list[str] = []
    logic_versions: dict[str, int] = {}
    """Which version of each stage (`extraction`, `description`, `tagging`) read this document: what to redo when."""


class Tag(Model):
    """A concept of the vocabulary that a review is about, with the sentences that show it."""

    scheme: Scheme
    concept: str
    confidence: Fraction
    source: Source = Source.AUTO
    evidence: list[Evidence] = []
    rejected: bool = False

    @property
    def is_unsure(self) -> bool:
        """Whether software found it and is more often wrong than right about such tags: to be shown as a guess."""
        return self.source is Source.AUTO and self.confidence < _UNSURE_BELOW


class Point(Model):
    """A recommendation or a learning point. `number` and `title` are as printed; `text` leaves both out."""

    id: str
    number: str | None = None
    title: str | None = None
    text: str
    addressed_to: list[str] = []
    themes: list[str] = []
    document: DocumentId
    page: PageNumber
    end_page: PageNumber
    source: Source = Source.AUTO


class Provenance(Model):
    """Who says what a field says, and where. `logic_version` is that of the code which found it."""

    source: Source
    evidence: list[Evidence] = []
    logic_version: int | None = None


class Grouping(Model):
    """Why the documents of a review are together; `pinned` when a person decided it."""

    reason: str
    pinned: bool = False


class Facts(Model):
    """What a review says of the case: the fields that software finds and a person may supply or correct.

    A value that was not found is None or an empty list and has no provenance.
    """

    title: str | None = None
    review_type: ReviewType | None = None
    partnership: str | None = None
    authority: list[str] = []
    nation: Nation | None = None
    region: str | None = None
    published: PartialDate | None = None
    lead_reviewer: str | None = None
    child: list[str] = []
    child_age: str | None = None
    ages_months: list[int] = []
    child_age_band: list[AgeBand] = []
    child_sex: ChildSex | None = None
    outcome: Outcome | None = None
    incident: PartialDate | None = None
    incident_type: list[IncidentType] = []
    guidance: str | None = None
    summary: str | None = None
    provenance: dict[str, Provenance] = {}


class Review(Facts):
    """A case: one entry of the catalogue."""

    id: ReviewId
    former_ids: list[ReviewId] = []
    recommendations: list[Point] = []
    learning_points: list[Point] = []
    tags: list[Tag] = []
    documents: list[Document] = []
    grouping: Grouping | None = None
    notices: list[str] = []
    status: Status = Status.PUBLISHED
    withdrawn_reason: str | None = None
    electronic_until: PartialDate | None = None
    added: datetime
    updated: datetime

    def originals(self) -> list[Document]:
        """The documents that are no copies of others: a copy's words would count twice."""
        return [document for document in self.documents if document.copy_of is None] or self.documents[:1]

    def accepted_tags(self, scheme: Scheme | None = None) -> list[Tag]:
        """The tags to show, count and filter by: those that nobody refused, in descending confidence."""
        tags = [tag for tag in self.tags if not tag.rejected and scheme in (None, tag.scheme)]
        return sorted(tags, key=lambda tag: (-tag.confidence, tag.concept))

    def document(self, document_id: str) -> Document | None:
        return next((document for document in self.documents if document.id == document_id), None)

    def without_text(self) -> dict[str, Any]:
        """The record as JSON-ready values, page texts left out: what the API shows of a review."""
        return self.model_dump(mode="json", exclude={"documents": {"__all__": {"pages": {"__all__": {"text"}}}}})
