"""What the components of the pipeline hand on within a spaCy document: its sentences and their mentions by token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from taxonomy.mention import Mention
from taxonomy.sentences import Sentence

_TOKEN = re.compile(r"(\w+|\W)( ?)")

MENTIONS = "mentions"
"""Key of `Doc.user_data`: a list of `SentenceMentions`."""


@dataclass(slots=True)
class MentionSpan:
    """A mention and the tokens `start` to `end` of the document that it covers."""

    mention: Mention
    start: int
    end: int


@dataclass(slots=True)
class SentenceMentions:
    """A sentence, the tokens `start` to `end` of the document that it covers, and what it mentions."""

    sentence: Sentence
    start: int
    end: int
    spans: list[MentionSpan] = field(default_factory=list)


class WordTokenizer:
    """Words and single marks: all that cues and verbs need, at half the cost of spaCy's rules for English."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in found], spaces=[space == " " for _, space in found])


def add_phrases(matcher: PhraseMatcher, key: str, phrases: Iterable[str], *, vocab: Vocab) -> None:
    """Add phrases to a matcher by ORTH, each as its tokens' hashes: documents would take ten times as long to make."""
    known: dict[str, int] = {}  # the rules' 20,000 phrases are made of some 700 words
    hashes: list[list[int]] = []
    for phrase in phrases:
        words = phrase.split(" ") if phrase.replace(" ", "").isalnum() else [word for word, _ in _TOKEN.findall(phrase)]
        hashes.append([known.get(word) or known.setdefault(word, vocab.strings.add(word)) for word in words])
    matcher.add(key, cast(Any, hashes))  # its types know of documents only
