"""Decisions of identity resolution, and its result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.work import Edition, Person, Series, Work


class Verdict(StrEnum):
    """Outcome of comparing a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A compared pair with its verdict, a score from 0 (different) to 1 (same), and the reasons in words.

    `kind` is "work", "person" or "venue"; `left` and `right` are ids, `left_name` and `right_name` readable names for
    them.
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
    """Papers, authors and venues resolved from the records of a build. Every tuple is sorted by id.

    `notes` are remarks for the user on their own decisions, such as one that matches nothing.
    """

    works: tuple[Work, ...]
    persons: tuple[Person, ...]
    series: tuple[Series, ...]
    editions: tuple[Edition, ...]
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()
