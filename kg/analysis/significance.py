"""Effects relative to their errors, and p-values of many tests."""

from __future__ import annotations

import math

import numpy as np


def standardised_effect(ratio: float, low: float, high: float) -> float:
    """Return ln(ratio) / ln(high / low), which is proportional to the z-score of the logarithm of the ratio."""
    return math.log(ratio) / math.log(high / low)


def adjusted_p_values(values: list[float]) -> list[float]:
    """Return p-values adjusted by the procedure of Benjamini and Hochberg.

    The result equals that of `scipy.stats.false_discovery_control`, which is not used because its import takes longer
    than most reports.
    """
    given = np.array(values)
    order = np.argsort(given, kind="stable")
    scaled = given[order] * (len(given) / np.arange(1, len(given) + 1))
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(adjusted, 1.0).tolist()  # type: ignore[no-any-return]
