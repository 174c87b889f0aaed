"""Agglomerative clustering of scored pairs of signatures, the most probable merge first.

Clusters are merged as long as two of them have log odds above 0. The log odds of two clusters are BEST · (the log odds
of the best pair of signatures across them) + (1 - BEST) · (the mean log odds of the compared pairs) + EXCLUDED · (the
share of pairs whose names exclude each other). As the best pair has most of the weight, one shared co-author is enough
to merge two large clusters.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.blocking import Pair
from kg.resolve.disjoint_sets import DisjointSets
from kg.resolve.name_relations import Relation
from kg.resolve.signatures import Signature

BEST = 0.9
EXCLUDED = -6.0  # log odds for pairs of names that exclude each other
LIMIT = 8.0  # limit of the absolute log odds of a single pair


@dataclass(frozen=True, slots=True)
class ClusterScore:
    """Scores of the compared pairs across two clusters: sum of log odds, number of pairs, best log odds, best pair."""

    total: float
    count: int
    best: float
    pair: Pair

    def __add__(self, other: ClusterScore) -> ClusterScore:
        better = max(self, other, key=lambda score: (score.best, (-score.pair.left, -score.pair.right)))
        return ClusterScore(self.total + other.total, self.count + other.count, better.best, better.pair)


@dataclass(frozen=True, slots=True)
class ClusterLink:
    """Link between two clusters: best pair of signatures, and log odds.

    `left` and `right` are the clusters, each identified by its smallest signature index.
    """

    left: int
    right: int
    pair: Pair
    odds: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """Result of clustering: sorted clusters of signature indices, the merges, and the links that were not merged."""

    clusters: tuple[tuple[int, ...], ...]
    merges: tuple[ClusterLink, ...]
    rest: tuple[ClusterLink, ...]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of signatures that must be in one cluster (`same`) or must not (`different`), regardless of evidence."""

    same: tuple[tuple[int, int], ...] = ()
    different: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Component:
    """Connected component of the graph whose edges are scored pairs and constraints, with these pairs and constraints.

    Every cluster is inside one component. Components are clustered one by one, because the state of one component is
    small enough for the processor cache.
    """

    signatures: list[int]
    scored: list[tuple[Pair, float]] = field(default_factory=list)
    same: list[tuple[int, int]] = field(default_factory=list)
    different: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """State of a clustering: the current clusters, and the scores between them.

    The key of a cluster is its smallest initial member. For each cluster, `names` counts its signatures by name key,
    `papers` are its papers, and `forbidden` the clusters with which it must not be merged. `version` counts the merges
    of a cluster, so that outdated entries of the queue can be recognised.
    """

    members: dict[int, list[int]]
    names: dict[int, dict[str, int]]
    papers: dict[int, set[int]]
    scores: dict[int, dict[int, ClusterScore]]
    forbidden: dict[int, set[int]]
    related: Mapping[tuple[str, str], Relation]
    version: Counter[int] = field(default_factory=Counter)

    def odds(self, left: int, right: int) -> float:
        """Return the log odds that two clusters are one person."""
        score = self.scores[left][right]
        pairs = len(self.members[left]) * len(self.members[right])
        lowered = EXCLUDED * self._excluded(left, right) / pairs
        return BEST * (score.best + lowered) + (1 - BEST) * (score.total / score.count + lowered)

    def _excluded(self, left: int, right: int) -> int:
        """Return the number of pairs of signatures between two clusters whose names exclude each other."""
        if self.names[left].keys() == self.names[right].keys() and len(self.names[left]) == 1:
            return 0
        return sum(
            many * more
            for one, many in self.names[left].items()
            for other, more in self.names[right].items()
            if one != other and (min(one, other), max(one, other)) not in self.related
        )

    def may_merge(self, left: int, right: int) -> bool:
        """Return True if two clusters have no paper in common and no constraint forbids the merge."""
        return right not in self.forbidden[left] and self.papers[left].isdisjoint(self.papers[right])

    def merge(self, left: int, right: int) -> None:
        """Merge the right cluster into the left one."""
        self.members[left] += self.members.pop(right)
        for name, many in self.names.pop(right).items():
            self.names[left][name] = self.names[left].get(name, 0) + many
        self.papers[left] |= self.papers.pop(right)
        for other in self.forbidden.pop(right):
            self.forbidden[other].discard(right)
            self.forbidden[other].add(left)
            self.forbidden[left].add(other)
        for other, score in self.scores.pop(right).items():
            del self.scores[other][right]
            if other != left:
                known = self.scores[left].get(other)
                self.scores[left][other] = self.scores[other][left] = known + score if known else score
        self.version[left] += 1
        self.version[right] += 1


def cluster(
    signatures: Sequence[Signature],
    scored: Iterable[tuple[Pair, float]],
    related: Mapping[tuple[str, str], Relation],
    constraints: Constraints,
) -> Clustering:
    """Cluster signatures into persons.

    Parameters
    ----------
    signatures
        All signatures; pairs and constraints refer to their indices.
    scored
        Compared pairs with the log odds that they are one person's.
    related
        Pairs of name keys that can belong to one person; other pairs of names exclude each other.
    constraints
        Pairs of signatures that must or must not be in one cluster.
    """
    clusters: list[tuple[int, ...]] = []
    merges: list[ClusterLink] = []
    rest: list[ClusterLink] = []
    for component in _components(len(signatures), list(scored), constraints):
        if len(component.signatures) > 1:
            state = _initial_state(signatures, component, related)
            merges.extend(_merge_all(state))
            rest.extend(_remaining(state))
            clusters.extend(tuple(sorted(members)) for members in state.members.values())
        else:
            clusters.append(tuple(component.signatures))
    return Clustering(tuple(sorted(clusters)), tuple(merges), tuple(rest))


def _components(size: int, scored: Sequence[tuple[Pair, float]], constraints: Constraints) -> Iterable[_Component]:
    """Return the connected components of the signatures, with scored pairs and constraints as edges."""
    sets = DisjointSets(size)
    for left, right in constraints.same:
        sets.merge(left, right)
    for pair, _ in scored:
        sets.merge(pair.left, pair.right)
    components = {group[0]: _Component(group) for group in sets.groups()}
    for pair, odds in scored:
        components[sets.find(pair.left)].scored.append((pair, odds))
    for left, right in constraints.same:
        components[sets.find(left)].same.append((left, right))
    for left, right in constraints.different:
        if sets.find(left) == sets.find(right):
            components[sets.find(left)].different.append((left, right))
    return components.values()


def _initial_state(
    signatures: Sequence[Signature], component: _Component, related: Mapping[tuple[str, str], Relation]
) -> _State:
    """Return the initial state, in which signatures that a constraint joins already form one cluster."""
    local = {number: place for place, number in enumerate(component.signatures)}
    sets = DisjointSets(len(local))
    for left, right in component.same:
        sets.merge(local[left], local[right])
    root_of = {number: component.signatures[sets.find(place)] for number, place in local.items()}
    groups = {group[0]: group for group in ([component.signatures[n] for n in group] for group in sets.groups())}
    state = _State(
        members=groups,
        names={root: Counter(signatures[n].key for n in group) for root, group in groups.items()},
        papers={root: {signatures[n].paper for n in group} for root, group in groups.items()},
        scores={root: {} for root in groups},
        forbidden={root: set() for root in groups},
        related=related,
    )
    for pair, odds in component.scored:
        _add_pair(state, root_of[pair.left], root_of[pair.right], pair, min(max(odds, -LIMIT), LIMIT))
    for left, right in component.different:
        state.forbidden[root_of[left]].add(root_of[right])
        state.forbidden[root_of[right]].add(root_of[left])
    return state


def _add_pair(state: _State, left: int, right: int, pair: Pair, odds: float) -> None:
    if left != right:
        known, score = state.scores[left].get(right), ClusterScore(odds, 1, odds, pair)
        state.scores[left][right] = state.scores[right][left] = known + score if known else score


def _merge_all(state: _State) -> Iterable[ClusterLink]:
    heap: list[tuple[float, int, int, int, int]] = []
    for left in sorted(state.scores):
        for right in state.scores[left]:
            if left < right:
                _queue(state, heap, left, right)
    while heap:
        cost, left, right, *versions = heapq.heappop(heap)
        if [state.version[left], state.version[right]] != versions or right not in state.scores.get(left, ()):
            continue
        if not state.may_merge(left, right):
            continue
        yield ClusterLink(left, right, state.scores[left][right].pair, -cost)
        state.merge(left, right)
        for other in sorted(state.scores[left]):
            _queue(state, heap, min(left, other), max(left, other))


def _queue(state: _State, heap: list[tuple[float, int, int, int, int]], left: int, right: int) -> None:
    odds = state.odds(left, right)
    if odds > 0:
        heapq.heappush(heap, (-odds, left, right, state.version[left], state.version[right]))


def _remaining(state: _State) -> Iterable[ClusterLink]:
    for left in sorted(state.scores):
        for right in sorted(state.scores[left]):
            if left < right:
                yield ClusterLink(left, right, state.scores[left][right].pair, state.odds(left, right))
