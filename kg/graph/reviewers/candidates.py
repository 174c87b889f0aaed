"""Authors as candidates for the review of a submission, scored by their related papers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.graph.answers.profiles import AuthorProfiles
from kg.graph.reviewers.paper_index import paper_index
from kg.graph.reviewers.submission import Submission
from kg.reporting import Facts

HALF_LIFE = 5.0
"""Years after which a paper counts half."""
_PAPER_WEIGHTS = (1.0, 0.7, 0.5, 0.3)
"""Weights of the papers of an author that are most similar to the submission."""
_LEAST_SIMILARITY = 0.02
_LARGE_TEAM = 8
"""Number of authors up to which each author of a paper gets full credit for it."""


@dataclass(frozen=True, slots=True)
class ReviewCandidate:
    """An author with a score for a submission, and the related papers behind it, the strongest first."""

    person: str
    score: float
    works: tuple[str, ...]


def candidates(
    facts: Facts, profiles: AuthorProfiles, submission: Submission, excluded: Iterable[str], until: int
) -> list[ReviewCandidate]:
    """Return the authors with related papers, in descending order of score.

    The score is the weighted sum of the similarities of the four most related papers of the author, each halved for
    every five years of age, and reduced for papers of more than eight authors.
    """
    index = paper_index(facts)
    similarity = index.similarities(submission.title, submission.abstract, submission.features)
    strength = {
        index.works[place]: float(similarity[place]) * _recency(facts, index.works[place], until)
        for place in map(int, np.flatnonzero(similarity >= _LEAST_SIMILARITY))
        if index.works[place] != submission.work
    }
    left_out = set(excluded)
    found = (
        _candidate(facts, person, works, strength) for person, works in profiles.works.items() if person not in left_out
    )
    return sorted((each for each in found if each.works), key=lambda each: (-each.score, each.person))


def _candidate(facts: Facts, person: str, works: Sequence[str], strength: dict[str, float]) -> ReviewCandidate:
    credits = {work: strength[work] * _credit(len(facts.authors[work])) for work in works if work in strength}
    best = sorted(credits, key=lambda work: (-credits[work], work))[: len(_PAPER_WEIGHTS)]
    score = sum(weight * credits[work] for weight, work in zip(_PAPER_WEIGHTS, best, strict=False))
    return ReviewCandidate(person, round(score, 6), tuple(best))


def _recency(facts: Facts, work: str, until: int) -> float:
    year = facts.papers[work].year
    return 0.5 ** (max(until - year, 0) / HALF_LIFE) if year else 0.5


def _credit(authors: int) -> float:
    return min(1.0, math.sqrt(_LARGE_TEAM / max(authors, 1)))
