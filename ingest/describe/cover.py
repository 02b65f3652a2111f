"""The title that a cover prints: its lines in printed order, without who, when and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.describe.casing import title_case
from ingest.describe.claims import Claim
from ingest.describe.dates import find_dates
from ingest.describe.front import goes_on
from ingest.describe.kinds import names_review_type
from ingest.describe.organisations import is_organisation
from ingest.describe.paragraphs import Paragraph, collapse
from ingest.describe.report import Report
from ingest.reading import CoverLine

_PARTICULARS = re.compile(
    r"(?:(?:independent|lead|overview|report|review|senior|joint)\s+)*(?:reviewers?|authors?|writers?|chair(?:person)?|"
    r"inspectors?|scrutineer|facilitators?)\b|(?:her|his)\s+majesty[’']s\s+inspectors?\b|"
    r"(?:report\s+)?(?:prepared|written|authored|compiled|produced|commissioned|completed|published|agreed|approved|"
    r"accepted|signed|issued|reissued|revised|updated|submitted|presented|endorsed|led)\b|"
    r"(?:date|dates|period|version|status|ref|reference|reference number|contents|draft|final|confidential|restricted|"
    r"official|not\s+protectively|unclassified|isbn|copyright|©|www\.|https?:|tel|e-?mail|address|from|a\s+report\s+"
    r"(?:for|to|by)|report\s+(?:for|to|by)|for\s+publication|final\s+for|inspection\s+dates?|lead\s+inspector|age\s+group|"
    r"this\s+(?:report|document|review|is)|the\s+overall\s+judgement|overall\s+effectiveness|please|"
    r"names?\s+(?:are|have)|in\s+memory|panel|(?:the\s+)?judgements?|page|"
    r"[a-z ]*ofsted(?:\.gov\.uk)?$|council$)(?![\w-])|on\s+behalf\b|by\s+[A-Z]|\(?(?:[A-Z]{2,5}\s+)?\d+/\d+",
    re.IGNORECASE,
)
_TYPE_OF_DOCUMENT = re.compile(
    r"\W*(?:the\s+)?(?:final\s+)?overview\s+report\b(?:\s+(?:by|written\s+by)\s.*)?\W*", re.IGNORECASE
)
_JUDGEMENT = re.compile(
    r"\brequires?\s+improvement\b|^(?:good|outstanding|adequate|inadequate)$|"
    r"\b(?:is|are|was|were)\s+(?:(?:not|now|judged|to|be)\s+)*(?:good|outstanding|adequate|inadequate|effective)$|"
    r"^there\s+(?:is|are|were)\s+(?:[\w’'-]+\s+){0,4}?(?:failures?|failings?|weakness(?:es)?|strengths?|shortfalls?)\b",
    re.IGNORECASE,
)
"""What an inspection found: a cover may print it as large as its title."""
_NAME_TURNED = re.compile(
    r"(?P<name>(?!(?i:the|royal|london)\b)[A-Z][\w’'-]+(?:\s(?:[A-Z][\w’'-]+|upon|on)){0,2}?),?\s(?P<kind>(?i:city|county)\sof)"
)
"""A place as a register files it: `Bristol, City of`."""
_CODE = re.compile(r"[A-Z]{1,4}\d{1,3}")
_BODY_BEGINS = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?|part\s+\d|section\s+\d)\s+\S|(?:table of )?contents\b|introduction\b", re.IGNORECASE
)
_SAME_LINE_PITCH = 1.5
"""Lines of one title stand at most this many heights apart; paragraphs stand farther."""
_MOST_TITLE_LINES = 5
_LONGEST_TITLE_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    prominent: bool
    printed: tuple[str, ...]
    """The words as they stand in the page's text."""


def find_title(report: Report) -> Claim[str] | None:
    """The prominent lines of the cover that are no name of a body, no date and no author."""
    lines = list(_lines(report))
    candidates = [line for line in lines if not _is_particular(line.text)]
    prominent = [line for line in candidates if line.prominent] or [
        line for line in candidates if names_review_type(line.text) and len(line.text) < 140
    ]
    chosen: list[_Line] = []
    for line in prominent[:_MOST_TITLE_LINES]:
        if _BODY_BEGINS.match(line.text):
            break
        if chosen and (line.text.lower() == "and" or goes_on(chosen[-1].text)):
            chosen[-1] = replace(
                chosen[-1], text=f"{chosen[-1].text} {line.text}", printed=chosen[-1].printed + line.printed
            )
        elif line.text.lower() not in {other.text.lower() for other in chosen}:
            chosen.append(line)
    said_else = [line for line in chosen if not _TYPE_OF_DOCUMENT.fullmatch(line.text)]
    chosen = said_else or chosen
    if not chosen or sum(len(line.text) for line in chosen) > _LONGEST_TITLE_CHARACTERS:
        chosen = chosen[:1]
    if not chosen:
        return None
    title = ": ".join(title_case(line.text.strip(" :-–—|")) for line in chosen)
    evidence = (report.evidence(line.page, printed) for line in chosen for printed in line.printed)
    return Claim(title, tuple(evidence))


def _is_particular(text: str) -> bool:
    bare = text.strip(" *|.")
    if is_organisation(text) or _PARTICULARS.match(bare) or _JUDGEMENT.search(bare):
        return True
    if _CODE.fullmatch(text.strip()):
        return False  # the name of a case
    without_dates = text
    for found in reversed(list(find_dates(text, years=True))):
        without_dates = without_dates[: found.start] + without_dates[found.end :]
    if len(re.sub(r"[\W\d_]|\b(?:version|final|draft|v)\b", "", without_dates, flags=re.IGNORECASE)) < 3:
        return True
    return text.rstrip().endswith((".", ";")) and len(text.split()) > 8


def _lines(report: Report) -> Iterator[_Line]:
    """What the front prints, a line of the title each, however many lines of print it takes."""
    by_text = {collapse(line.text): line for line in report.cover}
    is_printed = any(line in by_text for paragraph in report.front for line in paragraph.lines)
    plain_points = _plain_size(report.cover)
    for paragraph in report.front:
        for group in _groups(paragraph, by_text):
            styles = [by_text[line] for line in group if line in by_text]
            prominent = (
                not is_printed  # the first page is a list of contents: how the cover is printed is not known
                or paragraph.heading_level > 0
                or any(style.bold or style.size_points > 1.12 * plain_points for style in styles)
            )
            printed = " ".join(group)
            turned = _NAME_TURNED.fullmatch(printed)
            text = f"{turned['kind']} {turned['name']}" if turned else printed
            yield _Line(text, paragraph.page, prominent, (printed,))


def _groups(paragraph: Paragraph, by_text: dict[str, CoverLine]) -> Iterator[list[str]]:
    """The lines of a paragraph, put apart where their print differs or a body's name stands among them."""
    group: list[str] = []
    for line in paragraph.lines:
        if group and _stands_apart(group[-1], line, by_text):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _stands_apart(above: str, below: str, by_text: dict[str, CoverLine]) -> bool:
    if is_organisation(above) or is_organisation(below) or _PARTICULARS.match(below):
        return True
    first, second = by_text.get(above), by_text.get(below)
    if first is None or second is None:
        return False
    if first.bold != second.bold or abs(first.size_points - second.size_points) > 0.1 * first.size_points:
        return True
    return second.y_points - first.y_points > _SAME_LINE_PITCH * max(first.size_points, second.size_points)


def _plain_size(cover: Sequence[CoverLine]) -> float:
    """The size of the print that is not meant to be seen first: that of most characters, bold ones left out."""
    characters: dict[float, int] = {}
    for line in cover:
        if not line.bold:
            size = round(line.size_points, 1)
            characters[size] = characters.get(size, 0) + len(line.text)
    return max(characters, key=lambda size: (characters[size], -size)) if characters else 0.0
