"""Comparison of the signatures of one shard: clusters of persons, with the evidence.

This runs in other processes, one shard at a time: its input and output are values.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.resolve.author_ids import contradict, same_by_id
from kg.resolve.blocking import Pair, candidate_pairs
from kg.resolve.clustering import Clustering, ClusterLink, Constraints, cluster
from kg.resolve.decisions import ResolvedDecision
from kg.resolve.evidence import Corpus, give_reasons, log_odds, measure
from kg.resolve.name_relations import Relation
from kg.resolve.signatures import Signature

UNSURE = 0.25  # a score from here to one half is unsure, below it is different
LISTED = 3  # links of each person to others that the ledger lists, the most probable first

RelatedNames = Mapping[tuple[str, str], Relation]


@dataclass(frozen=True, slots=True)
class Shard:
    """Signatures without a pair, id or decision in common with others: `members` are their numbers in the build.

    `corpus` has only these signatures; `decisions` use their numbers in `corpus`.
    """

    members: Sequence[int]
    corpus: Corpus
    related: RelatedNames
    decisions: tuple[ResolvedDecision, ...] = ()


class PersonLink(NamedTuple):
    """Link between two clusters (given by their smallest signatures): best pair, log odds, and reasons."""

    left: int
    right: int
    pair: tuple[int, int]
    odds: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonClusters:
    """Result of clustering: clusters of signature numbers in order, merges, and near misses."""

    clusters: tuple[tuple[int, ...], ...]
    merges: tuple[PersonLink, ...]
    near: tuple[PersonLink, ...]


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """Compared pairs of signatures with features and log odds, before decisions are applied."""

    corpus: Corpus
    related: RelatedNames
    pairs: list[Pair]
    rows: NDArray[np.float64]
    odds: NDArray[np.float64]

    @property
    def signatures(self) -> Sequence[Signature]:
        """Return the compared signatures."""
        return self.corpus.signatures


def cluster_shard(shard: Shard) -> PersonClusters:
    """Return the persons of a shard."""
    compared = compare(shard.corpus, shard.related)
    found = link(compared, shard.decisions)
    rows = {pair: number for number, pair in enumerate(compared.pairs)}

    def explain(made: ClusterLink) -> PersonLink:
        reasons = give_reasons(compared.corpus, made.pair, compared.rows[rows[made.pair]])
        left, right, one, other = (shard.members[n] for n in (made.left, made.right, made.pair.left, made.pair.right))
        return PersonLink(left, right, (one, other), made.odds, reasons)

    clusters = tuple(tuple(shard.members[n] for n in members) for members in found.clusters)
    near = map(explain, _most_probable(found.rest))
    return PersonClusters(clusters, tuple(map(explain, found.merges)), tuple(near))


def compare(corpus: Corpus, related: RelatedNames) -> ComparedPairs:
    """Return all comparisons of the signatures of a corpus; `related` are the pairs of compatible names."""
    pairs = list(candidate_pairs(corpus.signatures, related, corpus.coauthors, corpus.frequency))
    rows = measure(corpus, pairs)
    return ComparedPairs(corpus, related, pairs, rows, log_odds(rows))


def link(compared: ComparedPairs, decisions: Iterable[ResolvedDecision] = ()) -> Clustering:
    """Return the clusters of the signatures; decisions override all evidence."""
    constraints = _constrain(compared.signatures, compared.pairs)
    related = dict(compared.related)
    for decision in decisions:
        constraints = _apply(constraints, decision)
        for left in decision.left:
            for right in decision.right:
                keys = sorted((compared.signatures[left].key, compared.signatures[right].key))
                related.setdefault((keys[0], keys[1]), Relation.SHORT_FORM)
    scored = zip(compared.pairs, compared.odds.tolist(), strict=True)
    return cluster(compared.signatures, scored, related, constraints)


def _constrain(signatures: Sequence[Signature], pairs: Iterable[Pair]) -> Constraints:
    """Return the constraints by ids of authors, and by suffixes of names ("Jr." and "Sr.")."""
    different = set()
    for pair in pairs:
        left, right = signatures[pair.left], signatures[pair.right]
        fathers = left.generation and right.generation and left.generation != right.generation
        if fathers or contradict(left.ids, right.ids):
            different.add((pair.left, pair.right))
    return Constraints(tuple(same_by_id([signature.ids for signature in signatures])), frozenset(different))


def _apply(constraints: Constraints, decision: ResolvedDecision) -> Constraints:
    if not decision.is_effective:
        return constraints
    pairs = [(left, right) for left in decision.left for right in decision.right]
    if not decision.is_same:
        same = tuple(pair for pair in constraints.same if pair not in pairs and pair[::-1] not in pairs)
        return Constraints(same, constraints.different | frozenset(pairs))
    chain = [(decision.left[0], other) for other in (*decision.left[1:], *decision.right)]
    return Constraints((*constraints.same, *chain), constraints.different)


def probability(odds: float) -> float:
    """Return the probability that corresponds to log odds."""
    return 1 / (1 + math.exp(-odds))


def _most_probable(rest: Sequence[ClusterLink]) -> Iterable[ClusterLink]:
    """Yield the links that the ledger lists: at most `LISTED` for each cluster."""
    listed: Counter[int] = Counter()
    for near in sorted(rest, key=lambda n: (-n.odds, n.left, n.right)):
        worthwhile = near.pair.relation is Relation.EXACT or probability(near.odds) >= UNSURE
        if worthwhile and listed[near.left] < LISTED and listed[near.right] < LISTED:
            listed.update((near.left, near.right))
            yield near
