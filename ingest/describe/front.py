"""The lines of a cover, put apart where print parts them: text alone has joined what stands closely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.reading import CoverLine

if TYPE_CHECKING:
    from ingest.describe.paragraphs import Paragraph

_WIDTH_OF_LETTER = 0.5
"""Of a letter, as a share of the size of its font; capitals take a fifth more."""
_LEAST_WIDTH_POINTS = 380.0
"""Of the lines of a page: an A4 page with wide margins. A cover need not have a full line to measure."""
_FULL = 0.8
"""A line that is so full could not have taken the next word, so the next line goes on with it."""
_PITCH = 1.6
"""Lines of one paragraph stand at most this many heights apart."""
_LONGEST_CHARACTERS = 700
_GOES_ON = re.compile(
    r"(?:[,&–-]|\b(?:of|the|and|in|for|to|into|with|by|on|at|a|an|concerning|regarding|from|between))$", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:[A-Z][\w’'/&() -]{2,45}:\s)|(?:published|completed|agreed|signed|presented|date|author|lead|version|prepared|"
    r"commissioned|independent\s+(?:chair|author|reviewer|lead))\b",
    re.IGNORECASE,
)


def as_printed(paragraphs: Sequence[Paragraph], cover: Sequence[CoverLine]) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Each paragraph with the pieces that it is printed in: one pair a piece.

    A paragraph that is not made of whole lines of the cover stays as it is.
    """
    texts = [" ".join(line.text.split()) for line in cover]
    widest = max((_width(line) for line in cover), default=0.0)
    width = min(max(widest, _LEAST_WIDTH_POINTS), 520.0)
    position = 0
    for paragraph in paragraphs:
        span = (
            None
            if paragraph.cells or len(paragraph.text) > _LONGEST_CHARACTERS
            else _span(paragraph.text, texts, position)
        )
        if span is None or span[1] - span[0] == 1:
            yield paragraph, paragraph
            continue
        position = span[1]
        for first, last in _pieces(cover[span[0] : span[1]], width):
            lines = texts[span[0] + first : span[0] + last]
            yield paragraph, paragraph._replace(text=" ".join(lines), printed="\n".join(lines))


def _span(text: str, texts: Sequence[str], start: int) -> tuple[int, int] | None:
    """Which consecutive lines make up a paragraph's text."""
    for first in range(start, len(texts)):
        if not text.startswith(texts[first]) or not texts[first]:
            continue
        joined, last = texts[first], first + 1
        while last < len(texts) and len(joined) < len(text):
            joined, last = f"{joined} {texts[last]}", last + 1
        if joined == text:
            return first, last
    return None


def _pieces(lines: Sequence[CoverLine], width: float) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(1, len(lines)):
        if _is_apart(lines[place - 1], lines[place], width):
            yield first, place
            first = place
    yield first, len(lines)


def _is_apart(above: CoverLine, below: CoverLine, width: float) -> bool:
    size = max(above.size_points, below.size_points)
    if above.bold != below.bold or abs(above.size_points - below.size_points) > 0.1 * size:
        return True
    is_label = below.text[:1].isupper() and _LABEL.match(below.text)
    if below.y_points - above.y_points > _PITCH * size or is_label:
        return True
    if goes_on(above.text) or below.text[:1].islower():
        return False
    next_word = below.text.split()[0] if below.text.split() else ""
    return _width(above) + (len(next_word) + 1) * above.size_points * _WIDTH_OF_LETTER < _FULL * width


def goes_on(line: str) -> bool:
    """Whether a line ends in a word after which something must come."""
    return _GOES_ON.search(line.strip()) is not None


def _width(line: CoverLine) -> float:
    return len(line.text) * line.size_points * _WIDTH_OF_LETTER * (1.2 if line.text.isupper() else 1.0)
