"""Calibrated probabilities are as often right as they state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.calibration import Calibration, calibration_error, cross_fitted, fit_calibration


def test_the_slope_and_offset_of_overconfident_odds_are_found() -> None:
    random = np.random.default_rng(3)
    true = random.normal(0, 2, 20_000)
    right = random.random(20_000) < 1 / (1 + np.exp(-true))
    odds = 3 * true + 1
    found = fit_calibration(odds, right)
    assert (found.slope, found.offset) == pytest.approx((1 / 3, -1 / 3), abs=0.03)
    assert calibration_error(Calibration().probabilities(odds), right) > 0.05
    assert calibration_error(cross_fitted(odds, right), right) < 0.02


def test_no_rows_leave_the_odds_as_they_are() -> None:
    empty = np.array([], dtype=float)
    assert fit_calibration(empty, empty.astype(bool)) == Calibration(1.0, 0.0)
    assert calibration_error(empty, empty.astype(bool)) == 0.0


def test_the_error_is_the_mean_difference_over_the_bins() -> None:
    probabilities, right = np.array([0.95, 0.95, 0.15, 0.15]), np.array([True, False, False, False])
    assert calibration_error(probabilities, right) == pytest.approx((2 * 0.45 + 2 * 0.15) / 4)


@given(st.lists(st.tuples(st.floats(-8, 8), st.booleans()), max_size=60))
def test_a_fit_is_always_finite_and_probabilities_are_between_0_and_1(pairs: list[tuple[float, bool]]) -> None:
    odds, right = np.array([o for o, _ in pairs], dtype=float), np.array([r for _, r in pairs], dtype=bool)
    found = fit_calibration(odds, right)
    assert np.isfinite([found.slope, found.offset]).all()
    assert all(0 <= found.probability(o) <= 1 for o in odds)
