"""Whether the text layer of a page can be used, or the page must be recognised from its picture."""

from __future__ import annotations

import re

from ingest.extract.lines import SourcePage
from taxonomy.english import english_words

FEWEST_WORDS = 12
"""A page with fewer words and a large picture is a scan that was stamped or numbered."""
LARGE_PICTURE = 0.5
SAMPLE = 15
RUBBISH = 0.1
"""Of English 9 in 10 words are known, of French 4, of Welsh 1 or 2; of letters that stand for others hardly any."""
FEWEST_TO_JUDGE = 12
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def needs_recognising(page: SourcePage) -> bool:
    """Whether the page has a picture of text, and no text layer that can be read."""
    if not page.words:
        return page.drawn
    if len(page.words) < FEWEST_WORDS and page.image_cover > LARGE_PICTURE:
        return True
    return is_rubbish(page)


def is_rubbish(page: SourcePage) -> bool:
    """Whether what the text layer holds is no language: glyph numbers, private characters."""
    if _begins_well(page):
        return False
    share = known_share(page)
    return share is not None and share < RUBBISH


def _begins_well(page: SourcePage) -> bool:
    """Whether the first words hold so many known ones that no others could make rubbish of the page.

    Nearly all pages are done with after some thirty of 110 words, in a sixth of the time of `known_share`.
    """
    sample = page.runs[:SAMPLE]
    most_words = sum(len(run.text) + 1 for run in sample) / 4  # of three letters and what parts them
    missing = max(FEWEST_TO_JUDGE, RUBBISH * most_words)
    known = english_words()
    for run in sample:
        missing -= sum(map(known.__contains__, _LETTERS.findall(run.text.casefold())))
        if missing <= 0:
            return True
    return False


def known_share(page: SourcePage) -> float | None:
    """The part of the words of a page that are English, None where there are too few to say."""
    text = _sample(page)
    words = _LETTERS.findall(text.casefold())
    if len(words) < FEWEST_TO_JUDGE and len(text) > 3 * FEWEST_TO_JUDGE:
        odd = sum(not (character.isascii() or character.isalpha()) for character in text)
        return 0.0 if odd > 0.5 * len(text) else None
    if len(words) < FEWEST_TO_JUDGE:
        return None
    known = english_words()
    return sum(word in known for word in words) / len(words)


def _sample(page: SourcePage) -> str:
    return " ".join(run.text for run in page.runs[:SAMPLE])
