"""Numbers of things, as a sentence says them."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """`1 review`, `1,400 reviews`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
