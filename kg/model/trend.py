"""Trends, contrasts, acceptance rates and brokers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trend:
    """Trend of a concept's share of papers: `odds` is the odds ratio per year, `low` and `high` its 95 % interval.

    `p` is the p-value of no trend; `adjusted` is p adjusted for the number of concepts in the table.
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
    """A concept in two groups of papers: counts, shares, and the odds ratio with its 95 % interval."""

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
    """Acceptance rate of the papers with a known decision that mention a concept, with its 95 % interval."""

    concept: str
    accepted: int
    decided: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A node that connects nodes which are not connected otherwise: low constraint, large effective size."""

    label: str
    works: int
    degree: int
    effective_size: float
    constraint: float
    communities: int
    node: str = ""
