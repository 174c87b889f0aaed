"""Judgements and result of identity resolution."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.work import Edition, Person, Series, Work


class Verdict(StrEnum):
    """Outcome of the comparison of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A compared pair with its verdict, a score from 0 (different) to 1 (same), and the reasons as text.

    `kind` is "work", "person" or "venue". `left` and `right` are ids; `left_name` and `right_name` are the names to
    display for them.
    """

    kind: str
    left: str
    right: str
    left_name: str
    right_name: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Papers, authors and venues resolved from the records of a build.

    `works`, `persons`, `series` and `editions` are sorted by id. `notes` are remarks on the user's own decisions, such
    as a decision that matches no paper.
    """

    works: tuple[Work, ...]
    persons: tuple[Person, ...]
    series: tuple[Series, ...]
    editions: tuple[Edition, ...]
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()
