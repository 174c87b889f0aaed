"""Fitting of the weights of author matching to corpora with known authors.

Most weights are fitted by logistic regression. The weights of the relations in `WITHOUT_LABELS` are estimated without
the ids of the corpora, which are separate for nearly every pair of such names, even if rare shared co-authors indicate
one person.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.identity.corpora import PersonIds
from kg.resolve.clustering import Constraints, cluster
from kg.resolve.comparison import ComparedPairs
from kg.resolve.name_relations import Relation
from kg.resolve.names import read_name
from kg.resolve.weights import ACQUAINTED, FEATURES, NEAR, SHARED

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

WITHOUT_LABELS = (Relation.FAMILY_VARIANT, Relation.FAMILY_PART, Relation.GIVEN_ADDED, Relation.ORDER)
CORPUS_WEIGHTS = {"openreview": 1.0, "acl": 1.0, "ieee": 1.0, "iros": 0.2}  # the ids of iros are not repaired
FOLDS = 5
RIDGE = 0.1
_LINKS = [FEATURES.index(name) for name in (SHARED, ACQUAINTED, NEAR)]
_RELATIONS = [FEATURES.index(str(relation)) for relation in Relation if relation is not Relation.EXACT]
_UNLABELLED = [FEATURES.index(str(relation)) for relation in WITHOUT_LABELS]


@dataclass(frozen=True, slots=True)
class TrainingPairs:
    """Compared pairs, one row per pair: features, label (1: same person), weight and fold.

    `known` is True for pairs in which both ids are known.
    """

    rows: Vector
    same: Vector
    known: Mask
    weight: Vector
    fold: NDArray[np.int64]

    def only(self, chosen: Mask) -> TrainingPairs:
        """Return the chosen pairs."""
        parts = (self.rows, self.same, self.known, self.weight, self.fold)
        return TrainingPairs(*(part[chosen] for part in parts))


def training_pairs(compared: ComparedPairs, ids: PersonIds, weight: float) -> TrainingPairs:
    """Return the compared pairs of a corpus; `weight` is the weight of the corpus.

    Pairs are weighted so that each signature has the same total weight, whatever its number of pairs.
    """
    sides = [(ids[pair.left], ids[pair.right]) for pair in compared.pairs]
    degree = Counter(number for pair in compared.pairs for number in (pair.left, pair.right))
    base = np.array([(1 / degree[pair.left] + 1 / degree[pair.right]) / 2 for pair in compared.pairs])
    return TrainingPairs(
        compared.rows,
        np.array([left == right for left, right in sides], dtype=np.float64),
        np.array([left is not None and right is not None for left, right in sides]),
        base / base.sum() * 10_000 * weight,
        folds(compared),
    )


def join(pairs: Sequence[TrainingPairs]) -> TrainingPairs:
    """Concatenate the pairs of several corpora."""
    parts = ([each.rows, each.same, each.known, each.weight, each.fold] for each in pairs)
    return TrainingPairs(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def folds(compared: ComparedPairs) -> NDArray[np.int64]:
    """Return the fold of each pair, which depends on the family name, so that no family name is in two folds."""
    families = (read_name(compared.signatures[pair.left].key).stem for pair in compared.pairs)
    return np.array([zlib.crc32(family.encode()) % FOLDS for family in families], dtype=np.int64)


def fit(pairs: TrainingPairs) -> Vector:
    """Fit the weights of all features, in the order of FEATURES."""
    labelled = pairs.only(pairs.known & ~pairs.rows[:, _UNLABELLED].any(axis=1))
    weights = _regress(labelled.rows, labelled.same, labelled.weight)
    unlinked = pairs.rows.copy()
    unlinked[:, _LINKS] = 0.0
    base = unlinked @ _regress(_without_links(labelled.rows), labelled.same, labelled.weight)
    shared = pairs.rows[:, _LINKS[0]] == 1.0
    rates = _sharing_rates(labelled)
    for column in _UNLABELLED:
        of_relation = pairs.rows[:, column] == 1.0
        weights[column] = _fit_relation(base[of_relation], shared[of_relation], rates)
    return weights


def _without_links(rows: Vector) -> Vector:
    plain = rows.copy()
    plain[:, _LINKS] = 0.0
    return plain


def _regress(rows: Vector, same: Vector, weight: Vector) -> Vector:
    """Return the weights of a logistic regression with a ridge penalty, fitted by Newton's method."""
    found = np.zeros(rows.shape[1])
    ridge = np.diag([1e-6] + [RIDGE] * (rows.shape[1] - 1))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (same - chance)) - ridge @ found
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _sharing_rates(labelled: TrainingPairs) -> tuple[float, float]:
    """Return the share of pairs of related names with a shared co-author: among pairs of one person, and of two."""
    related = labelled.rows[:, _RELATIONS].any(axis=1)
    shared = labelled.rows[:, _LINKS[0]] == 1.0
    same = labelled.same == 1.0
    return float(shared[related & same].mean()), float(shared[related & ~same].mean())


def _fit_relation(base: Vector, shared: Mask, rates: tuple[float, float]) -> float:
    """Return the maximum-likelihood weight of a relation, given which pairs share a co-author; it is at most 0.

    A pair belongs to one person with the log odds `base` + weight. It shares a co-author with probability `rates[0]` if
    it belongs to one person, else with probability `rates[1]`.
    """
    grid = np.arange(-10.0, 0.01, 0.1)
    chance = 1 / (1 + np.exp(-(base[:, None] + grid)))
    sharing = chance * rates[0] + (1 - chance) * rates[1]
    likelihood = np.where(shared[:, None], np.log(sharing), np.log(1 - sharing)).sum(axis=0)
    return float(grid[likelihood.argmax()])


def fit_folds(pairs: TrainingPairs) -> list[Vector]:
    """Return, for each fold, the weights fitted to the other folds."""
    return [fit(pairs.only(pairs.fold != number)) for number in range(FOLDS)]


def held_out_odds(compared: ComparedPairs, weights: Sequence[Vector]) -> Vector:
    """Return the log odds of each pair with the weights fitted without its fold."""
    fold = folds(compared)
    odds = np.zeros(len(compared.pairs))
    for number, each in enumerate(weights):
        inside = fold == number
        odds[inside] = compared.rows[inside] @ each
    return odds


def label(compared: ComparedPairs, odds: Vector) -> list[int]:
    """Return the number of the cluster of each signature, for given log odds of the pairs."""
    scored = zip(compared.pairs, odds.tolist(), strict=True)
    clusters = cluster(compared.signatures, scored, compared.related, Constraints()).clusters
    found = {number: n for n, members in enumerate(clusters) for number in members}
    return [found[number] for number in range(len(compared.signatures))]
