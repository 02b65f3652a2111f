"""Reviews that known items are found among: made of the sentences of other samples than the ones that are looked for.

Each has a subject: three sentences of four are of one sample, the rest of all that it may be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from bench.library_generator import generated_reviews
from casereviews.evaluation.sources import Source
from records.models import Review

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SHORTEST_SENTENCE_WORDS = 4


def distractors(count: int, *, pages: int, made_of: Sequence[Source], seed: int = 1) -> Iterator[Review]:
    """`count` reviews with `pages` pages between them, in the words of these sources."""
    sentences = [_sentences(source.body) for source in made_of]
    for number, review in enumerate(generated_reviews(count, pages=pages, seed=seed)):
        random = Random(f"distractor {seed}/{number}")
        yield _retold(review, _Teller(random.choice(sentences), sentences, random))


class _Teller:
    """Tells anything in sentences of one subject, mostly."""

    def __init__(self, subject: Sequence[str], others: Sequence[Sequence[str]], random: Random) -> None:
        self._subject = subject
        self._others = others
        self._random = random

    def like(self, text: str) -> str:
        """As many sentences as a text has, in paragraphs like its own."""
        return "\n\n".join(
            " ".join(self._sentence() for _ in _SENTENCE_END.split(paragraph)) for paragraph in text.split("\n\n")
        )

    def _sentence(self) -> str:
        of_subject = self._random.random() < 0.75
        return self._random.choice(self._subject if of_subject else self._random.choice(self._others))


def _retold(review: Review, teller: _Teller) -> Review:
    document = review.documents[0]
    pages = [page.model_copy(update={"text": teller.like(page.text)}) for page in document.pages]
    points = {
        name: [point.model_copy(update={"text": teller.like(point.text)}) for point in getattr(review, name)]
        for name in ("recommendations", "learning_points")
    }
    summary = teller.like(review.summary or "")
    documents = [document.model_copy(update={"pages": pages})]
    return review.model_copy(update={"summary": summary, "documents": documents, **points})


def _sentences(body: str) -> list[str]:
    paragraphs = [part for part in re.split(r"\n\s*\n", body) if not re.match(r"\s*[|#<!:>`\-]", part)]
    plain = [re.sub(r"^\d+(\.\d+)*\s+|[*_]", "", " ".join(part.split())) for part in paragraphs]
    sentences = [sentence for part in plain for sentence in _SENTENCE_END.split(part)]
    return [sentence for sentence in sentences if len(sentence.split()) >= _SHORTEST_SENTENCE_WORDS]
