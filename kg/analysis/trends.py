"""What rises and fades, where two bodies of work differ, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np

from kg.model.trend import Acceptance, Contrast, Trend

_LEVEL = 0.95
_NORMAL = NormalDist()


def interval(successes: int, trials: int, level: float = _LEVEL) -> tuple[float, float]:
    """Wilson's interval of a share (Wilson, 1927): stays within 0 and 1, and holds for few trials.

    >>> tuple(round(end, 3) for end in interval(8, 10))
    (0.49, 0.943)
    """
    if not trials:
        return 0.0, 1.0
    z = _NORMAL.inv_cdf((1 + level) / 2)
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    # The ends that rounding would miss by a last bit are known.
    return middle - reach if successes else 0.0, middle + reach if successes < trials else 1.0


def trends(yearly: Mapping[str, Mapping[int, int]], works: Mapping[int, int], least: int = 10) -> tuple[Trend, ...]:
    """Concepts named by `least` works or more, those that rise most surely first, those that fade most surely last.

    `yearly` counts works by concept and year, `works` all works of each year. The test is that of Cochran (1954) and
    Armitage (1955) for a trend in shares, the p-values are adjusted for the number of concepts by Benjamini and
    Hochberg (1995); the odds are the slope of a logistic regression, one Newton step from none, which the test's
    statistic is (score over information).
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
    return tuple(sorted(rows, key=lambda row: (-_sureness(row.odds, row.low, row.high), row.concept)))


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
    """Concepts of two bodies of work, those that set the left apart first, those that set the right apart last.

    `left` and `right` count works by concept, `works` all works of each. The effect is the ratio of odds with a half
    added to each count (Haldane, 1956; Anscombe, 1956), its interval Woolf's (1955), p Fisher's exact (1922), adjusted
    as in `trends`.
    """
    names = [name for name in sorted({*left, *right}) if left.get(name, 0) + right.get(name, 0) >= least]
    found = [(name, *_odds(left.get(name, 0), right.get(name, 0), *works)) for name in names]
    adjusted = _adjusted([row[-1] for row in found])
    rows = [Contrast(*row, q) for row, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-_sureness(row.ratio, row.low, row.high), row.concept)))


def acceptance(decided: Mapping[str, tuple[int, int]], least: int = 10) -> tuple[Acceptance, ...]:
    """The share of accepted works with Wilson's interval, for each concept that `least` decided works name or more.

    `decided` are (accepted, decided) by concept. The widest known first; a share says nothing of why.
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


def _sureness(ratio: float, low: float, high: float) -> float:
    """How many of its intervals a ratio is away from 1: above 0 where it is larger."""
    return math.log(ratio) / math.log(high / low)


def _fisher(a: int, b: int, c: int, d: int) -> float:
    """The p-value of Fisher's exact test on the table of rows (a, b) and (c, d), two-sided.

    It sums the chances of all tables of the same sums that are no likelier than this one, where likelihoods within
    1e-7 of each other count as one, as R has it. `scipy.stats.fisher_exact` gives the same but for such near ties; its
    import takes longer than most reports.
    """
    row, other, column = a + b, c + d, a + c
    least, most = max(column - other, 0), min(column, row)
    k = np.arange(least + 1, most + 1, dtype=float)
    steps = np.log((row - k + 1) * (column - k + 1) / (k * (other - column + k)))  # from one table to the next
    logs = np.append(0.0, np.cumsum(steps))
    chances = np.exp(logs - logs.max())
    return float(min(chances[chances <= chances[a - least] * (1 + 1e-7)].sum() / chances.sum(), 1.0))


def _adjusted(values: list[float]) -> list[float]:
    """p-values adjusted for their number: n p / k for the k-th smallest, or that of a larger one where it is smaller.

    They are what `scipy.stats.false_discovery_control` gives, whose import takes longer than most reports.
    """
    given = np.array(values)
    order = np.argsort(given, kind="stable")
    scaled = given[order] * (len(given) / np.arange(1, len(given) + 1))
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(adjusted, 1.0).tolist()  # type: ignore[no-any-return]
