"""Words that became one when they were recognised are parted where a gap is."""

from __future__ import annotations

from itertools import pairwise, product
from statistics import median

import numpy as np
import numpy.typing as npt

from ingest.extract.doubtful import CORE, is_known
from ingest.extract.tesseract import Recognised

SPACE, SPACE_BESIDE_ONE = 0.5, 0.4
"""A gap within a word parts it when it is that wide, in units of the usual space between the words of the page. Beside
a single letter and figures less will do: `A` leans away from what follows it; but many a name is made of two words."""
NEAR = 0.15
"""How far from where its letters would part a gap may be, in units of the word's width: letters differ in width."""
DARK = 160


def part_joined(found: Recognised, pixels: npt.NDArray[np.uint8]) -> None:
    """Part what was read as one word (`aboy`, `11to12`) where known words are, and gaps are between them."""
    spaces = [
        after[0] - before[2]
        for before, after, row, following in zip(found.boxes, found.boxes[1:], found.rows, found.rows[1:], strict=False)
        if row == following and after[0] > before[2]
    ]
    if not spaces:
        return
    usual = median(spaces)
    for index in reversed(range(len(found.texts))):
        text, (x0, y0, x1, y1) = found.texts[index], found.boxes[index]
        joints = [] if is_known(text) else _joints(text, pixels[y0:y1, x0:x1] < DARK, usual)
        if not joints:
            continue
        count = len(joints) + 1
        edges = [x0, *(x0 + column for _, *gap in joints for column in gap), x1]
        found.texts[index : index + 1] = _parts(text, [at for at, *_ in joints])
        found.boxes[index : index + 1] = [
            (left, y0, right, y1) for left, right in zip(edges[::2], edges[1::2], strict=True)
        ]
        found.rows[index : index + 1] = [found.rows[index]] * count
        found.confidences[index : index + 1] = [found.confidences[index]] * count


def _joints(text: str, dark: npt.NDArray[np.bool_], usual: float) -> list[tuple[int, int, int]]:
    """Where in a text, and between which columns of its picture, one word ends and the next begins."""
    least = SPACE_BESIDE_ONE * usual
    gaps = sorted((gap for gap in _gaps(dark) if gap[1] - gap[0] >= least), key=lambda gap: gap[0] - gap[1])
    most = 2 if any(map(str.isdigit, text)) else 1  # names have too many short words in them
    for count in range(1, min(len(gaps), most) + 1):
        widest = sorted(gaps[:count])
        shares = [(begin + end) / 2 / dark.shape[1] for begin, end in widest]
        near = [[at for at in range(1, len(text)) if abs(at / len(text) - share) <= NEAR] for share in shares]
        are_wide = all(end - begin >= SPACE * usual for begin, end in widest)
        for ats in product(*near):
            parts = _parts(text, list(ats))
            if all(map(_may_stand_alone, parts)) and (are_wide or any(_is_single(part) for part in parts)):
                return [(at, *gap) for at, gap in zip(ats, widest, strict=True)]
    return []


def _parts(text: str, ats: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *ats, len(text)])]


def _is_single(text: str) -> bool:
    return len(text) == 1 or text.isdigit()


def _may_stand_alone(text: str) -> bool:
    core = CORE.search(text)
    return core is not None and is_known(text) and (core[0].isdigit() or core[0] in "AaI" or len(core[0]) > 1)


def _gaps(dark: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of columns without ink, between letters."""
    empty = np.asarray(~dark.any(axis=0), dtype=np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], empty.view(np.int8), [0]))))
    return [
        (start, end)
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if start > 0 and end < len(empty)
    ]
