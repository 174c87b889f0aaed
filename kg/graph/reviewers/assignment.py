"""Assignment of reviewers to submissions, with a maximum load for each reviewer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from kg.graph.reviewers.spread import Choice


def assign(choices: Sequence[Sequence[Choice]], each: int, load: int) -> list[list[Choice]]:
    """Return the reviewers assigned to each submission, with the highest sum of the scores `Choice.reduced`.

    Parameters
    ----------
    choices
        Possible reviewers of each submission.
    each
        Number of reviewers for a submission; fewer if there are not enough.
    load
        Maximum number of submissions for a reviewer.

    Notes
    -----
    This is a transport problem, whose linear programme has an integral optimum (Hoffman and Kruskal, 1956); HiGHS
    returns a vertex, so that each reviewer is assigned or not. The number of assignments has priority over the scores,
    because a constant greater than all scores is added to each score.

    References
    ----------
    Hoffman and Kruskal (1956), Integral boundary points of convex polyhedra.
    """
    pairs = [(place, choice) for place, found in enumerate(choices) for choice in found]
    if not pairs:
        return [[] for _ in choices]
    people = sorted({choice.candidate.person for _, choice in pairs})
    row_of = {person: len(choices) + place for place, person in enumerate(people)}
    columns = np.arange(len(pairs))
    rows = np.array([place for place, _ in pairs]), np.array([row_of[choice.candidate.person] for _, choice in pairs])
    limits = coo_array(
        (np.ones(2 * len(pairs)), (np.concatenate(rows), np.concatenate([columns, columns]))),
        shape=(len(choices) + len(people), len(pairs)),
    )
    most = np.concatenate([np.full(len(choices), each), np.full(len(people), load)])
    scores = np.array([choice.reduced for _, choice in pairs])
    solved = linprog(-(scores + scores.max() + 1), A_ub=limits.tocsr(), b_ub=most, bounds=(0, 1), method="highs-ds")
    assigned: list[list[Choice]] = [[] for _ in choices]
    for (place, choice), share in zip(pairs, solved.x, strict=True):
        if share > 0.5:
            assigned[place].append(choice)
    return assigned
