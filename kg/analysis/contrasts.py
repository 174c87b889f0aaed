"""Contrasts of concepts between two groups of papers, within strata such as the years that both groups have."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import NormalDist
from typing import TypeAlias

import numpy as np

from kg.analysis.adjusted_shares import adjusted_shares
from kg.analysis.significance import adjusted_p_values, standardised_effect
from kg.model.trend import Comparison, Contrast, Stratum

MIN_STRATUM = 10
"""Minimum number of papers of each group in a stratum."""
_REACH = NormalDist().inv_cdf(0.975)

Cells: TypeAlias = tuple[int, int, int, int]
"""Numbers of papers of the left group that name a concept and that do not, then both numbers of the right group."""


def compare_groups(
    left: Collection[str],
    right: Collection[str],
    stratum_of: Mapping[str, str],
    works_of: Mapping[str, Iterable[str]],
    least: int = 5,
) -> Comparison:
    """Return the contrasts of concepts between two groups of papers, within strata where both groups have papers.

    Two groups, such as two venues, may also differ in a second respect, such as their years; a change over the years
    would then appear as a difference between the venues. Therefore, only papers of strata with at least 10 papers of
    each group are compared. A single stratum may have fewer papers. Without such a stratum, all papers are compared,
    and `is_separable` is False.

    Parameters
    ----------
    left, right
        Papers of the two groups.
    stratum_of
        Stratum of each paper; papers with an unknown stratum are missing.
    works_of
        Papers that name each concept.
    least
        Minimum number of compared papers that name a concept.
    """
    strata = _strata(left, right, stratum_of)
    places = {work: place for place, stratum in enumerate(strata) for work in stratum[1] | stratum[2]}
    is_separable = bool(strata)
    if not strata:
        strata = [("", set(left), set(right))]
        places = dict.fromkeys((*left, *right), 0)
    lefts = set(left)
    counts = {}
    for concept, works in works_of.items():
        pairs = [[0, 0] for _ in strata]
        for work in set(works) & places.keys():
            pairs[places[work]][work not in lefts] += 1
        counts[concept] = [(here, there) for here, there in pairs]
    sizes = [(len(here), len(there)) for _, here, there in strata]
    named = tuple(Stratum(name, *size) for (name, _, _), size in zip(strata, sizes, strict=True))
    return Comparison(contrasts(counts, sizes, least), named, is_separable)


def _strata(
    left: Collection[str], right: Collection[str], stratum_of: Mapping[str, str]
) -> list[tuple[str, set[str], set[str]]]:
    groups: dict[str, tuple[set[str], set[str]]] = {}
    for side, works in enumerate((left, right)):
        for work in works:
            groups.setdefault(stratum_of.get(work, ""), (set(), set()))[side].add(work)
    if len(groups) == 1 and "" not in groups:
        return [(name, *sides) for name, sides in groups.items()]
    large = (name for name in groups if name and min(map(len, groups[name])) >= MIN_STRATUM)
    return [(name, *groups[name]) for name in sorted(large)]


def contrasts(
    counts: Mapping[str, Sequence[tuple[int, int]]], works: Sequence[tuple[int, int]], least: int = 5
) -> tuple[Contrast, ...]:
    """Return the odds ratio of each concept between two groups of papers, those typical of the left group first.

    In one stratum, the odds ratio is computed with 0.5 added to each count, its confidence interval is that of Woolf,
    and the p-value that of Fisher's exact test. In several strata, the odds ratio is that of Mantel and Haenszel, its
    interval that of Robins, Breslow and Greenland, and the test is the exact form of that of Cochran, Mantel and
    Haenszel. Shares are adjusted with the weights of Mantel and Haenszel. p-values are adjusted as in `trends`.

    Parameters
    ----------
    counts
        Numbers of papers of the left and of the right group that name each concept, by stratum.
    works
        Numbers of all papers of both groups, by stratum.
    least
        Minimum number of papers in both groups together that name a concept.

    Returns
    -------
    tuple of Contrast

    References
    ----------
    Haldane (1956); Woolf (1955); Fisher (1922); Mantel and Haenszel (1959); Robins, Breslow and Greenland (1986).
    """
    names = [name for name in sorted(counts) if sum(map(sum, counts[name])) >= least]
    totals = sum(here for here, _ in works), sum(there for _, there in works)
    found = []
    for name in names:
        tables = [(a, n - a, b, m - b) for (a, b), (n, m) in zip(counts[name], works, strict=True)]
        left, right = (sum(pair[side] for pair in counts[name]) for side in (0, 1))
        found.append((name, left, right, *totals, *adjusted_shares(counts[name], works), *_effect(tables)))
    adjusted = adjusted_p_values([row[-1] for row in found])
    rows = [Contrast(*row, q) for row, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-standardised_effect(row.ratio, row.low, row.high), row.concept)))


def _effect(tables: Sequence[Cells]) -> tuple[float, float, float, float]:
    """Return the odds ratio, the ends of its interval, and the p-value."""
    if len(tables) == 1:
        a, b, c, d = (cell + 0.5 for cell in tables[0])
        return *_ends(a * d / (b * c), 1 / a + 1 / b + 1 / c + 1 / d), _exact(tables)
    return *_mantel_haenszel(tables), _exact(tables)


def _ends(ratio: float, variance: float) -> tuple[float, float, float]:
    reach = _REACH * math.sqrt(variance)
    return ratio, ratio * math.exp(-reach), ratio * math.exp(reach)


def _mantel_haenszel(tables: Sequence[Cells]) -> tuple[float, float, float]:
    """Return the odds ratio and its interval; if the ratio would be 0 or infinite, 0.5 is added to each count."""
    cells = np.array(tables, dtype=float)
    if not (cells[:, 0] * cells[:, 3]).any() or not (cells[:, 1] * cells[:, 2]).any():
        cells += 0.5
    a, b, c, d = cells.T
    n = cells.sum(axis=1)
    p, q, r, s = (a + d) / n, (b + c) / n, a * d / n, b * c / n
    above, below = r.sum(), s.sum()
    variance = (p * r).sum() / (2 * above**2) + (q * s).sum() / (2 * below**2)
    variance += (p * s + q * r).sum() / (2 * above * below)
    return _ends(float(above / below), float(variance))


def _exact(tables: Sequence[Cells]) -> float:
    """Return the two-sided p-value of the exact test that the odds ratio is 1 in each table (a, b, c, d).

    It is the sum of the probabilities of all sums of the first cells, given the margins, that are at most as probable
    as the observed one. For one table this is Fisher's test. The asymptotic test of Cochran, Mantel and Haenszel would
    give too small p-values for concepts in only two papers. As in R, probabilities that differ by a factor of at most
    1 + 1e-7 count as equal. `scipy.stats.fisher_exact` is not used because its import takes longer than most reports.
    """
    chances, observed = np.ones(1), 0
    for a, b, c, d in tables:
        least, found = _hypergeometric(a, b, c, d)
        chances = np.convolve(chances, found)
        observed += a - least
    return float(min(chances[chances <= chances[observed] * (1 + 1e-7)].sum() / chances.sum(), 1.0))


def _hypergeometric(a: int, b: int, c: int, d: int) -> tuple[int, np.ndarray]:
    """Return the smallest first cell of the tables with the same margins, and the relative probability of each cell."""
    row, other, column = a + b, c + d, a + c
    least, most = max(column - other, 0), min(column, row)
    k = np.arange(least + 1, most + 1, dtype=float)
    steps = np.log((row - k + 1) * (column - k + 1) / (k * (other - column + k)))  # from one table to the next
    logs = np.append(0.0, np.cumsum(steps))
    chances = np.exp(logs - logs.max())
    return least, chances / chances.sum()
