"""Words with figures in them are looked at again: no sentence tells that a year or a paragraph's number is misread."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from ingest.extract.tesseract import Recognised, read_row

SCALE = 2.0
"""Of a word that is read by itself. Of 1.25, 1.5 and 2 this one found the most points between figures."""
BESIDE, WHITE = 0.25, 0.5
"""What is cut out around the word, and the margin put around that, in units of the word's height."""
PAPER_PERCENTILE = 80
"""Of the brightness around a word: more of it is paper than print."""
MOST_WORDS = 200
"""Read again on one page, at some 3 ms each; a page that is all figures has 150."""
LOW = 0.87
"""Of the height of figures. An `s` has 0.68 to 0.75, a `5`, `8` or `S` has 1, a `$` more."""
_NUMBER = re.compile(r"\d[\d.:/]*")
_PARTED = re.compile(r"\d+(?:[.:/]\d+)+")
_LIKE_SECTION = re.compile(r"[5$8S](?=\d{2,3}\b)")
_SECTION_WITH_STROKE = re.compile(r"\bs[lI](?=\d\b)")
"""`sl7` for `s17`: in some fonts a `1` is an upright stroke with a foot."""
_EDGES = ".,;:()[]'’‘"


def check_figures(
    found: Recognised, api: Any, witness: Callable[[], Any], image: Image.Image, resolution: float
) -> None:
    """Mend points that were lost, figures that two other readings agree on, and sections of an Act (`s47`).

    Parameters
    ----------
    witness
        Gives Tesseract's older engine, which looks at one letter after the other: it errs elsewhere than the newer one,
        which reads `2002` for `2003` when a year like that is near. It is asked only when the newer one wavers.
    """
    pixels = np.asarray(image)
    left = MOST_WORDS
    for index, text in enumerate(found.texts):
        if not any(map(str.isdigit, text)):
            continue
        now = found.texts[index] = _as_section(text, pixels, found.boxes[index])
        core = now.strip(_EDGES)
        if left and len(core) > 1 and _NUMBER.fullmatch(core):
            left -= 1
            better = _read_again(core, api, witness, _cut_out(image, found.boxes[index]), resolution * SCALE)
            found.texts[index] = now.replace(core, better)


def _read_again(core: str, api: Any, witness: Callable[[], Any], word: Image.Image, resolution: float) -> str:
    again = _alone(api, word, resolution)
    if again == core:
        return core
    if len(again) > len(core) and _PARTED.fullmatch(again) and _figures(again) == _figures(core):
        return again  # a point is easily passed over, and never seen where there is none
    if _shape(again) == _shape(core) and _alone(witness(), word, resolution) == again:
        return again
    return core


def _alone(api: Any, word: Image.Image, resolution: float) -> str:
    return "".join(read_row(api, word, resolution).texts).strip(_EDGES)


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _shape(text: str) -> str:
    return re.sub(r"\d", "0", text)


def _cut_out(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """A word as a picture of its own, enlarged, with the colour of its paper around it."""
    x0, y0, x1, y1 = box
    beside = round(BESIDE * (y1 - y0))
    word = image.crop(
        (max(0, x0 - beside), max(0, y0 - beside), min(image.width, x1 + beside), min(image.height, y1 + beside))
    )
    paper = int(np.percentile(np.asarray(word), PAPER_PERCENTILE))
    size = max(1, round(word.width * SCALE)), max(1, round(word.height * SCALE))
    return ImageOps.expand(word.resize(size, Image.Resampling.LANCZOS), round(WHITE * (y1 - y0) * SCALE), fill=paper)


def _as_section(text: str, pixels: npt.NDArray[np.uint8], box: tuple[int, int, int, int]) -> str:
    """`s20` for what was read as `520` or `$20`, where its first letter is lower than the figures after it."""
    text = _SECTION_WITH_STROKE.sub("s1", text)
    core = text.lstrip(_EDGES)
    begins = len(text) - len(core)
    if not _LIKE_SECTION.match(core) or not _is_low(pixels, box, place=begins, of=len(text)):
        return text
    return f"{text[:begins]}s{core[1:]}"


def _is_low(pixels: npt.NDArray[np.uint8], box: tuple[int, int, int, int], *, place: int, of: int) -> bool:
    """Whether one letter of a word is lower than the two after it."""
    x0, y0, x1, y1 = box
    word = pixels[y0:y1, x0:x1]
    if not word.size:
        return False
    dark = word < (int(word.min()) + float(np.percentile(word, PAPER_PERCENTILE))) / 2
    letter = (x1 - x0) / of
    first = dark[:, round((place + 0.1) * letter) : round((place + 0.75) * letter)].any(axis=1)
    after = dark[:, round((place + 1.25) * letter) : round((place + 2.75) * letter)].any(axis=1)
    if not first.any() or not after.any():
        return False
    foot = int(np.flatnonzero(first)[-1]) + 1
    return bool(foot - np.argmax(first) < LOW * (foot - np.argmax(after)))
