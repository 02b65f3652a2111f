"""The spaCy pipeline: a page's sentences that mention something in, their mentions with assertions out.

    sentences     where each sentence starts
    assertion     negated, hypothetical, about somebody else, from guidance (taxonomy.context)
    agency_role   worked with the family, on the panel only, not involved; acting or merely named

The pipeline never sees a sentence without a mention, or without a cue: `taxonomy.scan` and `taxonomy.cues` find those
first, at a fraction of the cost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import IDX, ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from records.models import Scheme
from taxonomy.context import Context, load_rules
from taxonomy.cues import ACTS_WITHIN, Found
from taxonomy.mention import Assertion
from taxonomy.phrases import fold
from taxonomy.spans import MENTIONS, MentionSpan, SentenceMentions, WordTokenizer

_NO = np.iinfo(np.uint64).max
"""Spacy's -1 for "no sentence starts here"."""


def build_pipeline() -> Language:
    """A blank English pipeline with our components; no model is downloaded.

    Its words carry no lexical attributes and its tokenizer is ours from the start: spaCy's own for English take time to
    make, and nothing here reads them.
    """
    nlp = spacy.blank("en", vocab=Vocab(), config={"nlp": {"tokenizer": {"@tokenizers": "case_words"}}})
    nlp.max_length = 10**9  # texts are cut into sentences before, so spaCy's own limit has no purpose
    for name in ("case_sentences", "case_assertion", "case_agency_role"):
        nlp.add_pipe(name)
    return nlp


def make_doc(nlp: Language, found: Sequence[Found]) -> Doc:
    """The document that the components work on: the folded sentences, one a line, with their mentions by token."""
    doc = nlp.make_doc("\n".join(fold(sentence.text) for sentence, _ in found))
    starts = doc.to_array(IDX).tolist()
    sentences: list[SentenceMentions] = []
    offset = 0
    for sentence, mentions in found:
        begin, end = bisect_left(starts, offset), bisect_left(starts, offset + len(sentence.text))
        spans = [
            MentionSpan(
                mention,
                bisect_right(starts, offset + mention.start) - 1,
                bisect_left(starts, offset + mention.end),
            )
            for mention in mentions
        ]
        sentences.append(SentenceMentions(sentence, begin, end, spans))
        offset += len(sentence.text) + 1
    doc.user_data[MENTIONS] = sentences
    return doc


@registry.tokenizers("case_words")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], WordTokenizer]:
    return lambda nlp: WordTokenizer(nlp.vocab)


@Language.component("case_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Tell spaCy where the sentences start."""
    starts = np.full((len(doc), 1), _NO, dtype=np.uint64)
    starts[[sentence.start for sentence in doc.user_data[MENTIONS] if sentence.start < len(doc)]] = 1
    doc.from_array([SENT_START], cast(Any, starts))  # its types say int32, its code wants uint64
    return doc


@Language.factory("case_assertion")
def create_assertion(nlp: Language, name: str) -> Context:  # noqa: ARG001  (spaCy passes it)
    return Context(nlp.vocab, load_rules("assertion"))


class AgencyRole:
    """What part each agency has where it is mentioned."""

    def __init__(self, nlp: Language) -> None:
        self._context = Context(nlp.vocab, load_rules("agency-role"))
        self._acts = frozenset(nlp.vocab.strings.add(act) for act in load_rules("agency-role").acts)

    def __call__(self, doc: Doc) -> Doc:
        self._context(doc)
        words: list[int] = doc.to_array(ORTH).tolist()
        for sentence in doc.user_data[MENTIONS]:
            for span in sentence.spans:
                if span.mention.scheme is Scheme.AGENCY and span.mention.assertion is Assertion.AFFIRMED:
                    after = words[span.end : min(span.end + ACTS_WITHIN, sentence.end)]
                    span.mention.stated = not self._acts.isdisjoint(after)
        return doc


@Language.factory("case_agency_role")
def create_agency_role(nlp: Language, name: str) -> AgencyRole:  # noqa: ARG001  (spaCy passes it)
    return AgencyRole(nlp)
