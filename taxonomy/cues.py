"""Which sentences the pipeline can decide about: those in which a cue stands, or an agency acts.

A sentence with mentions and without a cue is affirmed as it stands, and two in three are so. What a cue does is for
`taxonomy.context` to say; here it is only looked whether one may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ahocorasick_rs import AhoCorasick, Implementation

from records.models import Scheme
from taxonomy.context import Reach, Rules, phrases_of
from taxonomy.mention import Mention
from taxonomy.phrases import fold
from taxonomy.sentences import Sentence

Found = tuple[Sentence, list[Mention]]

ACTS_WITHIN = 3
"""Tokens after an agency's name in which its verb is looked for: `health visitor (HV) visited`."""

_WORD = re.compile(r"\w+")
_WITHIN_WORD = re.compile(r"(?<=\w)(?=\w)")
_MARKS = re.compile(r"[^\w ]+")


class Cues:
    """The cues of all rules in one automaton (Aho-Corasick)."""

    def __init__(self, rules: Iterable[Rules]) -> None:
        schemes: dict[str, set[Scheme]] = {}
        reaching_back: set[str] = set()
        for each in rules:
            for rule in each.rules:
                words = [_words_of(phrase) for phrase in phrases_of(rule.cues)]
                for cue in words:
                    schemes.setdefault(cue, set()).update(rule.schemes)
                if rule.reach is Reach.PREVIOUS:
                    reaching_back.update(words)
            for phrase in phrases_of(each.states):
                schemes.setdefault(_words_of(phrase), set()).add(Scheme.ABUSE_TYPE)
        self._acts = frozenset(act for each in rules for act in each.acts)
        self._schemes = list(schemes.values())
        self._reaches_back = [cue in reaching_back for cue in schemes]
        self._automaton = AhoCorasick(list(schemes), implementation=Implementation.ContiguousNFA)

    def sort_out(self, found: Sequence[Found]) -> list[Found]:
        """Those of a document's sentences that hold a cue for what they mention, and those before a cue that reaches
        back to them."""
        wanted: set[int] = set()
        for place, (sentence, mentions) in enumerate(found):
            folded = fold(sentence.text)
            own = {mention.scheme for mention in mentions}
            for cue in self._in(folded):
                if not own.isdisjoint(self._schemes[cue]):
                    wanted.add(place)
                if place and self._reaches_back[cue]:
                    wanted |= {place - 1, place}
            if Scheme.AGENCY in own and place not in wanted and self._acts_in(folded, mentions):
                wanted.add(place)
        return [found[place] for place in sorted(wanted)]

    def _in(self, folded: str) -> Iterator[int]:
        for cue, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not (_goes_on(folded, start) or _goes_on(folded, end)):
                yield cue

    def _acts_in(self, folded: str, mentions: Iterable[Mention]) -> bool:
        """Whether a verb of action follows an agency; the rest of its own word (`schools`) counts as none of them."""
        for mention in mentions:
            if mention.scheme is Scheme.AGENCY:
                after = islice(_WORD.finditer(folded, mention.end), ACTS_WITHIN + 1)
                if any(match[0] in self._acts for match in after):
                    return True
        return False


def _words_of(phrase: str) -> str:
    """The longest part of a cue without marks, before and after which space does not matter to the pipeline."""
    if phrase.replace(" ", "").isalnum():
        return phrase  # nearly all of 20,000
    return max(_MARKS.split(phrase), key=len).strip() or phrase


def _goes_on(text: str, place: int) -> bool:
    """Whether a word stands both before and after a place."""
    return _WITHIN_WORD.match(text, place) is not None
