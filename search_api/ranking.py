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
    near: float = 0.0
    """What neighbouring words of the query add where they are neighbours in the text, too; 0 where this is not kept."""


@dataclass(frozen=True, slots=True)
class Ranking:
    profiles: MappingProxyType[Collection, Profile] = field(
        default_factory=lambda: MappingProxyType(
            {
                Collection.REVIEWS: Profile(
                    MappingProxyType({"lead": 2.0, "body": 1.0, "tags": 2.0, "minor": 0.25}), near=1.2
                ),
                Collection.PAGES: Profile(MappingProxyType({"words": 1.0, "minor": 0.2})),
                Collection.POINTS: Profile(MappingProxyType({"text": 1.0, "tags": 0.8, "names": 0.5}), near=0.5),
            }
        )
    )
    tie: float = 0.3
    synonym: float = 0.8
    """A synonym counts for less than a word: a review that has the word typed comes first, all else being equal."""
    synonym_in_lead: float = 3.0
    """How much more a synonym counts where title, summary, recommendations or tags name it: times the weight of `lead`.

    The names of one thing are common in any report; that a report is about the thing is said there.
    """
    page: float = 1.5
    """What a review's best page adds, times its own score: words that stand together say more than words apart."""
    reranked: int = 30
    """So many of the first reviews are put in order by their best page, too."""
    share: float = 0.6
    """Of the plain words of a query, how many a review must hold (all, when there are two or fewer)."""
    prefix_words: int = 40
    """Words that a prefix stands for at most: the most frequent ones."""


LEAD = MappingProxyType({"title": 3, "names": 3, "summary": 2, "recommendations": 1, "learning": 1})
"""How often each part is repeated in the field `lead`: its weight against the other parts. Takes a reindex."""

RANKING = Ranking()
"""What the service uses. Evaluation makes variants of it, to show what each part adds."""
