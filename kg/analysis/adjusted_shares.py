"""Shares of two groups of papers, adjusted for strata such as years, and the precision of their difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

_SHARE = 0.1
_MARGIN = 0.1
_QUANTILE = 1.96


def effective_size(sizes: Iterable[tuple[int, int]]) -> float:
    """Return the sum of the Mantel-Haenszel weights of strata with these numbers of papers.

    The variance of the difference of two adjusted shares near p is p (1 - p) divided by this number.

    >>> effective_size([(10, 10), (30, 15)])
    15.0
    """
    return sum(one * other / (one + other) for one, other in sizes if one and other)


def is_comparable(one: int, other: int) -> bool:
    """Return whether two groups with these numbers of papers are large enough for a comparison of shares.

    They are if the 95 % confidence interval of a difference of shares near 10 % is at most 10 percentage points wide
    on each side.

    >>> is_comparable(100, 80), is_comparable(1000, 20)
    (True, False)
    """
    size = effective_size([(one, other)])
    return size > 0 and _QUANTILE * sqrt(_SHARE * (1 - _SHARE) / size) <= _MARGIN


def adjusted_shares(counts: Sequence[tuple[int, int]], sizes: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return the mean shares of two groups over the strata, with the weights of Mantel and Haenszel.

    Both means have the same weights, so that their difference does not come from the sizes of the strata. `counts` are
    numbers of papers of both groups that name a concept, `sizes` numbers of all their papers, by stratum. Strata
    without papers of both groups have no weight; if there is no other stratum, the shares are those of all papers.

    >>> adjusted_shares([(10, 2), (50, 10)], [(100, 20), (100, 20)])  # 10 % and 50 % in both groups
    (0.3, 0.3)
    """
    weights = [effective_size([pair]) for pair in sizes]
    total = sum(weights)
    if not total:
        left, right = (_share(sum(pair[k] for pair in counts), sum(pair[k] for pair in sizes)) for k in (0, 1))
        return left, right
    strata = list(zip(weights, counts, sizes, strict=True))
    left, right = (sum(weight / total * _share(count[k], size[k]) for weight, count, size in strata) for k in (0, 1))
    return left, right


def _share(count: int, total: int) -> float:
    return count / total if total else 0.0
