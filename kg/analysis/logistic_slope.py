"""Slope of a share over the years: a logistic regression with one intercept for each stratum."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]

_STEPS = 50
_LONGEST = 1.0
"""Maximum change of the slope in one step, so that the first steps do not leave the range of exp."""
_PRECISION = 1e-10


def logistic_slope(year: Values, named: Values, total: Values, stratum: NDArray[np.int64]) -> tuple[float, float]:
    """Return the slope of the logistic regression of a share on the year, and its standard error.

    Each stratum has its own intercept. The likelihood is maximised by Newton's method. One paper is added to each
    stratum, distributed over its years like the others and with the share of the stratum; it keeps the slope finite.

    Parameters
    ----------
    year, named, total
        Year, number of papers that name the concept, and number of all papers of each cell.
    stratum
        Number of the stratum of each cell, from 0.

    Returns
    -------
    tuple of float
        Slope, the logarithm of the odds ratio per year, and its standard error.

    Examples
    --------
    Of two years, the odds ratio is that of the table.

    >>> values = (np.array(each, dtype=float) for each in ([2018, 2019], [1e6, 2e6], [1e7, 1e7]))
    >>> slope, _ = logistic_slope(*values, np.array([0, 0]))
    >>> round(math.exp(slope), 4), 20 * 90 / (10 * 80)
    (2.25, 2.25)
    """
    papers, with_concept = (np.bincount(stratum, each)[stratum] for each in (total, named))
    share = with_concept / papers
    kept = (share > 0) & (share < 1)
    _, stratum = np.unique(stratum[kept], return_inverse=True)
    share, more = share[kept], total[kept] / papers[kept]
    centre = np.average(year, weights=total)
    return _maximum(year[kept] - centre, named[kept] + share * more, total[kept] + more, stratum)


def _maximum(x: Values, named: Values, total: Values, stratum: NDArray[np.int64]) -> tuple[float, float]:
    pooled = np.bincount(stratum, named) / np.bincount(stratum, total)
    level, slope, information = np.log(pooled / (1 - pooled)), 0.0, 1.0
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-(level[stratum] + slope * x)))
        weight, rest = total * share * (1 - share), named - total * share
        own, mixed = np.bincount(stratum, weight), np.bincount(stratum, weight * x)
        level_rest = np.bincount(stratum, rest)
        information = float((weight * x * x).sum() - (mixed**2 / own).sum())
        step = float((rest * x).sum() - (mixed * level_rest / own).sum()) / information
        step = min(max(step, -_LONGEST), _LONGEST)
        level, slope = level + (level_rest - mixed * step) / own, slope + step
        if abs(step) < _PRECISION:
            break
    return slope, 1 / math.sqrt(information)
