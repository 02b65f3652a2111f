"""Underlined words: how headings looked before word processors had styles."""

from __future__ import annotations

from itertools import groupby

from ingest.extract.lines import Box, Run

SAME_LEVEL_POINTS = 1.0
NEAR_POINTS = 3.0
"""How far an underline may begin and end from its words, and lie from the foot of their letters."""


def embolden_underlined(runs: list[Run], rules: list[Box]) -> None:
    """Make runs bold that are underlined from end to end: it stands for the same, and few documents do both."""
    level = [rule for rule in rules if rule[1] == rule[3]]
    if not level:
        return
    lines = _joined(level)
    for run in runs:
        if run.bold or "www." in run.text or "//" in run.text or "@" in run.text:
            continue
        for x0, y, x1, _ in lines:
            if abs(y - run.y1) < NEAR_POINTS and abs(x0 - run.x0) < NEAR_POINTS and abs(x1 - run.x1) < 2 * NEAR_POINTS:
                run.bold, run.lead = True, 0
                break


def _joined(level: list[Box]) -> list[Box]:
    """Rules that go on from each other on one level, as an underline drawn word by word does."""
    joined: list[Box] = []
    ordered = sorted(level, key=lambda rule: (round(rule[1] / SAME_LEVEL_POINTS), rule[0]))
    for _, group in groupby(ordered, key=lambda rule: round(rule[1] / SAME_LEVEL_POINTS)):
        for x0, y0, x1, y1 in group:
            if joined and joined[-1][1] == y0 and x0 - joined[-1][2] < NEAR_POINTS:
                joined[-1] = (joined[-1][0], y0, max(x1, joined[-1][2]), y1)
            else:
                joined.append((x0, y0, x1, y1))
    return joined
