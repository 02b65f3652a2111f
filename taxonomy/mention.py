"""A mention of a concept in a document, and how it is meant there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from records.models import Scheme
from taxonomy.scan import Strength
from taxonomy.sentences import Sentence


class Assertion(StrEnum):
    """How a mention is meant. All but `AFFIRMED` speak against a tag, or not for it."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    """Denied, excluded, ruled out, not found."""
    HYPOTHETICAL = "hypothetical"
    """Considered, feared in general, asked about, to be provided for."""
    OTHER_PERSON = "other-person"
    """Of somebody else or another time: a parent's own childhood, another family, a former household."""
    GUIDANCE = "guidance"
    """From a definition, a statute, guidance, a course or a policy."""
    PANEL = "panel"
    """An agency that advised, reviewed or sat on the panel."""
    UNINVOLVED = "uninvolved"
    """An agency that did not know the family."""


@dataclass(slots=True)
class Mention:
    """One mention. `start` and `end` are offsets into the text of its sentence."""

    scheme: Scheme
    concept: str
    strength: Strength
    sentence: Sentence
    start: int
    end: int
    assertion: Assertion = Assertion.AFFIRMED
    because: str = ""
    """The cue that decided the assertion, as printed."""
    stated: bool = False
    """The sentence says outright that an agency did something (visited, closed), or that harm was done (convicted)."""

    @property
    def surface(self) -> str:
        return self.sentence.text[self.start : self.end]
