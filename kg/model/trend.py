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

    `left` and `right` are the numbers of papers that name the concept, `left_total` and `right_total` the numbers of
    all compared papers. `left_share` and `right_share` are adjusted: means of the shares in the strata, weighted
    as in the odds ratio of Mantel and Haenszel. `ratio` is that odds ratio, `low` and `high` are the bounds of its 95 %
    confidence interval, and `adjusted` is `p` adjusted for the number of concepts tested. `verdict` is the result of a
    comparison of named groups in words, else "".
    """

    concept: str
    left: int
    right: int
    left_total: int
    right_total: int
    left_share: float
    right_share: float
    ratio: float
    low: float
    high: float
    p: float
    adjusted: float
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of two compared groups of papers, such as a year: its name, and the numbers of papers of both groups."""

    name: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Contrasts of concepts between two groups of papers, within `strata`.

    If `is_separable` is False, the groups have no stratum in common, and a difference between them cannot be told apart
    from one between strata.
    """

    rows: tuple[Contrast, ...]
    strata: tuple[Stratum, ...]
    is_separable: bool


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Acceptance rate of the papers that mention a concept: `accepted` of `decided`, the accepted or rejected papers.

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
