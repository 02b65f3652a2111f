"""The tagger: a document in, tags with evidence out; and the same with every reason.

scan -> names -> pipeline -> features -> decision -> evidence. Deterministic: the same document gets the same tags.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from records.models import Document, Evidence, Scheme, Tag
from taxonomy.context import load_rules
from taxonomy.cues import Cues
from taxonomy.evidence import choose, telling
from taxonomy.features import FEATURES, Extent, features_of, is_affirmed
from taxonomy.language import beginning_of, is_english
from taxonomy.mention import Assertion, Mention
from taxonomy.naming import names_of
from taxonomy.pipeline import build_pipeline, make_doc
from taxonomy.plain_text import document_of
from taxonomy.scan import Hit, Strength, load_scanner
from taxonomy.scoring import Model, Weights, load_weights
from taxonomy.sentences import Sentence, sentences_of
from taxonomy.version import TAGGING_VERSION
from taxonomy.zones import Zone

__all__ = ["TAGGING_VERSION", "Explanation", "Tagger", "explain_text", "tag_text"]

_LEARNING = frozenset({Zone.FINDINGS, Zone.RECOMMENDATIONS})
_DENIAL = re.compile(r"\b(?:none|neither|no|not|nothing|excluded|ruled out|all|each|both)\b", re.IGNORECASE)
SENTENCES_AT_ONCE = 40
"""How many sentences make one spaCy document: enough to spread its cost, few enough to keep every step linear."""
HEADING_SHARE = 0.3
"""The part of a heading's letters that a hint must make up to say what it is about: "Challenge", "Leadership and
oversight", but not "What happened at school in the spring"."""

_SET_ASIDE = {
    Assertion.AFFIRMED: "in a part that is not about the case",
    Assertion.NEGATED: "denied",
    Assertion.HYPOTHETICAL: "hypothetical",
    Assertion.OTHER_PERSON: "of other people or another time",
    Assertion.GUIDANCE: "from guidance",
    Assertion.PANEL: "of the panel",
    Assertion.UNINVOLVED: "of an agency that did not know the family",
}
"""How a mention that is no evidence is meant, to end "every mention is"."""


class ExplainedMention(BaseModel):
    """A mention, how it was taken, and what it is worth as evidence (0 when it is not affirmed)."""

    model_config = ConfigDict(frozen=True)

    scheme: Scheme
    concept: str
    text: str
    sentence: str
    page: int
    zone: Zone
    strength: str
    assertion: Assertion
    because: str
    weight: float


class _Judgement(NamedTuple):
    """Whether a concept is a tag, before anybody asks why."""

    scheme: Scheme
    concept: str
    confidence: float
    tagged: bool
    model: Model
    terms: list[float]


class Decision(BaseModel):
    """Why a concept is a tag or none. `reasons` are what each feature added to the score, largest first; `because` is
    set when no score would have made it a tag."""

    model_config = ConfigDict(frozen=True)

    scheme: Scheme
    concept: str
    confidence: float
    threshold: float
    tagged: bool
    reasons: dict[str, float]
    because: str = ""


class Explanation(BaseModel):
    """All that was found in a document, and what was made of it."""

    model_config = ConfigDict(frozen=True)

    english: bool
    length: str
    tags: list[Tag]
    decisions: list[Decision]
    mentions: list[ExplainedMention]


class Tagger:
    """Finds the tags of documents. Making one costs a third of a second; keep it."""

    def __init__(self, *, weights: Weights | None = None) -> None:
        self.weights = weights or load_weights()
        self._scanner = load_scanner()
        self._nlp = build_pipeline()
        self._cues = Cues([load_rules("assertion"), load_rules("agency-role")])

    def tag(self, document: Document) -> list[Tag]:
        """The tags of one document, by scheme, the most certain first. None for a document that is not in English."""
        if not self._reads(document):
            return []
        mentions = self.mentions(document)
        return _tags(document, mentions, self._judge(mentions, extent_of(document)))

    def explain(self, document: Document) -> Explanation:
        """The tags of one document with every mention and every decision."""
        english = self._reads(document)
        mentions = self.mentions(document) if english else []
        extent = extent_of(document)
        judgements = self._judge(mentions, extent)
        by_concept = _by_concept(mentions)
        return Explanation(
            english=english,
            length=self.weights.length_of(extent),
            tags=_tags(document, mentions, judgements),
            decisions=[_decision(each, by_concept[each.scheme, each.concept]) for each in judgements],
            mentions=[_explained(mention) for mention in mentions],
        )

    def mentions(self, document: Document) -> list[Mention]:
        """Every mention of every concept, with its assertion, in reading order."""
        scanned = [(sentence, self._scanner.scan(sentence.text)) for sentence in sentences_of(document)]
        names = names_of(((sentence.text, hits) for sentence, hits in scanned), self._scanner)
        found = [
            (sentence, [_mention(hit, sentence) for hit in names.apply(sentence.text, hits)])
            for sentence, hits in scanned
        ]
        self._assert(found)
        return [mention for _, mentions in found for mention in mentions]

    def _assert(self, found: list[tuple[Sentence, list[Mention]]]) -> None:
        """Run the pipeline over the sentences that name or describe a concept, as far as a cue stands in them."""
        serious = [
            each
            for before, each in zip([None, *found], found, strict=False)
            if any(_needs_assertion(mention) for mention in each[1]) or _answers(each[0], before)
        ]
        for start in range(0, len(serious), SENTENCES_AT_ONCE):
            decidable = self._cues.sort_out(serious[start : start + SENTENCES_AT_ONCE])
            if not decidable:
                continue
            doc = make_doc(self._nlp, decidable)
            for _, component in self._nlp.pipeline:
                component(doc)

    def _reads(self, document: Document) -> bool:
        if document.language is not None:
            return document.language.casefold().split("-")[0] == "en"
        return is_english(beginning_of(document))

    def _judge(self, mentions: Iterable[Mention], extent: Extent) -> list[_Judgement]:
        judgements = []
        for (scheme, concept), features in features_of(mentions, extent).items():
            model = self.weights.model(scheme, extent)
            terms = self.weights.terms(scheme, concept, features)
            confidence = model.confidence(terms)
            supported = any(features[FEATURES.index(name)] for name in ("named", "described"))
            tagged = supported and confidence >= model.threshold
            judgements.append(_Judgement(scheme, concept, round(confidence, 3), tagged, model, terms))
        order = list(Scheme)
        return sorted(judgements, key=lambda each: (order.index(each.scheme), -each.confidence, each.concept))


def _mention(hit: Hit, sentence: Sentence) -> Mention:
    """A hit in its sentence. A hint that makes up much of a finding's heading says what the finding is about."""
    strength = hit.strength
    if sentence.heading and sentence.zone in _LEARNING and hit.scheme is Scheme.THEME:
        share = (hit.end - hit.start) / len(sentence.text)
        strength = max(strength, Strength.PATTERN) if share >= HEADING_SHARE else strength
    return Mention(hit.scheme, hit.concept, strength, sentence, hit.start, hit.end)


def _needs_assertion(mention: Mention) -> bool:
    """Whether it matters how a mention is meant. A finding is most often put as what was not done, so a theme's
    description is taken as it stands, and only its names are looked at."""
    return mention.strength >= (Strength.LABEL if mention.scheme is Scheme.THEME else Strength.PATTERN)


def _answers(sentence: Sentence, before: tuple[Sentence, list[Mention]] | None) -> bool:
    """Whether a sentence without mentions of its own may decide about those of the sentence before."""
    if before is None or before[0].block != sentence.block or not before[1]:
        return False
    return _DENIAL.search(sentence.text) is not None


def extent_of(document: Document) -> Extent:
    texts = [page.text for page in document.pages]
    return Extent(
        words=sum(len(text.split()) for text in texts),
        pages=sum(1 for text in texts if text),
        blocks=sum(text.count("\n\n") + 1 for text in texts),
    )


def tag_text(text: str) -> list[Tag]:
    """The tags of any text."""
    return Tagger().tag(document_of(text))


def explain_text(text: str) -> Explanation:
    """The tags of any text, with reasons."""
    return Tagger().explain(document_of(text))


def _by_concept(mentions: list[Mention]) -> dict[tuple[Scheme, str], list[Mention]]:
    found: dict[tuple[Scheme, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.scheme, mention.concept].append(mention)
    return found


def _tags(document: Document, mentions: list[Mention], judgements: list[_Judgement]) -> list[Tag]:
    by_concept = _by_concept(mentions)
    tags = []
    for judgement in judgements:
        evidence = choose(by_concept[judgement.scheme, judgement.concept]) if judgement.tagged else []
        if evidence:
            tags.append(
                Tag(
                    scheme=judgement.scheme,
                    concept=judgement.concept,
                    confidence=judgement.confidence,
                    evidence=[
                        Evidence(document=document.id, page=sentence.page, quote=sentence.text) for sentence in evidence
                    ],
                )
            )
    return tags


def _decision(judgement: _Judgement, mentions: list[Mention]) -> Decision:
    reasons = {name: round(value, 3) for name, value in judgement.model.reasons(judgement.terms).items() if value}
    return Decision(
        scheme=judgement.scheme,
        concept=judgement.concept,
        confidence=judgement.confidence,
        threshold=judgement.model.threshold,
        tagged=judgement.tagged,
        reasons=dict(sorted(reasons.items(), key=lambda reason: -abs(reason[1]))),
        because=_unsupported(mentions),
    )


def _unsupported(mentions: list[Mention]) -> str:
    """Why the mentions of a concept are none that a tag could rest on, whatever its score; empty when they are."""
    serious = [mention for mention in mentions if mention.strength >= Strength.PATTERN]
    if not serious:
        return "nothing names or describes it"
    if any(is_affirmed(mention) for mention in serious):
        return ""
    ways = dict.fromkeys(_SET_ASIDE[mention.assertion] for mention in serious)
    return f"every mention is {' or '.join(ways)}"


def _explained(mention: Mention) -> ExplainedMention:
    return ExplainedMention(
        scheme=mention.scheme,
        concept=mention.concept,
        text=mention.surface,
        sentence=mention.sentence.text,
        page=mention.sentence.page,
        zone=mention.sentence.zone,
        strength=mention.strength.name.lower(),
        assertion=mention.assertion,
        because=mention.because,
        weight=round(telling(mention), 3),
    )
