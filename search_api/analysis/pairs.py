"""Neighbouring words as one: what a phrase is recognised by without looking at positions."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from search_api.analysis.words import stem

STOP_WORDS = frozenset((
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but",
    "by", "can", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our",
    "she", "so", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "up", "us",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "would", "you", "your",
    "am", "around", "became", "because", "become", "being", "both", "could", "doing", "during", "each", "either", "few",
    "get", "got", "having", "just", "many", "might", "more", "most", "much", "must", "only", "other", "own",
    "said", "same", "say", "says", "should", "some", "such", "these", "those", "through", "too", "until", "very",
    "whether", "within",
    "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "shouldnt", "wasnt", "werent",
    "wont", "wouldnt",
))  # fmt: skip
"""Words that say nothing of a review: searched for in phrases, and where there are no others."""


def pairs_of(stems: Sequence[str]) -> list[str]:
    """Each word joined to the next, stop words left out: voice of the child is voice_child."""
    stop = _stop_stems()
    content = [word for word in stems if word not in stop]
    return [f"{first}_{second}" for first, second in itertools.pairwise(content)]


@functools.cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in STOP_WORDS)
