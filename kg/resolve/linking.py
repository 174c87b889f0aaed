"""Scored pairs → clusters, the surest merge first.

Two clusters are merged while their log odds are above 0. The log odds of two clusters are BEST · (the best pair of
signatures across them) + (1 - BEST) · (the mean over the pairs compared), both lowered in proportion to the pairs whose
names exclude each other. Thus a shared co-author on one paper joins two bodies of work, and a name that merely might be
the same does not.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.blocking import Pair
from kg.resolve.clusters import Clusters
from kg.resolve.names import Relation
from kg.resolve.signatures import Signature

BEST = 0.9
EXCLUDED = -6.0  # log odds of a pair whose names exclude each other
LIMIT = 8.0  # no single pair counts for more


@dataclass(frozen=True, slots=True)
class Bond:
    """What is known between two clusters: the sum and the number of the pairs compared, and the best of them."""

    total: float
    count: int
    best: float
    pair: Pair

    def __add__(self, other: Bond) -> Bond:
        better = max(self, other, key=lambda bond: (bond.best, (-bond.pair.left, -bond.pair.right)))
        return Bond(self.total + other.total, self.count + other.count, better.best, better.pair)


@dataclass(frozen=True, slots=True)
class Link:
    """Two clusters by their smallest signatures, the pair that speaks most for them, and their log odds."""

    left: int
    right: int
    pair: Pair
    odds: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters of signatures, in order; the merges that made them; the links left between them that were judged."""

    clusters: tuple[tuple[int, ...], ...]
    merges: tuple[Link, ...]
    rest: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What stands before any evidence: signatures that are one person's, and pairs that are not."""

    same: tuple[tuple[int, int], ...] = ()
    different: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Thicket:
    """Signatures that pairs or rules connect, in order, and what is known among them.

    No cluster reaches beyond its thicket, and a thicket fits in the processor's cache where all signatures do not.
    """

    signatures: list[int]
    scored: list[tuple[Pair, float]] = field(default_factory=list)
    same: list[tuple[int, int]] = field(default_factory=list)
    different: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Forest:
    """The state of a clustering: clusters named by their smallest member at the start, and bonds between them."""

    members: dict[int, list[int]]
    names: dict[int, dict[str, int]]
    papers: dict[int, set[int]]
    bonds: dict[int, dict[int, Bond]]
    forbidden: dict[int, set[int]]
    related: Mapping[tuple[str, str], Relation]
    version: Counter[int] = field(default_factory=Counter)

    def odds(self, left: int, right: int) -> float:
        bond = self.bonds[left][right]
        pairs = len(self.members[left]) * len(self.members[right])
        lowered = EXCLUDED * self._excluded(left, right) / pairs
        return BEST * (bond.best + lowered) + (1 - BEST) * (bond.total / bond.count + lowered)

    def _excluded(self, left: int, right: int) -> int:
        if self.names[left].keys() == self.names[right].keys() and len(self.names[left]) == 1:
            return 0
        return sum(
            many * more
            for one, many in self.names[left].items()
            for other, more in self.names[right].items()
            if one != other and (min(one, other), max(one, other)) not in self.related
        )

    def may_merge(self, left: int, right: int) -> bool:
        """Not on one paper, and not told apart by the user or by their ids."""
        return right not in self.forbidden[left] and self.papers[left].isdisjoint(self.papers[right])

    def merge(self, left: int, right: int) -> None:
        self.members[left] += self.members.pop(right)
        for name, many in self.names.pop(right).items():
            self.names[left][name] = self.names[left].get(name, 0) + many
        self.papers[left] |= self.papers.pop(right)
        for other in self.forbidden.pop(right):
            self.forbidden[other].discard(right)
            self.forbidden[other].add(left)
            self.forbidden[left].add(other)
        for other, bond in self.bonds.pop(right).items():
            del self.bonds[other][right]
            if other != left:
                known = self.bonds[left].get(other)
                self.bonds[left][other] = self.bonds[other][left] = known + bond if known else bond
        self.version[left] += 1
        self.version[right] += 1


def cluster(
    signatures: Sequence[Signature],
    scored: Iterable[tuple[Pair, float]],
    related: Mapping[tuple[str, str], Relation],
    rules: Rules,
) -> Clustering:
    """The clusters of all signatures; signatures that no chain of pairs or rules connects are clustered apart."""
    clusters: list[tuple[int, ...]] = []
    merges: list[Link] = []
    rest: list[Link] = []
    for thicket in _thickets(len(signatures), list(scored), rules):
        if len(thicket.signatures) > 1:
            forest = _plant(signatures, thicket, related)
            merges.extend(_grow(forest))
            rest.extend(_rest(forest))
            clusters.extend(tuple(sorted(members)) for members in forest.members.values())
        else:
            clusters.append(tuple(thicket.signatures))
    return Clustering(tuple(sorted(clusters)), tuple(merges), tuple(rest))


def _thickets(size: int, scored: Sequence[tuple[Pair, float]], rules: Rules) -> Iterable[_Thicket]:
    """All authorships, in sets that no chain of scored pairs or decisions joins: each is clustered by itself."""
    sets = Clusters(size)
    for left, right in rules.same:
        sets.merge(left, right)
    for pair, _ in scored:
        sets.merge(pair.left, pair.right)
    thickets = {group[0]: _Thicket(group) for group in sets.groups()}
    for pair, odds in scored:
        thickets[sets.find(pair.left)].scored.append((pair, odds))
    for left, right in rules.same:
        thickets[sets.find(left)].same.append((left, right))
    for left, right in rules.different:
        if sets.find(left) == sets.find(right):
            thickets[sets.find(left)].different.append((left, right))
    return thickets.values()


def _plant(signatures: Sequence[Signature], thicket: _Thicket, related: Mapping[tuple[str, str], Relation]) -> _Forest:
    """The forest before any merge on evidence: signatures that the rules hold for one person's are one tree."""
    local = {number: place for place, number in enumerate(thicket.signatures)}
    sets = Clusters(len(local))
    for left, right in thicket.same:
        sets.merge(local[left], local[right])
    tree = {number: thicket.signatures[sets.find(place)] for number, place in local.items()}
    groups = {group[0]: group for group in ([thicket.signatures[n] for n in group] for group in sets.groups())}
    forest = _Forest(
        members=groups,
        names={root: Counter(signatures[n].key for n in group) for root, group in groups.items()},
        papers={root: {signatures[n].paper for n in group} for root, group in groups.items()},
        bonds={root: {} for root in groups},
        forbidden={root: set() for root in groups},
        related=related,
    )
    for pair, odds in thicket.scored:
        _tie(forest, tree[pair.left], tree[pair.right], pair, min(max(odds, -LIMIT), LIMIT))
    for left, right in thicket.different:
        forest.forbidden[tree[left]].add(tree[right])
        forest.forbidden[tree[right]].add(tree[left])
    return forest


def _tie(forest: _Forest, left: int, right: int, pair: Pair, odds: float) -> None:
    if left != right:
        known, bond = forest.bonds[left].get(right), Bond(odds, 1, odds, pair)
        forest.bonds[left][right] = forest.bonds[right][left] = known + bond if known else bond


def _grow(forest: _Forest) -> Iterable[Link]:
    heap: list[tuple[float, int, int, int, int]] = []
    for left in sorted(forest.bonds):
        for right in forest.bonds[left]:
            if left < right:
                _offer(forest, heap, left, right)
    while heap:
        lost, left, right, *versions = heapq.heappop(heap)
        if [forest.version[left], forest.version[right]] != versions or right not in forest.bonds.get(left, ()):
            continue
        if not forest.may_merge(left, right):
            continue
        yield Link(left, right, forest.bonds[left][right].pair, -lost)
        forest.merge(left, right)
        for other in sorted(forest.bonds[left]):
            _offer(forest, heap, min(left, other), max(left, other))


def _offer(forest: _Forest, heap: list[tuple[float, int, int, int, int]], left: int, right: int) -> None:
    odds = forest.odds(left, right)
    if odds > 0:
        heapq.heappush(heap, (-odds, left, right, forest.version[left], forest.version[right]))


def _rest(forest: _Forest) -> Iterable[Link]:
    for left in sorted(forest.bonds):
        for right in sorted(forest.bonds[left]):
            if left < right:
                yield Link(left, right, forest.bonds[left][right].pair, forest.odds(left, right))
