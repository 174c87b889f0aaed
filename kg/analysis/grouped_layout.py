"""Layout of a small graph by groups, without overlapping dots.

A spring layout places the groups, and another one places the nodes of each group. The implementation is our own, based
on `networkx.spring_layout`, which alone separates neither groups nor dots.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.graphs import Graph, weighted_edges

Points: TypeAlias = NDArray[np.float64]
WeightedEdge: TypeAlias = tuple[str, str, float]

_SEED = 0
_ROOM = 88.0
"""Distance between neighbours in a group, in pixels."""

_WIDE = 1.4
"""Ratio of width to height, since screens and labels are wider than high."""


_CLOSE = 0.005
"""Largest overlap, relative to the distance, that is invisible."""


def layout(graph: Graph, groups: Mapping[str, int], radii: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Return a position in pixels for each node, without overlapping dots; equal graphs have equal positions.

    `groups` has the group and `radii` the radius in pixels of each node. The spring layout of Fruchterman and Reingold
    (1991) places the groups, and places the nodes of each group inside a disc.
    """
    members: dict[int, list[str]] = defaultdict(list)
    for node in sorted(graph):
        members[groups[node]].append(node)
    if not members:
        return {}
    discs = {group: _disc(graph, nodes) for group, nodes in sorted(members.items())}
    centres = _centres(graph, groups, {group: _reach(len(nodes)) for group, nodes in sorted(members.items())})
    points = np.vstack([discs[group] + centres[group] for group in discs])
    nodes = [node for group in discs for node in members[group]]
    separated = _separate(points, np.array([radii[node] + 8.0 for node in nodes])) * (_WIDE, 1.0)
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, separated.tolist(), strict=True)}


def _reach(size: int) -> float:
    """Return the radius of a disc for `size` nodes."""
    return 0.62 * _ROOM * math.sqrt(size)


def _disc(graph: Graph, nodes: list[str]) -> Points:
    """Return the positions of the nodes of one group, evenly distributed over a disc around (0, 0).

    A spring layout determines the angle of each node and the order of the nodes by distance from the centre.
    """
    points = _springs(nodes, weighted_edges(graph.subgraph(nodes)))
    points -= points.mean(axis=0)
    distance = np.linalg.norm(points, axis=1)
    even = np.empty(len(nodes))
    even[np.argsort(distance, kind="stable")] = ((np.arange(len(nodes)) + 0.3) / len(nodes)) ** 0.5
    scale: Points = even * _reach(len(nodes)) / np.maximum(distance, 1e-9)
    return points * scale[:, None]


def _centres(graph: Graph, groups: Mapping[str, int], radii: Mapping[int, float]) -> dict[int, Points]:
    between: dict[tuple[int, int], float] = defaultdict(float)
    for left, right, weight in weighted_edges(graph):
        if groups[left] != groups[right]:
            between[min(groups[left], groups[right]), max(groups[left], groups[right])] += weight
    names = list(radii)
    points = _springs(names, ((left, right, weight) for (left, right), weight in between.items()))
    sizes = np.array([radii[name] for name in names])
    points = _separate(points * sizes.mean(), sizes + _ROOM / 3, rounds=300, pull=0.015)
    return dict(zip(names, points, strict=True))


def _springs(nodes: list, edges: Iterable[tuple]) -> Points:  # type: ignore[type-arg]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(sorted((*sorted((u, v)), w**0.5) for u, v, w in edges))
    placed = nx.spring_layout(graph, k=1.2 / len(nodes) ** 0.5, iterations=100, seed=_SEED)
    return np.array([placed[node] for node in nodes]).reshape(-1, 2)


def _separate(points: Points, radii: Points, rounds: int = 60, pull: float = 0.0) -> Points:
    """Return the centres of discs after pushing overlapping discs apart, in at most `rounds` rounds.

    In the first round, each disc also moves towards (0, 0) by the fraction `pull` of its distance; this fraction
    decreases linearly towards 0 in the last round.
    """
    x, y = points.T.copy()
    least = radii[:, None] + radii[None]
    np.fill_diagonal(least, 0.0)
    for round_ in range(rounds):
        ease = 1 - pull * (1 - round_ / rounds)
        x, y = x * ease, y * ease
        right, down = np.subtract.outer(x, x), np.subtract.outer(y, y)
        distance = np.maximum(np.hypot(right, down), 1e-6)
        push = 0.35 * np.maximum(least - distance, 0.0) / distance
        if not pull and push.max() < _CLOSE:
            break
        x += (right * push).sum(axis=1)
        y += (down * push).sum(axis=1)
    return np.column_stack((x, y))
