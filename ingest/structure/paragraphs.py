"""Lines of one column become paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.extract.lines import SOFT_BREAK, Run
from ingest.structure.blocks import Block
from ingest.structure.hyphens import Hyphens
from ingest.structure.rows import LABEL, Row, joined

_BULLETS = "•▪■□●◦○➢❖✓‣"
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_CLOSING = "”\"’')]"
_STARTS_SENTENCE = re.compile(r"[“\"‘'(\[]*[A-Z0-9]")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LEADERS = re.compile(r"(?:\s*[.·_]){4,}\s*|(?:\s*…){2,}\s*")

PARAGRAPH_GAP = 1.28
"""Lines further apart than usual by this factor begin a new paragraph."""
FEW_LINES = 4
WIDE_PITCH = 1.45
"""In units of the font size. A few lines in a font of their own are no paragraph when further apart than that."""
TITLE_WORDS = 10
FEWEST_CAPITALS = 4
SHORT_LINE = 0.82
"""A line that fills less of its column than that may be the last of a paragraph."""


def line_of(row: Row) -> Run:
    """A printed line of a column: what stands on one level, joined."""
    return joined(*row.runs) if len(row.runs) > 1 else row.runs[0]


def paragraphs(rows: Iterable[Row], hyphens: Hyphens) -> list[Block]:
    """The paragraphs of a column, from its rows from top to bottom."""
    lines = [line_of(row) for row in rows]
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    column = _Column(left, right, _usual_pitches(lines, left, right))
    gathered = [[lines[0]]]
    for line in lines[1:]:
        if column.begins_paragraph(line, gathered[-1]):
            gathered.append([line])
        else:
            gathered[-1].append(line)
    return [column.block(paragraph, hyphens) for paragraph in gathered]


def _usual_pitches(lines: list[Run], left: float, right: float) -> dict[int, float]:
    """The usual distance between lines within a paragraph, for each size of font.

    Below a full line that ends no sentence a paragraph goes on; other distances count only where there are none such.
    """
    going_on: dict[int, list[float]] = {}
    others: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        distance = line.middle - before.middle
        if abs(before.size - line.size) < 0.6 and 0.7 * line.size < distance < 2.4 * line.size:
            is_full = before.x1 - left >= SHORT_LINE * (right - left)
            goes_on = is_full and not _ends_sentence(before.text)
            (going_on if goes_on else others).setdefault(round(line.size), []).append(distance)
    pitches = {}
    for size in going_on.keys() | others.keys():
        distances = going_on.get(size) or others[size]
        counts = Counter(round(distance * 2) / 2 for distance in distances)
        most = counts.most_common(1)[0][1]
        # Of distances that are about as frequent the least is that within paragraphs.
        pitch = min(distance for distance, count in counts.items() if count >= max(1, 0.35 * most))
        is_sure = size in going_on and len(distances) >= FEW_LINES
        pitches[size] = pitch if is_sure else min(pitch, WIDE_PITCH * size)
    return pitches


@dataclass(slots=True)
class _Column:
    left: float
    right: float
    pitches: dict[int, float]

    def begins_paragraph(self, line: Run, gathered: list[Run]) -> bool:
        """Whether `line` begins a paragraph, after the lines of the one before."""
        before = gathered[-1]
        if self._is_apart(line, before) or _looks_other(line, before):
            return True
        if before.text.endswith(SOFT_BREAK):
            return False
        return (
            _begins_item(line, gathered)
            or _begins_with_lead(line, before)
            or _leaves_item(line, gathered)
            or _turns_italic(line, gathered)
            or self._ended_early(line, before)
            or self._is_indented(line, gathered)
        )

    def _is_apart(self, line: Run, before: Run) -> bool:
        distance = line.middle - before.middle
        usual = self.pitches.get(round(line.size), 1.2 * max(line.size, 1.0))
        return not 0 <= distance <= PARAGRAPH_GAP * usual

    def _ended_early(self, line: Run, before: Run) -> bool:
        """A sentence ended in a short line although the next word had room on it."""
        if before.x1 - self.left >= SHORT_LINE * (self.right - self.left):
            return False
        if not (_ends_sentence(before.text) and _STARTS_SENTENCE.match(line.text)):
            return False
        letter = (line.x1 - line.x0) / len(line.text)
        return before.x1 + (len(line.text.split(" ", 1)[0]) + 1) * letter < self.right

    def _is_indented(self, line: Run, gathered: list[Run]) -> bool:
        """Between sentences a line that begins further in, after one at the margin, begins a paragraph. Items and
        entries of a bibliography hang the other way round."""
        before = gathered[-1]
        indent = line.x0 - self.left
        if before.x0 - self.left > 2 or not 0.8 * line.size < indent < 4 * line.size or LABEL.match(gathered[0].text):
            return False
        is_between = _ends_sentence(before.text) and bool(_STARTS_SENTENCE.match(line.text))
        return is_between and (len(gathered) > 1 or before.x1 - self.left < SHORT_LINE * (self.right - self.left))

    def block(self, lines: list[Run], hyphens: Hyphens) -> Block:
        first = lines[0]
        bold = all(line.bold for line in lines)
        centre = (self.left + self.right) / 2
        return Block(
            text=_without_leaders(hyphens.join([line.text for line in lines])),
            size=_median([line.size for line in lines]),
            bold=bold,
            italic=all(line.italic for line in lines),
            lead=0 if bold else len(first.text) if first.bold else first.lead,
            x0=min(line.x0 for line in lines),
            y0=first.y0,
            y1=lines[-1].y1,
            lines=len(lines),
            centred=all(abs((line.x0 + line.x1) / 2 - centre) < 12 and line.x0 - self.left > 12 for line in lines),
        )


def _median(sizes: list[float]) -> float:
    """The middle size; nearly always all are the same, and then `median` need not sort them."""
    return sizes[0] if sizes.count(sizes[0]) == len(sizes) else median(sizes)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _without_leaders(text: str) -> str:
    """Leave out the dots that lead to the page number in a list of contents."""
    if "..." in text or ". ." in text or "…" in text or "___" in text:
        return _LEADERS.sub(" ", text).strip()
    return text.strip()


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals: nine in ten of its letters, and not just an initial or two."""
    first = _FIRST_WORD.search(text)
    if first is None or not first[0].isupper():  # nearly all lines are done with here
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= FEWEST_CAPITALS and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def _looks_other(line: Run, before: Run) -> bool:
    """Another size or weight. A bold line may go on in one that begins bold, a sentence may end in bold letters."""
    if abs(line.size - before.size) > 0.09 * line.size:
        return True
    if in_capitals(before.text) and not in_capitals(line.text) and not before.text.endswith(","):
        return True
    if line.bold == before.bold or before.text.endswith(SOFT_BREAK):
        return False
    if before.bold:
        return not line.lead
    return _ends_sentence(before.text) or line.x0 < before.x0 - 1


def _begins_item(line: Run, gathered: list[Run]) -> bool:
    """Whether what looks like a label is one, rather than a number or a dash that came to begin a line."""
    if not LABEL.match(line.text):
        return False
    first, before = gathered[0], gathered[-1]
    if line.text[0] in _BULLETS or _ends_sentence(before.text):
        return True
    if LABEL.match(first.text) and abs(first.x0 - line.x0) < 3:
        return len(gathered) == 1 or gathered[1].x0 > first.x0 + 4
    return line.x0 > before.x0 + 4


def _leaves_item(line: Run, gathered: list[Run]) -> bool:
    """A line that begins where the label of a hanging item does is no more of that item."""
    first = gathered[0]
    if len(gathered) == 1 or line.x0 >= first.x0 + 3:
        return False
    return all(below.x0 > first.x0 + 4 for below in gathered[1:])


def _turns_italic(line: Run, gathered: list[Run]) -> bool:
    """Between sentences, italics begin or end a paragraph when they fill whole lines; so do short titles in them."""
    before = gathered[-1]
    if line.italic == before.italic or not _STARTS_SENTENCE.match(line.text):
        return False
    is_title = before.italic and len(gathered) == 1 and not before.text.endswith(",") and before.x1 < line.x1
    return _ends_sentence(before.text) or (is_title and len(before.text.split()) <= TITLE_WORDS)


def _begins_with_lead(line: Run, before: Run) -> bool:
    if not line.lead:
        return False
    lead = line.text[: line.lead].rstrip()
    return lead.endswith((".", ":")) and _ends_sentence(before.text)
