"""By how little a scanned page stands askew."""

from __future__ import annotations

import numpy as np
from PIL import Image

WIDEST_DEGREES = 2.5
STEP_DEGREES = 0.1
LOOKED_AT_PIXELS = 700
"""The width to which the picture is reduced for looking: enough to part lines of print."""


def skew_degrees(image: Image.Image) -> float:
    """By how many degrees a grey picture must be turned, counter-clockwise, for its lines of print to be level.

    Level lines make the darkness of rows of pixels differ most (a projection profile). Coarse steps, then fine ones.
    """
    small = image.resize((LOOKED_AT_PIXELS, max(1, round(image.height * LOOKED_AT_PIXELS / image.width))))
    best = 0.0
    for step in (5 * STEP_DEGREES, STEP_DEGREES):
        reach = WIDEST_DEGREES if best == 0.0 and step > STEP_DEGREES else 5 * STEP_DEGREES
        angles = [best + step * count for count in range(-round(reach / step), round(reach / step) + 1)]
        best = max(angles, key=lambda degrees: _unevenness(small, degrees))
    return best if abs(best) >= STEP_DEGREES else 0.0


def _unevenness(image: Image.Image, degrees: float) -> float:
    turned = np.asarray(image.rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor=255), dtype=np.float32)
    profile = turned.mean(axis=1)
    return float(np.square(np.diff(profile)).sum())
