"""Statistics of concepts, with confidence intervals: trends, contrasts of two groups of papers, acceptance rates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np

from kg.model.trend import Acceptance, Contrast, Trend

_LEVEL = 0.95
_NORMAL = NormalDist()


def interval(successes: int, trials: int, level: float = _LEVEL) -> tuple[float, float]:
    """Return Wilson's confidence interval of a proportion (1927), which is within 0 and 1 and suits few trials.

    >>> tuple(round(end, 3) for end in interval(8, 10))
    (0.49, 0.943)
    """
    if not trials:
        return 0.0, 1.0
    z = _NORMAL.inv_cdf((1 + level) / 2)
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    # Without successes, or with nothing but successes, rounding would give an end that is not exactly 0 or 1.
    return middle - reach if successes else 0.0, middle + reach if successes < trials else 1.0


def trends(yearly: Mapping[str, Mapping[int, int]], works: Mapping[int, int], least: int = 10) -> tuple[Trend, ...]:
    """Return the trend of each concept's share of papers over the years, the strongest rise first.

    The significance test is that of Cochran and Armitage for a trend in proportions. p-values are adjusted for the
    number of concepts by the procedure of Benjamini and Hochberg. The odds ratio per year is exp(score / information),
    one Newton step from 0 in the logistic regression whose score test this is.

    Parameters
    ----------
    yearly
        Number of papers that name each concept, by year.
    works
        Number of all papers, by year.
    least
        Minimum number of papers that name a concept.

    Returns
    -------
    tuple of Trend
        In descending order of the z-score; empty if there are fewer than two years.

    References
    ----------
    Cochran (1954); Armitage (1955); Benjamini and Hochberg (1995).
    """
    years = np.array(sorted(works), dtype=float)
    totals = np.array([works[int(year)] for year in years], dtype=float)
    if len(years) < 2:
        return ()
    found = []
    for concept in sorted(yearly):
        counts = np.array([yearly[concept].get(int(year), 0) for year in years], dtype=float)
        if counts.sum() >= least and counts.sum() < totals.sum():
            found.append((concept, int(counts.sum()), *_slope(years, totals, counts)))
    adjusted = _adjusted([row[-1] for row in found])
    rows = [Trend(*row, q) for row, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-_standardised_effect(row.odds, row.low, row.high), row.concept)))


def _slope(years: np.ndarray, totals: np.ndarray, counts: np.ndarray) -> tuple[float, float, float, float]:
    share = counts.sum() / totals.sum()
    centred = years - (years * totals).sum() / totals.sum()
    score = float((centred * (counts - share * totals)).sum())
    information = float(share * (1 - share) * (totals * centred**2).sum())
    slope, error = score / information, 1 / math.sqrt(information)
    reach = _NORMAL.inv_cdf((1 + _LEVEL) / 2) * error
    p = math.erfc(abs(slope / error) / math.sqrt(2))
    return math.exp(slope), math.exp(slope - reach), math.exp(slope + reach), p


def contrasts(
    left: Mapping[str, int], right: Mapping[str, int], works: tuple[int, int], least: int = 5
) -> tuple[Contrast, ...]:
    """Return the odds ratio of each concept between two groups of papers, those typical of the left group first.

    The odds ratio is computed with 0.5 added to each count. Its confidence interval is that of Woolf, and the p-value
    is that of Fisher's exact test, adjusted as in `trends`.

    Parameters
    ----------
    left, right
        Number of papers of each group that name each concept.
    works
        Number of all papers of each group.
    least
        Minimum number of papers in both groups together that name a concept.

    Returns
    -------
    tuple of Contrast

    References
    ----------
    Haldane (1956); Anscombe (1956); Woolf (1955); Fisher (1922).
    """
    names = [name for name in sorted({*left, *right}) if left.get(name, 0) + right.get(name, 0) >= least]
    found = [(name, *_odds(left.get(name, 0), right.get(name, 0), *works)) for name in names]
    adjusted = _adjusted([row[-1] for row in found])
    rows = [Contrast(*row, q) for row, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-_standardised_effect(row.ratio, row.low, row.high), row.concept)))


def acceptance(decided: Mapping[str, tuple[int, int]], least: int = 10) -> tuple[Acceptance, ...]:
    """Return the acceptance rate, with Wilson's interval, of the papers that name each concept.

    Parameters
    ----------
    decided
        Numbers of accepted papers and of all decided papers that name each concept.
    least
        Minimum number of decided papers that name a concept.

    Returns
    -------
    tuple of Acceptance
        In descending order of the number of decided papers.
    """
    rows = [Acceptance(name, *counts, *interval(*counts)) for name, counts in decided.items() if counts[1] >= least]
    return tuple(sorted(rows, key=lambda row: (-row.decided, row.concept)))


def _odds(a: int, b: int, left: int, right: int) -> tuple[int, int, float, float, float, float, float, float]:
    cells = (a + 0.5, left - a + 0.5, b + 0.5, right - b + 0.5)
    ratio = cells[0] * cells[3] / (cells[1] * cells[2])
    reach = _NORMAL.inv_cdf((1 + _LEVEL) / 2) * math.sqrt(sum(1 / cell for cell in cells))
    p = _fisher(a, left - a, b, right - b)
    shares = a / left if left else 0.0, b / right if right else 0.0
    return a, b, *shares, ratio, ratio * math.exp(-reach), ratio * math.exp(reach), p


def _standardised_effect(ratio: float, low: float, high: float) -> float:
    """Return the logarithm of a ratio divided by the width of its interval, which is proportional to its z-score."""
    return math.log(ratio) / math.log(high / low)


def _fisher(a: int, b: int, c: int, d: int) -> float:
    """Return the two-sided p-value of Fisher's exact test for the table with the rows (a, b) and (c, d).

    It is the sum of the probabilities of all tables with the same margins that are at most as probable as this one. As
    in R, probabilities that differ by a factor of at most 1 + 1e-7 count as equal; `scipy.stats.fisher_exact` may
    differ in such cases. It is not used because its import takes longer than most reports.
    """
    row, other, column = a + b, c + d, a + c
    least, most = max(column - other, 0), min(column, row)
    k = np.arange(least + 1, most + 1, dtype=float)
    steps = np.log((row - k + 1) * (column - k + 1) / (k * (other - column + k)))  # from one table to the next
    logs = np.append(0.0, np.cumsum(steps))
    chances = np.exp(logs - logs.max())
    return float(min(chances[chances <= chances[a - least] * (1 + 1e-7)].sum() / chances.sum(), 1.0))


def _adjusted(values: list[float]) -> list[float]:
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
