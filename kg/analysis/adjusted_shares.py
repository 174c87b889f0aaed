"""Shares of two groups of papers, adjusted for strata such as years, and the precision of their difference."""

from __future__ import annotations

from collections.abc import Iterable
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
