"""Every weight of the ranking, in one place. Judged by `casereviews evaluate`; the table is in docs/searching.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from search_api.schema import Collection


@dataclass(frozen=True, slots=True)
class Profile:
    """How a word counts in a collection: the field where it counts most, plus `tie` times the others."""

    fields: MappingProxyType[str, float]
    """Field of words -> weight. A word that a review holds in none of these is not held."""
    near: MappingProxyType[str, float]
    """Fields in which neighbouring words of the query lift a review that has them as neighbours, with the weight."""
    rings: str = "rings"


@dataclass(frozen=True, slots=True)
class Ranking:
    profiles: MappingProxyType[Collection, Profile] = field(
        default_factory=lambda: MappingProxyType(
            {
                Collection.REVIEWS: Profile(
                    MappingProxyType(
                        {
                            "title": 2.5,
                            "names": 2.0,
                            "tags": 1.2,
                            "summary": 1.6,
                            "recommendations": 1.2,
                            "learning": 1.2,
                            "body": 1.0,
                            "minor": 0.25,
                        }
                    ),
                    MappingProxyType({"body": 0.5, "title": 0.7}),
                ),
                Collection.PAGES: Profile(
                    MappingProxyType({"words": 1.0, "minor": 0.2}), MappingProxyType({"words": 0.5})
                ),
                Collection.POINTS: Profile(
                    MappingProxyType({"heading": 1.5, "text": 1.0, "tags": 0.8, "names": 0.5}),
                    MappingProxyType({"text": 0.5}),
                ),
            }
        )
    )
    tie: float = 0.3
    synonym: float = 0.5
    """A synonym counts half of a word: a review that has the word typed comes first, all else being equal."""
    share: float = 0.6
    """Of the plain words of a query, how many a review must hold (all, when there are two or fewer)."""
    prefix_words: int = 40
    """Words that a prefix stands for at most: the most frequent ones."""


RANKING = Ranking()
"""What the service uses. Evaluation makes variants of it, to show what each part adds."""

STOP_WORDS = frozenset(
    (
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be",
        "been", "but", "by", "can", "did", "do", "does", "for", "from", "had", "has", "have",
        "he", "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
        "me", "my", "of", "on", "or", "our", "she", "so", "than", "that", "the", "their",
        "them", "then", "there", "they", "this", "to", "up", "us", "was", "we", "were", "what",
        "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you",
        "your",
    )
)  # fmt: skip
"""Words, as they are typed, that say nothing of a review: searched for in phrases, and where there are no others."""
