"""Confidence bounds of measures that are estimated from a sample of the nodes."""

from __future__ import annotations

import math

CONFIDENCE = 0.95
"""Probability that the bounds are correct for all nodes of a graph simultaneously."""


def share_interval(estimate: float, nodes: int, sources: int) -> tuple[float, float]:
    """Return the confidence interval of the mean of values from 0 to 1, given its estimate from sampled sources.

    The interval contains all p with `sources` · kl(estimate, p) ≤ ln(2 · `nodes` / 0.05), where kl(a, b) = a ln(a / b)
    + (1 − a) ln((1 − a) / (1 − b)). This is the Chernoff bound in the form of Hoeffding (1963, theorem 1), which is
    also valid for sampling without replacement (ibid., section 6), with Bonferroni's correction for the number of
    nodes.

    >>> tuple(round(end, 4) for end in share_interval(0.0, 10_000, 1_024))
    (0.0, 0.0125)
    """
    most = _logarithm(nodes) / sources
    return _last_within(estimate, 0.0, most), _last_within(estimate, 1.0, most)


def distance_error(nodes: int, sources: int, diameter: int) -> float:
    """Return the maximum error of a mean distance estimated from sampled sources, with 95 % confidence for all nodes.

    Distances are between 1 and `diameter`, so the error is at most (diameter − 1) · √(ln(2 · nodes / 0.05) / (2 ·
    sources)) (Hoeffding, 1963, theorem 2; Eppstein and Wang, 2001).

    >>> round(distance_error(20_000, 1_024, 11), 2)
    0.81
    """
    return max(diameter - 1, 0) * math.sqrt(_logarithm(nodes) / (2 * sources))


def _logarithm(nodes: int) -> float:
    return math.log(2 * max(nodes, 1) / (1 - CONFIDENCE))


def _last_within(estimate: float, end: float, most: float) -> float:
    """Return the p between the estimate and `end` with kl(estimate, p) = `most`, or else `end`, found by bisection."""
    inside, outside = estimate, end
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if _kl(estimate, middle) <= most else (inside, middle)
    return outside


def _kl(a: float, b: float) -> float:
    """Return the Kullback-Leibler divergence of Bernoulli distributions with the means a and b."""
    return _term(a, b) + _term(1 - a, 1 - b)


def _term(a: float, b: float) -> float:
    if a <= 0:
        return 0.0
    return a * math.log(a / b) if b > 0 else math.inf
