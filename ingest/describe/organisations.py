"""The board or partnership that publishes a review, by the names that such bodies have had."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.describe.casing import title_case
from ingest.describe.claims import Claim
from ingest.describe.report import Report

_SUFFIX = (
    r"(?:(?:local|regional|area|multi[\s-]agency|integrated)\s+)*"
    r"(?:safeguarding\s+(?:(?:children|child|adults?|community|assurance|families|people|vulnerable|young|and|&)"
    r"(?:['’]s)?\s+)*(?:boards?|partnerships?(?:\s+board)?|committee|panel)|"
    r"(?:child|children)(?:['’]s)?\s+safeguarding\s+(?:assurance\s+)?(?:boards?|partnerships?)|"
    r"child\s+(?:and\s+adult\s+)?protection\s+committees?|adult\s+and\s+child\s+protection\s+committee|"
    r"public\s+protection\s+(?:committee|partnership)|"
    r"(?:community\s+safety|safer\s+communities|safer\s+community)\s+(?:partnerships?|board)|"
    r"(?:children\s+and\s+families)\s+partnership)"
)
_WORD = r"[A-Z][\w'’.-]*"
_NAME = (
    rf"(?:The\s+)?(?P<place>{_WORD}(?:(?:\s+|\s*,\s+|\s+&\s+|\s+(?:and|of|upon|with|on|in|the|and\s+the|of\s+the)\s+)"
    rf"{_WORD})*?)(?:['’]s)?"
)
_IN_TEXT = re.compile(rf"\b{_NAME}\s+(?P<suffix>(?i:{_SUFFIX}))(?![\w-])")
_WHOLE_NAMES = re.compile(
    r"\b(?P<whole>Safeguarding\s+(?:Children\s+)?Board\s+for\s+Northern\s+Ireland|Keeping\s+Bristol\s+Safe\s+Partnership|"
    r"(?:The\s+)?Bradford\s+Partnership|MK\s+Together\s+Partnership|Wolverhampton\s+Safeguarding\s+Together|"
    r"Safer\s+(?P<place>[A-Z][\w'’-]*(?:\s+(?:and\s+)?[A-Z][\w'’-]*){0,3}?)\s+(?:Community\s+Safety\s+)?Partnership)\b"
)
_AFTER_NAME = re.compile(r"^\s*(?:\([A-Z]{2,8}\)|for\s+[A-Z][\w\s]{2,40})?[\s.]*$")
_FOR_PLACE = re.compile(r"^\s+(?:for|of)\s+(?P<place>[A-Z][\w’-]*(?:\s+(?:and\s+|of\s+)?[A-Z][\w’-]*){0,4})\s*$")
_WELSH = re.compile(r"(?:Bwrdd|Partneriaeth)\s+\S+(?:\s+\S+){1,6}$", re.IGNORECASE)
_COVER_CASE = re.compile(rf"^(?P<before>.*?)(?P<suffix>{_SUFFIX})(?P<after>.*)$", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^.*\b(?:by|for|from|to|(?:chair|member|members|behalf|meeting|report)\s+of)\s+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_COMMISSIONED = re.compile(r"\b(?:commissioned|published|considered|initiated|instigated|agreed|notified|Chair of)\b")
_LONGEST_COVER_LINE = 160
_SIGNS = ("safeguarding", "protection", "safety", "safer", "families", "partnership")
"""Words of which every such name holds one."""
_NO_PLACE = re.compile(
    r"\b(?:review|inspection|effectiveness|report|response|of\s+the|board|committee)\b", re.IGNORECASE
)
_GENERIC = frozenset({"the", "local", "a", "this", "each", "every", "our", "regional", "independent chair of the"})


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    """As printed, in title case where it was printed in capitals."""
    place: str
    """The words of the name that are no suffix: mostly an authority's name."""
    plural: bool = False
    """Whether it names several boards at once."""


def find_organisations(report: Report) -> list[Claim[Organisation]]:
    """The bodies that the cover names; where there is none, the one that the text says commissioned the review."""
    on_cover = list(_on_cover(report))
    if on_cover:
        return on_cover
    in_text = _in_text(report)
    if in_text is not None:
        return [in_text]
    for line in report.running:
        organisation = _of_line(line)
        if organisation is not None:
            return [Claim(organisation, ())]
    return []


@functools.lru_cache(maxsize=256)  # a title asks of each line several times
def is_organisation(line: str) -> bool:
    """Whether a cover line is nothing but the name of such a body."""
    if _WELSH.match(line):
        return True
    whole = _WHOLE_NAMES.search(line)
    if whole is not None:
        return whole.end() - whole.start() > len(line) - 6
    match = _COVER_CASE.match(line.strip())
    if match is None or _AFTER_NAME.sub("", match["after"]):
        return False
    return not re.search(r"[:.]|\b(?:review|report|response)\b", match["before"], re.IGNORECASE)


def _on_cover(report: Report) -> Iterator[Claim[Organisation]]:
    seen: set[str] = set()
    for paragraph in report.front:
        if len(paragraph.text) > _LONGEST_COVER_LINE:
            continue
        for line in {paragraph.text: None} | dict.fromkeys(paragraph.lines):
            organisation = _of_line(line)
            if organisation is None or organisation.place.lower() in seen:
                continue
            seen.add(organisation.place.lower())
            yield Claim(organisation, (report.evidence(paragraph.page, line),))
            break


def _of_line(line: str) -> Organisation | None:
    whole = _WHOLE_NAMES.search(line)
    if whole is not None:
        name = " ".join(whole["whole"].split())
        return Organisation(name, whole["place"] or name)
    match = _COVER_CASE.match(line)
    if match is None:
        return None
    for_place = _FOR_PLACE.match(match["after"])
    if for_place is not None and not match["before"].strip():
        return Organisation(title_case(" ".join(line.split())), title_case(for_place["place"]))
    before = _LEAD_IN.sub("", match["before"].strip()).strip(" -–—:")
    before = re.sub(r"^(?:the|safer|safe)\s+", "", re.split(r"[.:;|]\s+|\s[-–—]\s", before)[-1], flags=re.IGNORECASE)
    if not before or before.lower() in _GENERIC or len(before.split()) > 10 or _NO_PLACE.search(before):
        return None
    return _organisation(before, match["suffix"])


def _in_text(report: Report) -> Claim[Organisation] | None:
    told: Counter[str] = Counter()
    first: dict[str, Claim[Organisation]] = {}
    for place, sentence in report.sentences_with(*_SIGNS):
        if place > len(report.opening) and told:
            break  # the opening says it; the rest is read only where that is silent
        for match in _IN_TEXT.finditer(sentence.text):
            if match["place"].lower() in _GENERIC or _NO_PLACE.search(match["place"]):
                continue
            organisation = _organisation(match["place"], match["suffix"])
            weight = 4 if _COMMISSIONED.search(sentence.text, 0, match.start()) else 1
            told[organisation.name] += weight
            first.setdefault(organisation.name, Claim(organisation, (report.of_sentence(sentence),)))
        for match in _WHOLE_NAMES.finditer(sentence.text):
            name = " ".join(match["whole"].split())
            told[name] += 2
            first.setdefault(name, Claim(Organisation(name, match["place"] or name), (report.of_sentence(sentence),)))
    return first[told.most_common(1)[0][0]] if told else None


def _organisation(place: str, suffix: str) -> Organisation:
    place, suffix = " ".join(place.split()), " ".join(suffix.split())
    return Organisation(
        name=title_case(f"{place} {suffix}"),
        place=title_case(place),
        plural=suffix.lower().endswith(("boards", "partnerships", "committees")),
    )
