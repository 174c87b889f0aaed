"""Calibration: log odds of selected candidates to the probability that they are right.

The log odds are transformed linearly before the logistic function (J. Platt, Probabilistic outputs for support vector
machines, 1999), with a slope and an offset fitted by maximum likelihood on cross-validated scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_STEPS, _SMALLEST, _BINS = 50, 1e-9, 10
_START: Vector = np.array([1.0, 0.0])


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope and offset of the log odds."""

    slope: float = 1.0
    offset: float = 0.0

    def probability(self, odds: float) -> float:
        """Return the probability of a candidate with these log odds to be right."""
        return float(self.probabilities(np.array([odds]))[0])

    def probabilities(self, odds: Vector) -> Vector:
        """Return the probabilities of several candidates."""
        return _logistic(self.slope * odds + self.offset)


def fit_calibration(odds: Vector, right: NDArray[np.bool_]) -> Calibration:
    """Return the calibration with the greatest likelihood, with a weak prior for slope 1 and offset 0."""
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    weights, loss = _START, _loss(rows, right, _START)
    for _ in range(_STEPS):
        probability = _logistic(rows @ weights)
        slope = rows.T @ (probability - right) + weights - _START
        curvature = (rows * (probability * (1 - probability))[:, None]).T @ rows + np.eye(2)
        step = np.linalg.solve(curvature, slope)
        while _loss(rows, right, weights - step) > loss and np.abs(step).max() > _SMALLEST:
            step = step / 2
        if np.abs(step).max() <= _SMALLEST:
            break
        weights = weights - step
        loss = _loss(rows, right, weights)
    return Calibration(round(float(weights[0]), 6), round(float(weights[1]), 6))


def _loss(rows: Vector, right: NDArray[np.bool_], weights: Vector) -> float:
    """Return the negative log likelihood with the prior."""
    odds = rows @ weights
    return float(np.logaddexp(0, np.where(right, -odds, odds)).sum() + ((weights - _START) ** 2).sum() / 2)


def _logistic(odds: Vector) -> Vector:
    return np.asarray(np.exp(-np.logaddexp(0, -odds)))


def cross_fitted(odds: Vector, right: NDArray[np.bool_]) -> Vector:
    """Return the probabilities of all rows, with each half calibrated on the other half."""
    result = np.zeros(len(odds))
    halves = np.arange(len(odds)) % 2
    for half in (0, 1):
        inside = halves == half
        result[inside] = fit_calibration(odds[~inside], right[~inside]).probabilities(odds[inside])
    return result


def calibration_error(probabilities: Vector, right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error: the mean difference of confidence and accuracy over ten equal bins."""
    if not len(probabilities):
        return 0.0
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    sums = np.bincount(bins, weights=probabilities - right, minlength=_BINS)
    return float(np.abs(sums).sum() / len(probabilities))
