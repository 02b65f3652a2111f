"""The part of a report that a sentence stands in, as far as it matters to tagging."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from records.models import Section, SectionKind


class Zone(StrEnum):
    """Parts of a report. What counts for a tag in one may count against it in another."""

    COVER = "cover"
    SUMMARY = "summary"
    NARRATIVE = "narrative"
    FINDINGS = "findings"
    RECOMMENDATIONS = "recommendations"
    METHOD = "method"
    """How and why the review was done: names agencies that merely contributed, but often says what happened too."""
    PANEL = "panel"
    """Who sat on the panel, and what it was asked."""
    BOILERPLATE = "boilerplate"
    """Definitions, glossary, references, contents."""


_BY_KIND = {
    SectionKind.CONTENTS: Zone.BOILERPLATE,
    SectionKind.GLOSSARY: Zone.BOILERPLATE,
    SectionKind.REFERENCES: Zone.BOILERPLATE,
    SectionKind.DEFINITIONS: Zone.BOILERPLATE,
    SectionKind.PANEL: Zone.PANEL,
    SectionKind.TERMS_OF_REFERENCE: Zone.PANEL,
    SectionKind.CHRONOLOGY: Zone.NARRATIVE,
    SectionKind.RECOMMENDATIONS: Zone.RECOMMENDATIONS,
    SectionKind.LEARNING: Zone.FINDINGS,
    SectionKind.SUMMARY: Zone.SUMMARY,
    SectionKind.APPENDIX: Zone.BOILERPLATE,
}

_BY_HEADING = {
    Zone.BOILERPLATE: """
        definition|glossary|abbreviation|terms used|note on terms|legal basis|statutory|legislation|bibliography
        |training (?:offer|programme|calendar)|further reading|useful contacts|support (?:for|if)\\s
    """,
    Zone.PANEL: """
        panel\\b|terms of reference|membership|review team|lines of enquiry
    """,
    Zone.METHOD: """
        method|how (?:it|the review|this review|we) (?:was|were|worked|did|carried)|how this review
        |about (?:this|the) review|review process|process of the review|the process|scope|contributors
        |agencies (?:involved in|contributing)|terms of reference|parallel proceedings|membership|confidentiality
        |dissemination|individual management review|review team|lines of enquiry|why (?:was )?this review
        |decision to (?:hold|carry)|contributions|who took part
    """,
    Zone.RECOMMENDATIONS: """
        recommendation|action plan|what (?:needs|must|should) (?:to )?(?:change|happen)|actions\\b
    """,
    Zone.FINDINGS: """
        finding|analysis|lesson|learning|appraisal|what we (?:have )?learn|what i learned|theme|key issues|discussion
        |evaluation|why did|good practice|practice (?:points|issues)|conclusion|what (?:went|did not)|questions? for
    """,
    Zone.SUMMARY: """
        summary|introduction|overview of the case|in brief|background to the review|what happened|foreword
    """,
}
"""Words of headings, the first that is met; white space around a line's alternatives does not count."""

_HEADINGS = tuple(
    (zone, re.compile(re.sub(r"\n\s*", "", pattern), re.IGNORECASE)) for zone, pattern in _BY_HEADING.items()
)


def zones_of(sections: Sequence[Section]) -> list[Zone]:
    """The zone of every section, in document order.

    By the kind that the structure gave it, else by the words of its heading, else that of the section it is under: a
    heading "Challenge" below "Analysis" is part of the findings.
    """
    zones: list[Zone] = []
    above: list[tuple[int, Zone]] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        zone = _own_zone(section) or (above[-1][1] if above else Zone.NARRATIVE)
        above.append((section.level, zone))
        zones.append(zone)
    return zones


def _own_zone(section: Section) -> Zone | None:
    if section.kind is not SectionKind.BODY:
        return _BY_KIND[section.kind]
    return next((zone for zone, heading in _HEADINGS if heading.search(section.heading)), None)
