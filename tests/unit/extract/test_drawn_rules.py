"""Ruled lines in pictures: whole although they step from row to row, and none made of print."""

import numpy as np

from ingest.extract.drawn_rules import rules_in

POINTS = 72 / 200


def picture() -> np.ndarray:
    return np.full((600, 900), 255, dtype=np.uint8)


def test_a_line_that_steps_is_one() -> None:
    pixels = picture()
    for step, x in enumerate(range(100, 800, 70)):
        pixels[300 - step : 303 - step, x : x + 70] = 0
    ((x0, y0, x1, y1),) = rules_in(pixels, POINTS)
    assert y0 == y1
    assert abs(x0 - 100 * POINTS) < 1
    assert abs(x1 - 800 * POINTS) < 1
    assert abs(y0 - 296 * POINTS) < 1


def test_a_grid_gives_each_of_its_lines() -> None:
    pixels = picture()
    for y in (100, 160, 220):
        pixels[y : y + 3, 100:703] = 0
    for x in (100, 300, 700):
        pixels[100:223, x : x + 3] = 0
    rules = rules_in(pixels, POINTS)
    assert sum(y0 == y1 for _, y0, _, y1 in rules) == 3
    assert sum(x0 == x1 for x0, _, x1, _ in rules) == 3


def test_a_dark_field_gives_its_edges() -> None:
    pixels = picture()
    pixels[100:160, 100:700] = 120
    level = sorted(y0 for _, y0, _, y1 in rules_in(pixels, POINTS) if y0 == y1)
    assert [round(y / POINTS) for y in level] == [99, 160]


def test_strokes_and_rows_of_print_are_no_lines() -> None:
    pixels = picture()
    for x in range(100, 700, 14):  # letters close to each other, grey above and below any row of them
        pixels[200:228, x : x + 4] = 0
        pixels[212:215, x : x + 14] = 0
    assert rules_in(pixels, POINTS) == []
