"""How each mention of a sentence is meant: the ConText algorithm, its rules as data.

A rule is data (`data/assertion.yaml`, `data/agency-role.yaml`), a cue is one match of a rule, `Context` decides which
cue reaches which mention, and `taxonomy.pipeline` wires it.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from records.models import Scheme
from taxonomy.mention import Assertion
from taxonomy.phrases import expand
from taxonomy.spans import MENTIONS, SentenceMentions, add_phrases
from taxonomy.yaml_data import read_data


class Reach(StrEnum):
    FORWARD = "forward"
    BACKWARD = "backward"
    SENTENCE = "sentence"
    PREVIOUS = "previous"
    """The sentence before in the same paragraph, and this one."""


class Rule(BaseModel):
    """One rule: what its cues make of the mentions they reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    means: Assertion
    reach: Reach
    cues: tuple[str, ...]
    words: int = 40
    schemes: tuple[Scheme, ...] = tuple(Scheme)
    example: str


class Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stops: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    rules: tuple[Rule, ...]
    acts: tuple[str, ...] = ()
    """Verbs of an agency that does something."""
    states: tuple[str, ...] = ()
    """What a sentence says that harm was done with."""


class Cue(NamedTuple):
    """A match of a rule: tokens `start` to `end` of the document."""

    rank: int
    start: int
    end: int


@functools.cache
def load_rules(name: str) -> Rules:
    """The rules of `data/<name>.yaml`: `assertion` or `agency-role`."""
    return Rules.model_validate(read_data(f"{name}.yaml"))


class Context:
    """A spaCy component that needs `mentions` before it. The text of the document is folded."""

    def __init__(self, vocab: Vocab, rules: Rules) -> None:
        self.rules = rules.rules
        self._cues = PhraseMatcher(vocab, attr="ORTH")
        for rank, rule in enumerate(rules.rules):
            add_phrases(self._cues, str(rank), phrases_of(rule.cues), vocab=vocab)
        add_phrases(self._cues, "stop", phrases_of(rules.stops), vocab=vocab)
        add_phrases(self._cues, "exempt", phrases_of(rules.exempt), vocab=vocab)
        self._states = PhraseMatcher(vocab, attr="ORTH")
        add_phrases(self._states, "states", phrases_of(rules.states), vocab=vocab)

    def __call__(self, doc: Doc) -> Doc:
        sentences: list[SentenceMentions] = doc.user_data[MENTIONS]
        cues, stops = self._matches(doc)
        starts = [sentence.start for sentence in sentences]
        for cue in sorted(cues, key=lambda cue: (bisect_right(starts, cue.start), cue)):
            index = bisect_right(starts, cue.start) - 1
            sentence = sentences[index]
            self._apply(doc, cue, sentence, stops)
            previous = sentences[index - 1] if index else None
            rule = self.rules[cue.rank]
            if rule.reach is Reach.PREVIOUS and previous and previous.sentence.block == sentence.sentence.block:
                self._mark(doc, cue, previous, previous.start, previous.end)
        if len(self._states):
            self._mark_stated(doc, sentences, starts)
        return doc

    def _mark_stated(self, doc: Doc, sentences: list[SentenceMentions], starts: list[int]) -> None:
        for index in {bisect_right(starts, start) - 1 for _, start, _ in self._states(doc)}:
            for span in sentences[index].spans:
                span.mention.stated |= span.mention.scheme is Scheme.ABUSE_TYPE

    def _matches(self, doc: Doc) -> tuple[list[Cue], list[int]]:
        """The cues, those inside a longer phrase that is exempt left out, and where stops stand."""
        strings = doc.vocab.strings
        cues: list[Cue] = []
        stops: list[int] = []
        exempt: list[tuple[int, int]] = []
        for key, start, end in self._cues(doc):
            name = strings[key]
            if name == "stop":
                stops.append(start)
            elif name == "exempt":
                exempt.append((start, end))
            else:
                cues.append(Cue(int(name), start, end))
        spared = {token for start, end in exempt for token in range(start, end)}
        return [cue for cue in cues if cue.start not in spared], sorted(stops)

    def _apply(self, doc: Doc, cue: Cue, sentence: SentenceMentions, stops: list[int]) -> None:
        rule = self.rules[cue.rank]
        start, end = sentence.start, sentence.end
        if rule.reach is Reach.FORWARD:
            start = cue.start
            next_stop = bisect_left(stops, cue.end)
            end = min(end, cue.end + rule.words, *stops[next_stop : next_stop + 1])
        elif rule.reach is Reach.BACKWARD:
            next_stop = bisect_left(stops, cue.start)
            start = max(start, cue.start - rule.words, *stops[max(0, next_stop - 1) : next_stop])
            end = cue.end
        self._mark(doc, cue, sentence, start, end)

    def _mark(self, doc: Doc, cue: Cue, sentence: SentenceMentions, start: int, end: int) -> None:
        rule = self.rules[cue.rank]
        for span in sentence.spans:
            mention = span.mention
            untouched = mention.assertion is Assertion.AFFIRMED and mention.scheme in rule.schemes
            part_of_it = span.start <= cue.start and cue.end <= span.end
            if untouched and not part_of_it and start <= span.start and span.end <= end:
                mention.assertion = rule.means
                mention.because = doc[cue.start : cue.end].text.strip()


@functools.cache
def phrases_of(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """All phrases that cues stand for, folded."""
    return tuple(dict.fromkeys(phrase for pattern in patterns for part in expand(pattern) for phrase in part))
