"""Which blocks are headings, and of what level, in documents with and without styles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ingest.extract.lines import SourcePage
from ingest.structure.blocks import Block, PageBlocks, Role
from ingest.structure.kinds import kind_of
from ingest.structure.paragraphs import in_capitals

MOST_WORDS = 25
PARAGRAPH_WORDS = 20
"""A block of that many words is text, whatever it looks like."""
COVER_PAGES = 3
LONG_WORD = 8
"""A single word in capitals is mostly an abbreviation; those have fewer letters."""
DEEPEST_LEVEL = 6
LARGER = 1.08
"""A heading's font is larger than the body's by this factor, or it is bold or in capitals."""
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-Z“‘\"'(])")
_LABELLED = re.compile(
    r"^(?:appendix|annexe?|section|part|chapter|schedule)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:published:?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[a-z]+,?\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}", re.IGNORECASE
)
_CAPTION = re.compile(r"^(?:table|figure|fig\.?|chart|box|map|diagram)\s+\d+\b", re.IGNORECASE)
_ENDS_AS_SENTENCE = re.compile(r"[.;,]$")
_BULLET = re.compile(r"^[•▪■□●◦○–—➢❖✓→*·‣⁃-]\s")
_ENTRY = re.compile(r"(?P<title>.*\S)\s+(?:\d{1,3}|[ivxl]{1,6})$")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(slots=True, frozen=True)
class _Look:
    """How a heading looks; headings of one level look alike."""

    size: float
    bold: bool
    capitals: bool


def find_headings(pages: list[PageBlocks], outline: dict[int, list[tuple[str, int]]], body: float) -> None:
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
    cover = _cover(pages, body)
    found: list[Block] = []
    for page in pages:
        marked = _marked(page, outline.get(page.number, []))
        for block in page.blocks:
            if block.level is not None or block.role is not Role.TEXT:
                continue
            if id(block) in marked or (
                _is_heading(block, body) and not (id(block) in cover and _is_cover_line(block, body))
            ):
                found.append(block)
    _set_levels(_without_contents_entries(found))


def _without_contents_entries(headings: list[Block]) -> list[Block]:
    """Leave out what has the words of another heading and a page number after them."""
    titles = {_plain(block.text) for block in headings}
    entries = {id(block): _ENTRY.match(block.text) for block in headings}
    return [block for block in headings if not ((entry := entries[id(block)]) and _plain(entry["title"]) in titles)]


def _marked(page: PageBlocks, titles: list[tuple[str, int]]) -> set[int]:
    """The blocks to which bookmarks lead: of those with the words of a title the one in the largest print, as a list
    of contents may stand on the same page."""
    marked = set()
    for title, _ in titles:
        plain = _plain(title)
        same = [block for block in page.blocks if block.role is Role.TEXT and _plain(block.text) == plain]
        if same and plain:
            marked.add(id(max(same, key=lambda block: (block.size, block.bold, block.y0))))
    return marked


def _cover(pages: list[PageBlocks], body: float) -> set[int]:
    """The first blocks, up to the first heading with a paragraph below it: a cover may come after the contents."""
    cover: set[int] = set()
    blocks = [block for page in pages[:COVER_PAGES] for block in page.blocks]
    for block, below in pairwise([*blocks, Block("")]):
        if _is_heading(block, body) and len(below.text.split()) >= PARAGRAPH_WORDS:
            break
        cover.add(id(block))
    return cover


def _is_cover_line(block: Block, body: float) -> bool:
    """Author, date and the like stand on a cover in bold letters, or in large ones, without beginning a section."""
    if kind_of(block.text):
        return False
    return block.size < LARGER * body or bool(_DATE.fullmatch(block.text))


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
    capitals = in_capitals(text) and (len(words) > 1 or len(text) >= LONG_WORD or kind_of(text) is not None)
    if not (larger or block.bold or capitals) or block.size < 0.93 * body:
        return False
    if _ENDS_AS_SENTENCE.search(text) and not (larger and (block.bold or len(words) <= 12)):
        return bool(_NUMBERED.match(text)) and len(words) <= 10
    return len(words) <= 14 or larger or bool(_NUMBERED.match(text) or _LABELLED.match(text))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _set_levels(headings: list[Block]) -> None:
    """Levels go by size, then weight, then capitals; numbering tells apart what looks alike (1 and 1.1)."""
    looks = [_Look(round(block.size * 2) / 2, block.bold, in_capitals(block.text)) for block in headings]
    depths = [_depth(block.text) for block in headings]
    ranks = sorted(set(looks), key=lambda look: (-look.size, not look.bold, not look.capitals))
    least = {look: min(depth for other, depth in zip(looks, depths, strict=True) if other == look) for look in ranks}
    for block, look, depth in zip(headings, looks, depths, strict=True):
        block.level = min(ranks.index(look) + 1 + (depth - least[look] if least[look] else 0), DEEPEST_LEVEL)


def _depth(text: str) -> int:
    """How many numbers a heading's numbering has; 0 for none."""
    match = _NUMBERED.match(text)
    return match["number"].count(".") + 1 if match else 0
