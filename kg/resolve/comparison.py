"""Comparison and clustering of the signatures of one shard.

Shards are processed in other processes or on other machines, so a shard and its result are picklable values.
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

UNSURE = 0.25  # minimum probability of the verdict "unsure"; below, it is "different"
LISTED = 3  # maximum number of near misses of one person in the ledger of identity, the most probable first

RelatedNames = Mapping[tuple[str, str], Relation]


@dataclass(frozen=True, slots=True)
class Shard:
    """Signatures that have no candidate pair, identifier or decision in common with those of other shards.

    `members` are their indices in the build. `corpus` contains only these signatures; `decisions` refer to them by
    their index in `corpus`.
    """

    members: Sequence[int]
    corpus: Corpus
    related: RelatedNames
    decisions: tuple[ResolvedDecision, ...] = ()


class PersonLink(NamedTuple):
    """Link between two clusters: best pair of signatures, log odds, and reasons.

    `left` and `right` are the clusters, each identified by its smallest signature index.
    """

    left: int
    right: int
    pair: tuple[int, int]
    odds: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonClusters:
    """Result of clustering: sorted clusters of signature indices, merges, and near misses (`near`).

    A near miss is a link between two clusters that were not merged, although their best pair has equal names or its
    probability is at least `UNSURE`.
    """

    clusters: tuple[tuple[int, ...], ...]
    merges: tuple[PersonLink, ...]
    near: tuple[PersonLink, ...]


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """Compared pairs of signatures before decisions are applied; `rows` and `odds` have one row per pair.

    `rows` are the values of the features (columns as in FEATURES), `odds` the log odds.
    """

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
    """Compare and cluster the signatures of a shard; the result has their indices in the build."""
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
    """Compare the candidate pairs of a corpus; `related` are the pairs of names that can belong to one person."""
    pairs = list(candidate_pairs(corpus.signatures, related, corpus.coauthors, corpus.frequency))
    rows = measure(corpus, pairs)
    return ComparedPairs(corpus, related, pairs, rows, log_odds(rows))


def link(compared: ComparedPairs, decisions: Iterable[ResolvedDecision] = ()) -> Clustering:
    """Cluster compared signatures; decisions override all evidence."""
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
    """Return the constraints that follow from author ids, and from different suffixes of names ("Jr." and "Sr.")."""
    different = set()
    for pair in pairs:
        left, right = signatures[pair.left], signatures[pair.right]
        generations = left.generation and right.generation and left.generation != right.generation
        if generations or contradict(left.ids, right.ids):
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
    """Yield the near misses to list in the ledger: at most `LISTED` for each cluster."""
    listed: Counter[int] = Counter()
    for near in sorted(rest, key=lambda n: (-n.odds, n.left, n.right)):
        worthwhile = near.pair.relation is Relation.EXACT or probability(near.odds) >= UNSURE
        if worthwhile and listed[near.left] < LISTED and listed[near.right] < LISTED:
            listed.update((near.left, near.right))
            yield near
