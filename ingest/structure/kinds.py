"""What kind of section a heading announces, by its words."""

from __future__ import annotations

import re

from records.models import SectionKind

_NUMBERING = re.compile(
    r"^\s*(?:(?:section|part|chapter|appendix|annexe?|schedule|adran|atodiad)\s+)?(?:[\divxlc]{1,5}(?:\.\d+)*|[a-h])?\s*[.):–—-]*\s+",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"^\W*(?:appendix|appendices|annexe?s?|schedule|atodiad)\b", re.IGNORECASE)


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_KINDS: list[tuple[SectionKind, re.Pattern[str]]] = [
    (
        SectionKind.CONTENTS,
        _pattern(
            r"^(?:table of )?contents(?: page)?\W*$", r"^index\W*$", r"^cynnwys\W*$", r"^list of (?:tables|figures)\W*$"
        ),
    ),
    (
        SectionKind.GLOSSARY,
        _pattern(
            r"\bglossary\b",
            r"\babbreviations?\b",
            r"\bacronyms?\b",
            r"^terms used\b",
            r"\bexplanation of terms\b",
            r"^(?:key to|list of) (?:terms|initials)\b",
            r"^terminology\b",
            r"^jargon\b",
        ),
    ),
    (
        SectionKind.REFERENCES,
        _pattern(
            r"^references?\W*$",
            r"\bbibliography\b",
            r"^(?:sources|works cited|endnotes|footnotes|notes|further reading)\W*$",
            r"^(?:list of )?(?:references|sources) (?:and|used|consulted)\b",
            r"^(?:useful )?(?:links|resources)\b.{0,20}$",
            r"^(?:documents|literature|research) (?:consulted|cited|referred to|referenced)\b",
        ),
    ),
    (
        SectionKind.TERMS_OF_REFERENCE,
        _pattern(
            r"\bterms? of reference\b",
            r"^(?:key )?lines of (?:enquiry|inquiry)\b",
            r"^scope\b.{0,40}$",
            r"^scope and\b",
            r"\bstatutory basis\b",
            r"^(?:the )?(?:remit|purpose and scope)\b",
        ),
    ),
    (
        SectionKind.PANEL,
        _pattern(
            r"\b(?:panel|group|team) (?:members?|membership)\b",
            r"^(?:the )?(?:(?:scr|cspr|review|case review|serious case review) )?panel\W*$",
            r"^membership\b",
            r"^(?:the )?review (?:team|panel|group)\W*$",
            r"^contributors\b",
            r"^composition of (?:the )?panel\b",
            r"^(?:members|composition) of the\b",
            r"^(?:the )?(?:lead |independent )?reviewers? and (?:the )?panel\b",
            r"^distribution(?: list)?\W*$",
            r"^agencies (?:involved|represented|contributing)\b.{0,30}$",
        ),
    ),
    (SectionKind.DEFINITIONS, _pattern(r"\bdefinitions?\b", r"^what (?:is|are) .{3,40}\?$")),
    (
        SectionKind.CHRONOLOGY,
        _pattern(
            r"\bchronolog",
            r"\btime ?-?line\b",
            r"^key (?:events|episodes|practice episodes)\b",
            r"^(?:what happened|the facts|narrative)\b.{0,30}$",
            r"^(?:summary of|sequence of|the) (?:key |significant )?events\b",
        ),
    ),
    (
        SectionKind.RECOMMENDATIONS,
        _pattern(
            r"\brecommendations?\b",
            r"^(?:multi-agency |single[- ]agency )?action plans?\b",
            r"^argymhellion\b",
            r"^(?:issues|questions|considerations|challenges) for (?:the )?(?:board|partnership|lscb|safeguarding)\b",
            r"^(?:areas|proposals) for action\b",
            r"^what (?:needs to|should|must) (?:change|happen)\b",
        ),
    ),
    (
        SectionKind.LEARNING,
        _pattern(
            r"\blearning\b(?! (?:review|disabilit|difficult|mentor|support))",
            r"\blessons\b",
            r"^(?:key )?findings?\b(?! of fact)",
            r"^what (?:have )?we (?:have )?(?:learned|learnt)\b",
        ),
    ),
    (
        SectionKind.SUMMARY,
        _pattern(
            r"^(?:executive |brief |overall |case )?summary\b.{0,40}$",
            r"^(?:synopsis|abstract|overview|at a glance)\W*$",
            r"^summary\b",
            r"^crynodeb\b",
        ),
    ),
]
_LONGEST_WORDS = 14
"""A longer heading is a sentence, and names what it is about rather than what it is."""


def kind_of(heading: str) -> SectionKind | None:
    """The kind that a heading's own words announce, None where they announce none.

    An appendix is of the kind that its title names (a glossary, a chronology), else an appendix.
    """
    named = _NUMBERING.sub("", f"{heading.strip()} ").strip(" :.–—-")
    if len(named.split()) <= _LONGEST_WORDS:
        for kind, pattern in _KINDS:
            if pattern.search(named):
                return kind
    return SectionKind.APPENDIX if _APPENDIX.search(heading) else None
