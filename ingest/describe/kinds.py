"""What kind of review a document belongs to, and which part it plays in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.describe.claims import Claim
from ingest.describe.paragraphs import Paragraph
from ingest.describe.report import Report
from records.models import DocumentRole, ReviewType

_S = r"[\s-]+"
_TYPES: tuple[tuple[ReviewType, str], ...] = (
    (
        ReviewType.INSPECTION_REPORT,
        r"inspection\s+of\s+(?:[\w’'&,-]+\s+){0,12}?(?:children|safeguarding|services)|inspection\s+report|"
        r"(?:joint\s+(?:targeted\s+)?(?:area\s+)?|ofsted\s+|unannounced\s+|annual\s+)inspection|"
        r"focused\s+visit\s+(?:of|to)|monitoring\s+visit\s+(?:of|to)|"
        r"review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding",
    ),
    (
        ReviewType.DOMESTIC_HOMICIDE_REVIEW,
        r"domestic\s+(?:violence\s+)?homicide\s+(?:and\s+[\w\s]{1,30}?)?reviews?|"
        r"domestic\s+abuse[\s-]+related\s+death\s+reviews?",
    ),
    (
        ReviewType.SAFEGUARDING_ADULT_REVIEW,
        r"safeguarding\s+adults?(?:['’]s)?\s+(?:practice\s+)?reviews?|serious\s+case\s+review\s+\(adults?\)",
    ),
    (ReviewType.RAPID_REVIEW, r"rapid\s+(?:learning\s+)?reviews?"),
    (
        ReviewType.THEMATIC_REVIEW,
        r"thematic\s+(?:[\w’'-]+\s+){0,5}?(?:reviews?|analysis)|themed\s+reviews?",
    ),
    (
        ReviewType.CHILD_SAFEGUARDING_PRACTICE_REVIEW,
        r"(?:local\s+|national\s+)?child(?:ren)?(?:['’]s)?\s+safeguarding\s+practice\s+reviews?|"
        r"local\s+safeguarding\s+practice\s+reviews?|safeguarding\s+practice\s+reviews?|\bL?CSPRs?\b",
    ),
    (
        ReviewType.CHILD_PRACTICE_REVIEW,
        r"(?:concise\s+|extended\s+)?child(?:ren)?\s+practice\s+reviews?|adolygiad\s+ymarfer\s+plant",
    ),
    (ReviewType.SIGNIFICANT_CASE_REVIEW, r"significant\s+(?:case|incident)\s+reviews?"),
    (ReviewType.CASE_MANAGEMENT_REVIEW, r"case\s+management\s+reviews?"),
    (
        ReviewType.SERIOUS_CASE_REVIEW,
        r"serious\s+case\s+reviews?|(?:part|chapter|section)\s+(?:8|eight)\s+(?:case\s+)?reviews?|"
        r"(?:case\s+)?reviews?\s+under\s+(?:part|chapter)\s+(?:8|eight)",
    ),
    (
        ReviewType.LEARNING_REVIEW,
        r"(?:(?:local|multi[\s-]agency|single[\s-]agency|partnership|independent|practice)\s+)*"
        r"(?:learning(?:\s+lessons)?|lessons\s+learn(?:ed|t)|practice\s+learning|case\s+learning|good\s+practice)\s+"
        r"reviews?",
    ),
)
_PATTERNS = tuple((kind, re.compile(r"\b(?:" + pattern + r")\b", re.IGNORECASE)) for kind, pattern in _TYPES)

_SOURCE = re.compile(
    r"\b(?:this (?:report|review|document|is)|the report of|report(?:s)? on|a summary of|summarises|response to|"
    r"conducted|commissioned|carried out|decided|undertaken|criteria for)\b",
    re.IGNORECASE,
)

_ROLES: tuple[tuple[DocumentRole, str], ...] = (
    (DocumentRole.SEVEN_MINUTE_BRIEFING, r"(?:seven|7)[\s-]*minutes?\s+(?:learning\s+|practice\s+)?briefings?|7mb"),
    (
        DocumentRole.PARTNERSHIP_RESPONSE,
        r"(?:(?:partnership|board|committee|panel|council|agency|agencies|partners|multi[\s-]agency)"
        r"(?:['’]s?|s['’])?\s+(?:formal\s+|published\s+)?(?:response|reply)|"
        r"(?:response|reply)\s+(?:of|by|from)\s+the\s+[\w\s]{3,60}?(?:to|on)|"
        r"^(?:the\s+)?(?:our\s+)?responses?\s+to\s+(?:the\s+)?)|response\s+statement|statement\s+in\s+response",
    ),
    (
        DocumentRole.PRESENTATION,
        r"\b(?:slides?|slide\s+(?:pack|deck)|presentation|powerpoint)\b",
    ),
    (DocumentRole.EXECUTIVE_SUMMARY, r"executive\s+summar(?:y|ies)|summary\s+report|crynodeb\s+gweithredol"),
    (
        DocumentRole.LEARNING_SUMMARY,
        r"(?:learning|practice|practitioner(?:['’]?s?)?|lessons?|case|review|one[\s-]page|key)\s+"
        r"(?:points\s+)?(?:summary|briefings?(?:\s+note)?|bulletin|brief|leaflet|factsheet|digest)|"
        r"briefing\s+(?:note|paper|for\s+\w+)|^briefing\b|lessons\s+(?:learned|learnt)\s+(?:briefing|from)|"
        r"summary\s+of\s+(?:the\s+)?(?:learning|findings|lessons)|^learning\s+from\b",
    ),
    (DocumentRole.OVERVIEW_REPORT, r"overview\s+report|full\s+report|final\s+report"),
)
_ROLE_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
_FEWEST_SLIDES = 6
_MOST_WORDS_OF_SLIDE = 90
_OTHER_TYPES = frozenset({ReviewType.RAPID_REVIEW, ReviewType.INSPECTION_REPORT, ReviewType.OTHER})
"""Reports that are not the overview report of a review."""


def find_review_type(report: Report) -> Claim[ReviewType] | None:
    """From the cover; where that is silent from the running heads' words in the text, then from how it calls itself."""
    found = _first_named(report.front, report)
    if found is not None:
        return found
    told: Counter[ReviewType] = Counter()
    shown: dict[ReviewType, Claim[ReviewType]] = {}
    for sentence in report.opening:
        weight = 3 if _SOURCE.search(sentence.text) else 1
        for kind, pattern in _PATTERNS:
            if kind is not ReviewType.INSPECTION_REPORT and pattern.search(sentence.text):
                told[kind] += weight
                shown.setdefault(kind, Claim(kind, (report.of_sentence(sentence),)))
                break
    if told:
        kind, weight = told.most_common(1)[0]
        if weight >= 3:
            return shown[kind]
    return None


def _first_named(paragraphs: Iterable[Paragraph], report: Report) -> Claim[ReviewType] | None:
    """The kind that the cover names first; a thematic serious case review begins with what makes it thematic."""
    best: tuple[int, int, int] | None = None
    claim: Claim[ReviewType] | None = None
    for place, paragraph in enumerate(paragraphs):
        for rank, (kind, pattern) in enumerate(_PATTERNS):
            match = pattern.search(paragraph.text)
            if match is None:
                continue
            order = (place, match.start(), rank)
            if best is None or order < best:
                best, claim = order, Claim(kind, (report.of_match(paragraph, match),))
        if claim is not None and len(paragraph.text) < 200:
            break
    return claim


def names_review_type(text: str) -> bool:
    return any(pattern.search(text) for _, pattern in _PATTERNS)


def without_type_and_role(text: str) -> str:
    """A title without the words that say what kind of document it is: mostly a name is left."""
    for _, pattern in (*_PATTERNS, *_ROLE_PATTERNS):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def find_role(report: Report, *, title: str | None, review_type: ReviewType | None) -> DocumentRole:
    """From the title, then the cover; a document that does not say what it is, is its review's report."""
    for text in (title or "", *(paragraph.text for paragraph in report.front[:8] if len(paragraph.text) < 160)):
        for role, pattern in _ROLE_PATTERNS:
            if pattern.search(text):
                return role
    if _looks_like_slides(report):
        return DocumentRole.PRESENTATION
    return DocumentRole.OTHER if review_type in _OTHER_TYPES else DocumentRole.OVERVIEW_REPORT


def _looks_like_slides(report: Report) -> bool:
    """Whether most of many pages hold a few lines, most of them bullets."""
    pages = report.document.pages
    if len(pages) < _FEWEST_SLIDES or report.document.ocr:
        return False
    if sum("•" in page.text for page in pages) <= 0.5 * len(pages):
        return False
    return sum(len(page.text.split()) < _MOST_WORDS_OF_SLIDE for page in pages) > 0.8 * len(pages)
