"""What a document's mentions of a concept amount to: the numbers that a decision is made from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from records.models import Scheme
from taxonomy.mention import Assertion, Mention
from taxonomy.scan import Strength
from taxonomy.zones import Zone

FEATURES = (
    "named",
    "described",
    "hinted",
    "in_findings",
    "in_recommendations",
    "in_method",
    "in_heading",
    "hinted_in_findings",
    "hinted_in_heading",
    "early",
    "stated",
    "spread",
    "share",
    "denied",
    "aside",
    "only_aside",
)
"""In the order of the vectors.

named, described, hinted   affirmed mentions in the body, by strength (logarithm)
in_findings, in_recommendations, in_method, in_heading   those of them, named or described, that stand there (logarithm)
early         whether one stands on the cover, or in the first tenth of the text
stated        those of them whose sentence says outright what an agency did, or that harm was done (logarithm)
spread        the part of the document's pages that have one, 0 to 1
share         named and described, against the most mentioned concept of the scheme, 0 to 1
denied        negated mentions, and an agency's lack of involvement (logarithm)
aside         the part of all that name or describe it that is denied, hypothetical, of other people, from guidance,
              about the panel, or in such a section, 0 to 1
only_aside    1 when there is something aside or denied and nothing affirmed
"""

_ASIDE_ZONES = frozenset({Zone.PANEL, Zone.BOILERPLATE})
_LEARNING = frozenset({Zone.FINDINGS, Zone.RECOMMENDATIONS})
_DENIED = frozenset({Assertion.NEGATED, Assertion.UNINVOLVED})
EARLY = 0.1


@dataclass(frozen=True, slots=True)
class Extent:
    """How long a document is."""

    words: int
    pages: int
    blocks: int


def is_affirmed(mention: Mention) -> bool:
    """Whether a mention speaks for its concept: meant so, and in a part of the report that is about the case."""
    return mention.assertion is Assertion.AFFIRMED and mention.sentence.zone not in _ASIDE_ZONES


def features_of(mentions: Iterable[Mention], extent: Extent) -> dict[tuple[Scheme, str], list[float]]:
    """The vector of every concept that is mentioned at all."""
    by_concept: dict[tuple[Scheme, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_concept[mention.scheme, mention.concept].append(mention)
    affirmed = {key: [each for each in found if is_affirmed(each)] for key, found in by_concept.items()}
    strong = {key: [each for each in found if each.strength >= Strength.PATTERN] for key, found in affirmed.items()}
    most = {
        scheme: max((len(found) for key, found in strong.items() if key[0] is scheme), default=0) for scheme in Scheme
    }
    return {
        key: _vector(found, affirmed[key], strong[key], most=most[key[0]], extent=extent)
        for key, found in by_concept.items()
    }


def _vector(
    found: list[Mention], affirmed: list[Mention], strong: list[Mention], *, most: int, extent: Extent
) -> list[float]:
    hints = [each for each in affirmed if each.strength < Strength.PATTERN]
    serious = [each for each in found if each.strength >= Strength.PATTERN]
    denied = sum(each.assertion in _DENIED for each in serious)
    other = len(serious) - len(strong)
    zones = [each.sentence.zone for each in strong]
    return [
        _log(sum(each.strength is Strength.LABEL for each in strong)),
        _log(sum(each.strength is Strength.PATTERN for each in strong)),
        _log(len(hints)),
        _log(zones.count(Zone.FINDINGS)),
        _log(zones.count(Zone.RECOMMENDATIONS)),
        _log(zones.count(Zone.METHOD)),
        _log(sum(each.sentence.heading or each.sentence.zone is Zone.COVER for each in strong)),
        _log(sum(each.sentence.zone in _LEARNING for each in hints)),
        _log(sum(each.sentence.heading for each in hints)),
        float(any(_is_early(each, extent) for each in strong)),
        _log(sum(each.stated for each in strong)),
        len({each.sentence.page for each in strong}) / max(extent.pages, 1),
        len(strong) / most if most else 0.0,
        _log(denied),
        other / len(serious) if serious else 0.0,
        float(not strong and other > 0),
    ]


def _is_early(mention: Mention, extent: Extent) -> bool:
    return mention.sentence.zone is Zone.COVER or mention.sentence.block <= EARLY * extent.blocks


def _log(count: int) -> float:
    return math.log1p(count)
