"""Word's automatic numbering: the labels of list items and headings, which stand in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
DEEPEST_STYLE = 12
"""Styles are based on each other; those of a damaged file may go in circles."""
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    """As Word names it: `decimal`, `lowerLetter`, `bullet`, `none`."""
    text: str
    """`%1.%2.`: the number of each level in place of its sign."""
    start: int


class Numbering:
    """Counts as Word does when it lays a document out: to be asked for each paragraph once, in order."""

    def __init__(self, word: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in word.styles.element.iter(f"{W}style")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        part = next((part for part in word.part.package.iter_parts() if part.partname.endswith("/numbering.xml")), None)
        if part is not None and hasattr(part, "element"):
            self._read(part.element)

    def _read(self, root: Any) -> None:
        abstract = {item.get(f"{W}abstractNumId"): item for item in root.iter(f"{W}abstractNum")}
        for item in root.iter(f"{W}num"):
            number, basis = item.get(f"{W}numId"), _value(item, "abstractNumId")
            if number is None or basis not in abstract:
                continue
            levels = dict(map(_level, abstract[basis].iter(f"{W}lvl")))
            for override in item.iter(f"{W}lvlOverride"):
                level = int(override.get(f"{W}ilvl", 0))
                start = _value(override, "startOverride")
                if start is not None and level in levels:
                    levels[level] = _Level(levels[level].kind, levels[level].text, int(start))
            self._levels[number] = levels
            # Lists of one definition count on, except where one says with what number it begins.
            own = any(_value(override, "startOverride") for override in item.iter(f"{W}lvlOverride"))
            self._lists[number] = f"num {number}" if own else f"abstract {basis}"

    def label(self, paragraph: Any) -> str:
        """What Word prints before the text of a paragraph (an element `w:p`); empty when it is not numbered."""
        number, depth = self._place(paragraph)
        levels = self._levels.get(number or "", {})
        level = levels.get(depth)
        if level is None or number is None:
            return ""
        if level.kind == "bullet":
            return BULLET
        counts = self._counts.setdefault(self._lists[number], {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of_level = levels.get(other, level)
            return _printed(counts.setdefault(other, of_level.start), of_level.kind)

        return _PLACE.sub(printed, level.text).strip() if level.kind != "none" else ""

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The number of the list in which a paragraph stands, by itself or by its style, and its level there."""
        properties = paragraph.find(f"{W}pPr")
        style = None
        number = depth = None
        for _ in range(DEEPEST_STYLE):
            if properties is not None:
                inside = properties.find(f"{W}numPr")
                if inside is not None:
                    number = number or _value(inside, "numId")
                    depth = depth if depth is not None else _value(inside, "ilvl")
                name = _value(properties, "pStyle") if style is None else None
            else:
                name = None
            if number is not None:
                break
            name = name if style is None else _value(style, "basedOn")
            style = self._styles.get(name)
            if style is None:
                break
            properties = style.find(f"{W}pPr")
        return number, int(depth or 0)


def _level(element: Any) -> tuple[int, _Level]:
    start = _value(element, "start")
    return int(element.get(f"{W}ilvl", 0)), _Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", int(start or 1)
    )


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _printed(count: int, kind: str) -> str:
    write = _KINDS.get(kind, str)
    return write(count)


def _letters(count: int) -> str:
    """a to z, then aa to zz."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else str(count)


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(count: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        written += sign * times
    return written


_KINDS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}
