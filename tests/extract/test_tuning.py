"""Thresholds come from a smoothed curve."""

from __future__ import annotations

from kg.extract.tuning import GRID, best_threshold


def test_a_plateau_is_better_than_a_lonely_peak() -> None:
    scores = [0.70] * len(GRID)
    scores[2] = 0.78
    scores[10:13] = [0.76, 0.77, 0.76]
    assert best_threshold(scores) == GRID[11]


def test_of_equal_thresholds_the_lowest_is_chosen() -> None:
    assert best_threshold([0.7] * len(GRID)) == GRID[0]
