"""Choosing the sentences of a summary: which can be read by themselves, which fit, and which say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ingest.describe.markers import learning_marker, recommendation_marker
from ingest.describe.report import Sentence
from ingest.describe.weighing import words_of

LEAST_WORDS = 100
MOST_WORDS = 150
"""What a reader takes in at a glance; the span that the field's own digests keep to."""

_SHORTEST_SENTENCE_WORDS = 7
_LONGEST_SENTENCE_WORDS = 48
_PROSE = {code: None for code in range(0x20, 0x250) if chr(code).isalpha() or chr(code).isspace()}
"""What is taken away to see how much of a sentence is figures and marks."""
_PLAIN_PROSE = bytes(code for code in _PROSE if code < 0x80)
_MOST_MARKS = 0.22
"""Of the characters of a sentence of prose."""
_BULLETS = "•●▪–-"


def heaviest(
    sentences: Sequence[Sentence], weigh: Callable[[Sentence, int], float], *, least: float
) -> list[tuple[float, Sentence]]:
    """Those that weigh as much, with their weights, the heaviest first and of two alike the earlier."""
    weighed = ((weigh(sentence, place), -place) for place, sentence in enumerate(sentences))
    ordered = sorted((each for each in weighed if each[0] >= least), reverse=True)
    return [(weight, sentences[-place]) for weight, place in ordered]


def that_fit(
    candidates: Iterable[tuple[float, Sentence]], *, most_words: int, most: int, unless: Sequence[Sentence]
) -> list[Sentence]:
    """The first that fit into so many words and do not say again what one of them says."""
    chosen: list[Sentence] = []
    words = 0
    for _, sentence in candidates:
        if len(chosen) == most:
            break
        length = sentence.words
        if words + length > most_words or any(_says_again(sentence, other) for other in (*chosen, *unless)):
            continue
        chosen.append(sentence)
        words += length
    return chosen


def _says_again(sentence: Sentence, other: Sentence) -> bool:
    mine, theirs = set(words_of(sentence.lower)), set(words_of(other.lower))
    return len(mine & theirs) > 0.6 * min(len(mine), len(theirs) or 1)


def is_readable(sentence: Sentence) -> bool:
    """Whether it is a whole sentence of prose of a length that can be read."""
    text = sentence.text
    if not _SHORTEST_SENTENCE_WORDS <= sentence.words <= _LONGEST_SENTENCE_WORDS:
        return False
    if not (text[0].isupper() or text[0] in "“\"‘'") or text[-1] in "?:;,":
        return False
    if text[-1] not in '.!”"' and sentence.paragraph.text[0] not in _BULLETS:
        return False
    if not _is_prose(text) or text.count("“") != text.count("”"):
        return False  # the latter is a part of what somebody says
    return sentence.position > 0 or not (recommendation_marker(text) or learning_marker(text))


def _is_prose(text: str) -> bool:
    """Whether little of it is figures and marks. Looked at as bytes first, at a tenth of the cost."""
    most = _MOST_MARKS * len(text)
    with_foreign_letters = len(text.encode("ascii", "replace").translate(None, _PLAIN_PROSE))
    return with_foreign_letters <= most or len(text.translate(_PROSE)) <= most


def with_its_stop(text: str) -> str:
    """A bullet may end without one, and also with words in quotation marks."""
    return text if text.rstrip("”\"’')")[-1:] in ".!?" else f"{text}."


def words_in(sentences: Iterable[Sentence]) -> int:
    return sum(sentence.words for sentence in sentences)
