"""Louvain's method as networkx has it, without looking again at nodes around which nothing has changed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from kg.analysis.graphs import Graph, Weight

_THRESHOLD = 1e-7
_FEW = 1_000
"""Where no more than one in so many nodes moves in a turn, those that may still move are waited for, not looked for."""

Links = list[dict[int, Weight]]
"""For each node, a number from 0 on, the nodes it is linked to, which may be itself, with the weights."""
Groups = list[list[int]]


def louvain(graph: Graph, seed: int) -> list[list[str]]:
    """The communities of a graph in order (`in_order`), whose weights are positive.

    They are `networkx.community.louvain_communities(graph, weight="weight", seed=seed)`: nodes move, in an order drawn
    once for each level, into the community of a neighbour where that gains most modularity, until none does; then each
    community is a node of the next level, until modularity grows by no more than 10⁻⁷ (Blondel et al., 2008). A node
    gains by a move what it gained before unless a neighbour has moved or a community around it has grown or shrunk, so
    that only then it is asked again: seldom, towards the end of a level, when few nodes move and networkx asks all,
    fifty times over.
    """
    names = list(graph)
    number = {name: place for place, name in enumerate(names)}
    edges = graph.edges(data="weight", default=1)
    links = _linked(len(names), ((number[a], number[b], weight) for a, b, weight in edges))
    members: Groups = [[place] for place in range(len(names))]
    size = sum(map(_degree, range(len(links)), links)) / 2
    if size:
        members = _merged(links, members, size, random.Random(seed))  # noqa: S311 - as networkx draws
    return [[names[place] for place in group] for group in members]


def _merged(links: Links, members: Groups, size: float, chance: random.Random) -> Groups:
    """The members of the last level's communities."""
    modularity = _modularity(links, [[node] for node in range(len(links))])
    while True:
        groups = _Level(links, size).groups(chance)
        members = [[place for node in group for place in members[node]] for group in groups]
        before, modularity = modularity, _modularity(links, groups)
        if modularity - before <= _THRESHOLD:
            return members
        links = _condensed(links, groups)


@dataclass(slots=True)
class _Level:
    """Nodes on their way between communities; `size` is half the sum of all degrees of the first level.

    A community is as large as the sum of the degrees of its nodes, `totals`. The clock ticks with every node in turn:
    `changed` is when a community last changed, `asked` when a node was last asked, and `weights` what then linked it
    to the communities around it, None where a neighbour has moved since.
    """

    links: Links
    size: float
    degrees: list[Weight] = field(init=False)
    totals: list[Weight] = field(init=False)
    community: list[int] = field(init=False)
    changed: list[int] = field(init=False)
    asked: list[int] = field(init=False)
    weights: list[dict[int, float] | None] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.links)
        self.degrees = list(map(_degree, range(count), self.links))
        self.totals = self.degrees.copy()
        self.community = list(range(count))
        self.changed, self.asked, self.weights = [0] * count, [0] * count, [None] * count

    def groups(self, chance: random.Random) -> Groups:
        """The nodes of each community once none moves."""
        order = list(range(len(self.links)))
        chance.shuffle(order)
        clock, moves = 0, len(order)
        while moves > len(order) // _FEW:
            moves = sum(self._is_open(node) and self._moves(node, now) for now, node in enumerate(order, clock))
            clock += len(order)
        if moves:
            self._come_to_rest(order, clock)
        found: dict[int, list[int]] = defaultdict(list)
        for node, community in enumerate(self.community):
            found[community].append(node)
        return [found[community] for community in sorted(found)]

    def _come_to_rest(self, order: Sequence[int], clock: int) -> None:
        """Ask only those that are open in their turn, until none has moved for a whole turn of all."""
        count, place, near = len(order), {node: number for number, node in enumerate(order)}, self._near()
        due = [now for now, node in enumerate(order, clock) if self._is_open(node)]
        waiting, end = set(due), clock + count
        while due and due[0] < end:
            now = heappop(due)
            waiting.remove(now)
            node = order[now % count]
            if not self._is_open(node):
                continue
            own = self.community[node]
            if self._moves(node, now):
                end = (now // count + 2) * count
            for each in self._opened(node, own, now, near):
                again = now + 1 + (place[each] - now - 1) % count
                if again not in waiting:
                    waiting.add(again)
                    heappush(due, again)

    def _near(self) -> dict[int, set[int]]:
        """The nodes that have each community around them, as far as is known."""
        near: dict[int, set[int]] = defaultdict(set)
        for node, weights in enumerate(self.weights):
            for community in weights or ():
                near[community].add(node)
        return near

    def _opened(self, node: int, own: int, now: int, near: dict[int, set[int]]) -> set[int]:
        """All nodes that may be open because `node`, which was in `own`, has been asked; `near` is kept up."""
        for community in self.weights[node] or ():
            near[community].add(node)
        if self.changed[own] < now:
            return set()
        return (near[own] | near[self.community[node]]).union(self.links[node], (node,))

    def _is_open(self, node: int) -> bool:
        """Whether anything has changed since the node was asked."""
        weights = self.weights[node]
        return weights is None or max(map(self.changed.__getitem__, weights)) >= self.asked[node]

    def _moves(self, node: int, clock: int) -> bool:
        """Ask a node: whether it went where that gains most."""
        weights = self.weights[node]
        if weights is None:
            weights = self.weights[node] = self._around(node)
        totals, degree, size, own = self.totals, self.degrees[node], self.size, self.community[node]
        norm = 2 * size**2
        whole = totals[own]
        totals[own] -= degree
        left = -weights[own] / size + (totals[own] * degree) / norm
        best, most = own, 0.0
        for community, weight in weights.items():
            gain = left + weight / size - (totals[community] * degree) / norm
            if gain > most:
                best, most = community, gain
        totals[best] += degree
        self.asked[node] = clock
        if best == own:
            if totals[own] != whole:  # weights that are no whole numbers are rounded
                self.changed[own] = clock
            return False
        self._move(node, own, best, clock)
        return True

    def _move(self, node: int, own: int, best: int, clock: int) -> None:
        self.community[node] = best
        self.changed[own] = self.changed[best] = clock
        self.weights[node] = None
        for neighbour in self.links[node]:
            self.weights[neighbour] = None

    def _around(self, node: int) -> dict[int, float]:
        """What links the node to the communities of its neighbours and, last where nothing does, to its own."""
        community = self.community
        weights: dict[int, float] = defaultdict(float)
        for neighbour, weight in self.links[node].items():
            if neighbour != node:
                weights[community[neighbour]] += weight
        weights.setdefault(community[node], 0.0)
        return weights


def _linked(count: int, edges: Iterable[tuple[int, int, Weight]]) -> Links:
    """Edges as links of both their ends; weights of equal ones are added."""
    links: Links = [{} for _ in range(count)]
    for one, other, weight in edges:
        links[one][other] = links[other][one] = weight + links[one].get(other, 0)
    return links


def _edges(links: Links) -> Iterator[tuple[int, int, Weight]]:
    """Each edge once, from that of its ends which comes first."""
    for node, others in enumerate(links):
        for other, weight in others.items():
            if other >= node:
                yield node, other, weight


def _condensed(links: Links, groups: Sequence[Sequence[int]]) -> Links:
    """The links between groups, and within them as links to themselves."""
    of = _group_of(groups)
    return _linked(len(groups), ((of[one], of[other], weight) for one, other, weight in _edges(links)))


def _modularity(links: Links, groups: Sequence[Sequence[int]]) -> float:
    """Q = Σ (L / m − (s / 2m)²) over groups with links of weight L within and degrees that sum up to s."""
    of = _group_of(groups)
    within: list[Weight] = [0] * len(groups)
    for one, other, weight in _edges(links):
        if of[one] == of[other]:
            within[of[one]] += weight
    degrees = [sum(_degree(node, links[node]) for node in group) for group in groups]
    total = sum(degrees)
    norm = 1 / total**2
    return sum(inner / (total / 2) - degree * degree * norm for inner, degree in zip(within, degrees, strict=True))


def _group_of(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    return {node: place for place, group in enumerate(groups) for node in group}


def _degree(node: int, others: dict[int, Weight]) -> Weight:
    """The sum of the weights of a node's links, a link to itself having two ends there."""
    return sum(others.values()) + others.get(node, 0)
