"""What the components of the pipeline hand on within a spaCy document: its sentences and their mentions by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import Vocab

from taxonomy.mention import Mention
from taxonomy.sentences import Sentence

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


def phrase_docs(vocab: Vocab, phrases: Iterable[str]) -> list[Doc]:
    """Phrases as a PhraseMatcher wants them."""
    nlp = English(vocab)
    return [nlp.make_doc(phrase) for phrase in phrases]
