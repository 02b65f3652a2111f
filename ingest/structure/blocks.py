"""What a page is made of once it is understood: blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    TEXT = "text"
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, an item of a list, a table or a footnote.

    `text` has no line breaks but in a table, whose rows are lines with a tab between cells.
    """

    text: str
    role: Role = Role.TEXT
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    lead: int = 0
    """How many characters at its start are bold where the rest is not."""
    x0: float = 0.0
    y0: float = 0.0
    y1: float = 0.0
    level: int | None = None
    """1 and more where the file itself says that this is a heading, else None."""
    lines: int = 1
    centred: bool = False


@dataclass(slots=True)
class PageBlocks:
    number: int
    label: str | None
    blocks: list[Block]
    ocr: bool = False
    ocr_confidence: float | None = None
