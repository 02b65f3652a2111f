"""In plain words, what was recognised rather than read, and what has no text."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

from records.models import Page

MOST_RANGES = 12


def notices_of(pages: list[Page], *, unread: list[int]) -> list[str]:
    """The notices of a document.

    Parameters
    ----------
    unread
        Numbers of the pages that would have been recognised, had that not been switched off.
    """
    notices = []
    recognised = [page for page in pages if page.ocr]
    if recognised:
        confidence = fmean(page.ocr_confidence or 0.0 for page in recognised)
        where = numbers_in_words([page.number for page in recognised], len(pages))
        notices.append(f"Text recognised from pictures (OCR) on {where}; mean confidence {confidence:.0%}.")
    if unread:
        notices.append(f"No usable text layer on {numbers_in_words(unread, len(pages))}; not recognised (OCR is off).")
    empty = [page.number for page in pages if not page.text and page.number not in unread]
    if empty:
        notices.append(f"No text found on {numbers_in_words(empty, len(pages))}.")
    return notices


def numbers_in_words(numbers: list[int], total: int) -> str:
    """`page 3`, `pages 1-4 and 7`, `all pages`."""
    if len(numbers) == total:
        return "all pages" if total > 1 else "the only page"
    ranges = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    parts = [str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in ranges]
    if len(parts) > MOST_RANGES:
        return f"{len(numbers)} of {total} pages"
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"page{'s' if len(numbers) > 1 else ''} {listed}"
