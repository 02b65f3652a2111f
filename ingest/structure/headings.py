"""Which blocks are headings, and of what level, in documents with and without styles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingest.extract.lines import SourcePage
from ingest.structure.blocks import Block, PageBlocks, Role

MOST_WORDS = 25
LARGER = 1.08
"""A heading's font is larger than the body's by this factor, or it is bold or in capitals."""
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-Z“‘\"'(])")
_LABELLED = re.compile(
    r"^(?:appendix|annexe?|section|part|chapter|schedule)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b", re.IGNORECASE
)
_CAPTION = re.compile(r"^(?:table|figure|fig\.?|chart|box|map|diagram)\s+\d+\b", re.IGNORECASE)
_ENDS_AS_SENTENCE = re.compile(r"[.;,]$")
_BULLET = re.compile(r"^[•▪■□●◦○–—➢❖✓→*·‣⁃-]\s")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(slots=True, frozen=True)
class _Look:
    """How a heading looks; headings of one level look alike."""

    size: float
    bold: bool
    capitals: bool


def find_headings(pages: list[PageBlocks], outline: dict[int, list[tuple[str, int]]] | None, body: float) -> None:
    """Set the `level` of every block that is a heading.

    Parameters
    ----------
    pages
        Blocks in reading order. Levels that the file itself gave stay.
    outline
        The file's own list of contents: for a page number, titles and levels of what begins there.
    body
        The font size of the body, in points.
    """
    found: list[Block] = []
    for page in pages:
        titles = {_plain(title): level for title, level in (outline or {}).get(page.number, [])}
        for block in page.blocks:
            if block.level is not None or block.role is not Role.TEXT:
                continue
            if _plain(block.text) in titles or _is_heading(block, body):
                found.append(block)
    _set_levels(found)


def body_size(pages: list[SourcePage]) -> float:
    """The font size, in points, of most letters."""
    letters: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            letters[round(run.size * 2) / 2] += len(run.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_heading(block: Block, body: float) -> bool:
    text = block.text
    words = text.split()
    if not words or len(words) > MOST_WORDS or not _LETTERS.search(text) or _BULLET.match(text) or _CAPTION.match(text):
        return False
    larger = block.size >= LARGER * body
    capitals = _in_capitals(text)
    if not (larger or block.bold or (capitals and len(words) > 1)) or block.size < 0.93 * body:
        return False
    if _ENDS_AS_SENTENCE.search(text) and not (larger and len(words) <= 12):
        return bool(_NUMBERED.match(text)) and len(words) <= 10
    return len(words) <= 14 or larger or bool(_NUMBERED.match(text) or _LABELLED.match(text))


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _set_levels(headings: list[Block]) -> None:
    """Levels go by size, then weight, then capitals; numbering refines what looks alike."""
    looks = {id(block): _Look(round(block.size * 2) / 2, block.bold, _in_capitals(block.text)) for block in headings}
    ranks = sorted(set(looks.values()), key=lambda look: (-look.size, not look.bold, not look.capitals))
    level_of = {look: rank + 1 for rank, look in enumerate(ranks)}
    for block in headings:
        block.level = min(level_of[looks[id(block)]], 6)
