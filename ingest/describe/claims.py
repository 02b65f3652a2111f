"""A fact that was found, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from records.models import Evidence

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Claim(Generic[T_co]):
    """A value and the words that show it."""

    value: T_co
    evidence: tuple[Evidence, ...]
