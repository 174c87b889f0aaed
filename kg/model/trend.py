"""Trends, contrasts, acceptance rates and brokers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trend:
    """Trend of the share of papers that mention a concept.

    `works` is the number of these papers, `odds` the odds ratio per year, `low` and `high` the bounds of its 95 %
    confidence interval. `p` is the p-value of the null hypothesis of no trend; `adjusted` is `p` adjusted for the
    number of concepts tested.
    """

    concept: str
    works: int
    odds: float
    low: float
    high: float
    p: float
    adjusted: float


@dataclass(frozen=True, slots=True)
class Contrast:
    """Comparison of a concept in two groups of papers.

    `left` and `right` are the numbers of papers that mention the concept, `ratio` is the odds ratio, `low` and `high`
    are the bounds of its 95 % confidence interval, and `adjusted` is `p` adjusted for the number of concepts tested.
    """

    concept: str
    left: int
    right: int
    left_share: float
    right_share: float
    ratio: float
    low: float
    high: float
    p: float
    adjusted: float


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Acceptance rate of the papers that mention a concept: `accepted` of `decided`, the papers with a known decision.

    `low` and `high` are the bounds of the 95 % confidence interval of the rate.
    """

    concept: str
    accepted: int
    decided: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A node with a low constraint and a large effective size: it connects nodes that otherwise have no link.

    `communities` is the number of communities of the node and its neighbours.
    """

    label: str
    works: int
    degree: int
    effective_size: float
    constraint: float
    communities: int
    node: str = ""
