"""Trends and acceptance rates of concepts, with confidence intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from statistics import NormalDist
from typing import TypeAlias

import numpy as np

from kg.analysis.logistic_slope import logistic_slope
from kg.analysis.significance import adjusted_p_values, standardised_effect
from kg.model.trend import Acceptance, Trend

_LEVEL = 0.95
_NORMAL = NormalDist()


def interval(successes: int, trials: int, level: float = _LEVEL) -> tuple[float, float]:
    """Return Wilson's confidence interval (1927) of a proportion; it lies within 0 and 1 and is valid for few trials.

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


Cell: TypeAlias = tuple[str, int]
"""Stratum, such as a venue, and year."""


def trends(counts: Mapping[str, Mapping[Cell, int]], works: Mapping[Cell, int], least: int = 10) -> tuple[Trend, ...]:
    """Return the trend of each concept's share of papers over the years, the strongest rise first.

    The significance test is that of Cochran and Armitage for a trend in proportions, within strata: the scores and the
    information of the strata are added (Mantel's extension), so that a change of the mix of venues does not count as a
    trend. p-values are adjusted for the number of concepts by the procedure of Benjamini and Hochberg. The odds ratio
    per year and its interval are those of the logistic regression whose score test this is, with one intercept for each
    stratum.

    Parameters
    ----------
    counts
        Number of papers that name each concept, by stratum and year.
    works
        Number of all papers, by stratum and year. Strata with a single year are ignored.
    least
        Minimum number of papers that name a concept.

    Returns
    -------
    tuple of Trend
        In descending order of the z-score; empty if no stratum has two years.

    References
    ----------
    Cochran (1954); Armitage (1955); Mantel (1963); Benjamini and Hochberg (1995).
    """
    strata = _strata(works)
    total = sum(works[cell] for cells in strata for cell in cells)
    found = []
    for concept in sorted(counts):
        named = sum(counts[concept].get(cell, 0) for cells in strata for cell in cells)
        if least <= named < total and (sums := _sums(strata, works, counts[concept]))[1] > 0:
            found.append((concept, named, *_odds(strata, works, counts[concept]), _p_value(*sums)))
    adjusted = adjusted_p_values([row[-1] for row in found])
    rows = [Trend(*row, q) for row, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-standardised_effect(row.odds, row.low, row.high), row.concept)))


def _strata(works: Mapping[Cell, int]) -> list[list[Cell]]:
    """Return the cells of each stratum with papers of at least two years."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for cell in sorted(works):
        if works[cell]:
            cells[cell[0]].append(cell)
    return [found for found in cells.values() if len(found) > 1]


def _sums(strata: list[list[Cell]], works: Mapping[Cell, int], counts: Mapping[Cell, int]) -> tuple[float, float]:
    """Return the score statistic and the Fisher information, each summed over all strata."""
    score = information = 0.0
    for cells in strata:
        years = np.array([year for _, year in cells], dtype=float)
        totals = np.array([works[cell] for cell in cells], dtype=float)
        named = np.array([counts.get(cell, 0) for cell in cells], dtype=float)
        share = named.sum() / totals.sum()
        centred = years - (years * totals).sum() / totals.sum()
        score += float((centred * (named - share * totals)).sum())
        information += float(share * (1 - share) * (totals * centred**2).sum())
    return score, information


def _odds(
    strata: list[list[Cell]], works: Mapping[Cell, int], counts: Mapping[Cell, int]
) -> tuple[float, float, float]:
    """Return the odds ratio per year and the ends of its interval."""
    cells = [(number, cell) for number, found in enumerate(strata) for cell in found]
    year, named, total = (
        np.array([value(cell) for _, cell in cells], dtype=float)
        for value in (lambda cell: cell[1], lambda cell: counts.get(cell, 0), works.__getitem__)
    )
    slope, error = logistic_slope(year, named, total, np.array([number for number, _ in cells]))
    reach = _NORMAL.inv_cdf((1 + _LEVEL) / 2) * error
    return math.exp(slope), math.exp(slope - reach), math.exp(slope + reach)


def _p_value(score: float, information: float) -> float:
    return math.erfc(abs(score) / math.sqrt(2 * information))


def acceptance(decided: Mapping[str, tuple[int, int]], least: int = 10) -> tuple[Acceptance, ...]:
    """Return the acceptance rate, with Wilson's interval, of the papers that name each concept.

    Parameters
    ----------
    decided
        Number of accepted papers, and number of accepted or rejected papers, that name each concept.
    least
        Minimum number of accepted or rejected papers that name a concept.

    Returns
    -------
    tuple of Acceptance
        In descending order of the number of accepted or rejected papers.
    """
    rows = [Acceptance(name, *counts, *interval(*counts)) for name, counts in decided.items() if counts[1] >= least]
    return tuple(sorted(rows, key=lambda row: (-row.decided, row.concept)))
