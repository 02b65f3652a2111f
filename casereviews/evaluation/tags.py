"""How well tags were found: expected front matter against found tags. Pure functions, plain data.

Counts are summed over documents before they are divided (micro-averages), so that each tag weighs the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from records.models import Scheme, Tag

if TYPE_CHECKING:
    from taxonomy.tagger import ExplainedMention

FIELDS = {Scheme.ABUSE_TYPE: "abuse_types", Scheme.AGENCY: "agencies", Scheme.THEME: "themes"}
"""The front matter's name for the tags of a scheme; `not_` before it for what is merely mentioned."""
CALIBRATION_STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Where the bands of confidence begin; the last ends at 1."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Tags that are right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The part of the tags found that is right; None when none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The part of the tags expected that was found; None when none was expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    """A tag that should not be there, or one that is missing.

    `sentence` shows why: the best evidence of a wrong tag; of a missing one, what the caller's `find_sentence` gives.
    """

    document: str
    scheme: Scheme
    concept: str
    kind: str
    """`wrong`, `merely mentioned` or `missing`."""
    confidence: float | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Band:
    """Of the tags with a confidence from `start` to `end`, how many are right, and how sure they were on average."""

    start: float
    end: float
    tags: int
    right: int
    mean_confidence: float

    @property
    def share_right(self) -> float:
        return self.right / self.tags


@dataclass(slots=True)
class TagReport:
    """All figures about tags of a set of documents."""

    schemes: dict[Scheme, Figures] = field(default_factory=dict)
    concepts: dict[Scheme, dict[str, Figures]] = field(default_factory=dict)
    mere_mentions: dict[Scheme, int] = field(default_factory=dict)
    """How many concepts of the front matter's `not_` lists there are."""
    mere_mentions_tagged: dict[Scheme, int] = field(default_factory=dict)
    calibration: list[Band] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def share_of_mere_mentions_tagged(self, scheme: Scheme) -> float | None:
        """None when the sources name no mere mentions."""
        return self.mere_mentions_tagged[scheme] / self.mere_mentions[scheme] if self.mere_mentions[scheme] else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader expects of one document, and what was found. `found` holds no rejected tags."""

    document: str
    expected: Mapping[str, Any]
    found: Sequence[Tag]
    missing_sentences: Mapping[tuple[Scheme, str], str] = field(default_factory=dict)
    """For concepts that were not tagged, a sentence that mentions them, where there is one."""


def compare_tags(judgements: Iterable[Judgement]) -> TagReport:
    """Figures by scheme and concept, mere mentions that were tagged, calibration, and every miss."""
    report = TagReport(
        schemes={scheme: Figures() for scheme in Scheme},
        concepts={scheme: {} for scheme in Scheme},
        mere_mentions=dict.fromkeys(Scheme, 0),
        mere_mentions_tagged=dict.fromkeys(Scheme, 0),
    )
    judged: list[tuple[float, bool]] = []
    for judgement in judgements:
        for scheme in Scheme:
            judged += _compare_scheme(report, judgement, scheme)
    for scheme in Scheme:
        report.concepts[scheme] = dict(sorted(report.concepts[scheme].items()))
    report.calibration = _calibration(judged)
    return report


def _compare_scheme(report: TagReport, judgement: Judgement, scheme: Scheme) -> list[tuple[float, bool]]:
    """Add one document's tags of one scheme; give the confidence of each and whether it is right."""
    expected = set(judgement.expected.get(FIELDS[scheme]) or ())
    merely = set(judgement.expected.get(f"not_{FIELDS[scheme]}") or ())
    found = {tag.concept: tag for tag in judgement.found if tag.scheme is scheme}
    for concept in sorted(expected | found.keys()):
        figures = Figures(
            right=int(concept in expected and concept in found),
            wrong=int(concept not in expected),
            missed=int(concept not in found),
        )
        report.schemes[scheme] += figures
        report.concepts[scheme][concept] = report.concepts[scheme].get(concept, Figures()) + figures
        if not figures.right:
            report.misses.append(_miss(judgement, scheme, concept, found.get(concept), merely=concept in merely))
    report.mere_mentions[scheme] += len(merely)
    report.mere_mentions_tagged[scheme] += len(merely & found.keys())
    return [(tag.confidence, concept in expected) for concept, tag in found.items()]


def _miss(judgement: Judgement, scheme: Scheme, concept: str, tag: Tag | None, *, merely: bool) -> Miss:
    if tag is None:
        sentence = judgement.missing_sentences.get((scheme, concept))
        return Miss(judgement.document, scheme, concept, "missing", None, sentence)
    sentence = tag.evidence[0].quote if tag.evidence else None
    kind = "merely mentioned" if merely else "wrong"
    return Miss(judgement.document, scheme, concept, kind, tag.confidence, sentence)


def _calibration(judged: Iterable[tuple[float, bool]]) -> list[Band]:
    """Bands that hold tags, by confidence."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        bands[max(i for i, start in enumerate(CALIBRATION_STEPS) if confidence >= start)].append((confidence, right))
    ends = (*CALIBRATION_STEPS[1:], 1.0)
    return [
        Band(
            start=CALIBRATION_STEPS[index],
            end=ends[index],
            tags=len(tags),
            right=sum(right for _, right in tags),
            mean_confidence=sum(confidence for confidence, _ in tags) / len(tags),
        )
        for index, tags in sorted(bands.items())
    ]


def sentences_of_missing(
    mentions: Iterable[ExplainedMention], wanted: Iterable[tuple[Scheme, str]]
) -> dict[tuple[Scheme, str], str]:
    """For each wanted concept that is mentioned, the sentence of its weightiest mention."""
    best: dict[tuple[Scheme, str], tuple[float, str]] = {}
    for mention in mentions:
        key = (mention.scheme, mention.concept)
        if key not in best or mention.weight > best[key][0]:
            best[key] = (mention.weight, mention.sentence)
    return {key: best[key][1] for key in wanted if key in best}
