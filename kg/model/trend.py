"""Changes and differences, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trend:
    """How the share of a concept changes: `odds` is the factor a year of its odds, `low` and `high` its interval.

    `p` is that of no change; `adjusted` is p after all concepts of the same table were tested.
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
    """A concept in two bodies of work: counts, shares, and the odds of the one over the other with their interval."""

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
    """How many of the decided works that name a concept were accepted, with the 95 % interval of the share."""

    concept: str
    accepted: int
    decided: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody who joins people who are not joined otherwise: a low constraint, a large effective size."""

    label: str
    works: int
    degree: int
    effective_size: float
    constraint: float
    communities: int
    node: str = ""
