"""Which sentences show a tag: at most five, the most telling first, spread over the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from records.models import Scheme
from taxonomy.features import is_affirmed
from taxonomy.mention import Mention
from taxonomy.scan import Strength
from taxonomy.sentences import Sentence
from taxonomy.zones import Zone

MOST_EVIDENCE = 5
AGAIN_ON_A_PAGE = 0.5
"""What a sentence is worth when its page has given one already, each time."""

_ZONE = {
    Zone.SUMMARY: 1.0,
    Zone.FINDINGS: 1.0,
    Zone.NARRATIVE: 0.9,
    Zone.COVER: 0.8,
    Zone.RECOMMENDATIONS: 0.6,
    Zone.METHOD: 0.6,
    Zone.PANEL: 0.0,
    Zone.BOILERPLATE: 0.0,
}
_THEME_ZONE = _ZONE | {Zone.FINDINGS: 1.3, Zone.RECOMMENDATIONS: 1.2, Zone.NARRATIVE: 0.6}
_STRENGTH = {Strength.LABEL: 1.0, Strength.PATTERN: 0.85, Strength.AMBIGUOUS: 0.3, Strength.HINT: 0.2}
_GOOD_LENGTH = range(50, 400)
"""Characters of a sentence that says something and can be read at a glance."""


def telling(mention: Mention) -> float:
    """How much a mention shows by itself; 0 for one that is not affirmed."""
    if not is_affirmed(mention):
        return 0.0
    sentence = mention.sentence
    zones = _THEME_ZONE if mention.scheme is Scheme.THEME else _ZONE
    weight = zones[sentence.zone] * _STRENGTH[mention.strength]
    if sentence.heading:
        weight *= 0.4
    if not sentence.whole:
        weight *= 0.5
    if len(sentence.text) not in _GOOD_LENGTH:
        weight *= 0.7
    return weight * (1.3 if mention.stated else 1.0)


def choose(mentions: Iterable[Mention]) -> list[Sentence]:
    """The sentences to show for one concept, from all its mentions."""
    worth: dict[Sentence, float] = defaultdict(float)
    for mention in mentions:
        if mention.strength >= Strength.PATTERN and (weight := telling(mention)):
            known = worth[mention.sentence]
            worth[mention.sentence] = max(known, weight) + 0.15 * min(known, weight)
    chosen: list[Sentence] = []
    pages: Counter[int] = Counter()
    while worth and len(chosen) < MOST_EVIDENCE:
        best = max(worth, key=lambda each: (worth[each] * AGAIN_ON_A_PAGE ** pages[each.page], -each.page, -each.block))
        chosen.append(best)
        pages[best.page] += 1
        del worth[best]
    return chosen
