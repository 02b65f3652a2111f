"""When a document was published, among the many dates that it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from ingest.describe.claims import Claim
from ingest.describe.dates import DateFound, find_dates
from ingest.describe.paragraphs import Paragraph
from ingest.describe.report import Report
from records.dates import first_day
from records.models import ReviewType

_PUBLISHED = re.compile(
    r"(?:^|[.;|:,(–—-]\s*|\d\s+|\bdate\s+|\b(?:is|first|report|review|version|was|and)\s+)"
    r"(?:(?:date\s+of\s+)?publication(?:\s+date)?|(?:first\s+)?published(?:\s+(?:version|on|in|online|date))?|"
    r"date\s+published|(?:available\s+for\s+)?publication)\s*[:|,–-]?\s*(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
_OTHER_EVENT = re.compile(
    r"\b(?:complet|agree|accept|approv|sign|commission|endors|ratif|present|submit|prepar|meeting|revis|updat|"
    r"re-?issu|re-?publish|draft|inspect|period|between|until|from|scope|born|birth|died|dies|death|killed|murder|injur|"
    r"incident|time of|convict|sentenc|decision|notif|review of|review due|due|next|effective|regulation|guidance|"
    r"act|since|age)\w*\W",
    re.IGNORECASE,
)
_OWN_PUBLICATION = re.compile(
    r"\b(?:this|the)\s+(?:report|review|summary|response|briefing|document)\s+(?:was|is|is\s+being|will\s+be)\s+"
    r"(?:\w+\s+)?published\s+(?:by\s+[\w\s]{3,60}?\s+)?(?:on|in)\s+$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:Crown\s+copyright\s*|[A-Z][\w\s]{2,60}?)?,?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_INSPECTED = re.compile(r"inspection\s+dates?\s*:?\s*", re.IGNORECASE)
_LAST_PAGES = 3


def find_published(report: Report, *, review_type: ReviewType | None) -> Claim[str] | None:
    """The date that is called that of publication; else the one that the cover gives without calling it anything.

    Last, the year of the copyright line. Dates of completion, agreement, reissue and of the events are others.
    """
    said = chain(_called_so(report), _uncalled_on_cover(report), _said_in_text(report))
    return next(said, None) or _from_copyright(report, is_inspection=review_type is ReviewType.INSPECTION_REPORT)


def _called_so(report: Report) -> Iterator[Claim[str]]:
    first_pages = takewhile(lambda each: each.page <= 2, report.paragraphs)
    for paragraph in chain(report.front, first_pages):
        if "publi" not in paragraph.text.lower():
            continue
        for found in find_dates(paragraph.text, years=True):
            if _PUBLISHED.search(paragraph.text, 0, found.start) and not _is_reissue(paragraph.text, found):
                yield _claim(report, paragraph, found)


def _uncalled_on_cover(report: Report) -> Iterator[Claim[str]]:
    for paragraph in sorted(report.front, key=lambda each: len(each.text.split()) > 12):
        for found in find_dates(paragraph.text):
            if not _OTHER_EVENT.search(_sentence_before(paragraph.text, found)):
                yield _claim(report, paragraph, found)


def _said_in_text(report: Report) -> Iterator[Claim[str]]:
    for _, sentence in report.sentences_with("published"):
        for found in find_dates(sentence.text):
            if _OWN_PUBLICATION.search(sentence.text, 0, found.start):
                yield Claim(found.value, (report.of_sentence(sentence),))
    for line in report.running:
        for found in find_dates(line):
            if _PUBLISHED.search(line, 0, found.start):
                yield Claim(found.value, ())


def _is_reissue(text: str, found: DateFound) -> bool:
    return (
        re.search(
            r"\bre-?$|\b(?:re-?|again\s+|the\s+\w+\s+)published\W*(?:on|in)?\W*$", text[: found.start], re.IGNORECASE
        )
        is not None
    )


def _sentence_before(text: str, found: DateFound) -> str:
    """The words of the same sentence or cell that stand before a date."""
    return re.split(r"[.;|]\s", text[: found.start])[-1]


def _claim(report: Report, paragraph: Paragraph, found: DateFound) -> Claim[str]:
    start = (
        max(paragraph.text.rfind(mark, 0, found.start) + len(mark) for mark in (". ", "| ", "; ")) if found.start else 0
    )
    start = start if start > 2 else 0
    return Claim(found.value, (report.evidence(paragraph.page_at(start), paragraph.quote(start, found.end)),))


def _from_copyright(report: Report, *, is_inspection: bool) -> Claim[str] | None:
    """The year of the copyright line, which templates carry over: never earlier than what the report itself tells."""
    claims = list(_copyright_years(report))
    if not claims:
        return None
    claim = claims[-1]
    if not is_inspection:
        return claim
    ended = _end_of_inspection(report)
    if ended is None:
        return claim
    year = max(claim.value, ended.value[:4])
    made = report.properties.get("created", "")
    made_year = re.sub(r"^D:", "", made)[:4]
    months_left = 12 - first_day(ended.value).month
    if year == ended.value[:4] and months_left <= 3 and made_year == str(int(year) + 1):
        return Claim(made_year, ended.evidence)  # ended in the autumn, and the file was made in the new year
    return Claim(year, claim.evidence if year == claim.value else ended.evidence)


def _copyright_years(report: Report) -> Iterator[Claim[str]]:
    last_page = max((paragraph.page for paragraph in report.paragraphs), default=0)
    for paragraph in report.paragraphs:
        if paragraph.page > 2 and paragraph.page <= last_page - _LAST_PAGES:
            continue
        for match in _COPYRIGHT.finditer(paragraph.text):
            yield Claim(match["year"], (report.of_match(paragraph, match),))


def _end_of_inspection(report: Report) -> Claim[str] | None:
    for paragraph in report.front or report.paragraphs[:8]:
        match = _INSPECTED.search(paragraph.text)
        if match is None:
            continue
        dates = list(find_dates(paragraph.text[match.end() : match.end() + 80]))
        if dates:
            end = match.end() + dates[-1].end
            quote = paragraph.quote(match.start(), end)
            return Claim(max(date.value for date in dates), (report.evidence(paragraph.page, quote),))
    return None
