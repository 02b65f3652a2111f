"""Which concepts a phrase or a sentence names: cheap, without spaCy and without a document around it."""

from __future__ import annotations

from records.models import Scheme
from taxonomy.scan import Strength, load_scanner


def find_concepts(text: str, *, scheme: Scheme) -> list[str]:
    """The concepts of a scheme that a short text names or describes, in the order of their first mention.

    Meant for texts whose part is known: the addressee of a recommendation ("Housing and the school"), or a
    recommendation. So agencies are found by ambiguous labels too, and negation is not looked at.
    """
    weakest = Strength.AMBIGUOUS if scheme is Scheme.AGENCY else Strength.PATTERN
    hits = load_scanner().scan(text)
    return list(dict.fromkeys(hit.concept for hit in hits if hit.scheme is scheme and hit.strength >= weakest))
