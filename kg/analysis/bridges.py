"""Links between communities, called bridges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.analysis.communities import by_node
from kg.analysis.graphs import Graph, Weight, weighted_edges
from kg.model.measure import Measure
from kg.model.numbers import round_float


@dataclass(frozen=True, slots=True)
class Bridge:
    """All links between two communities: their number, the sum of their weights, and its ratio to the expected sum.

    `ends` are the nodes of the link with the largest weight, and `heaviest` is this weight.
    """

    left: int
    right: int
    links: int
    weight: Weight
    ratio: float
    ends: tuple[str, str]
    heaviest: Weight


def bridges(graph: Graph, measures: Iterable[Measure], among: int, limit: int) -> tuple[Bridge, ...]:
    """Return the bridges between the largest communities, in descending order of weight.

    The ratio of a bridge is 2m w(A, B) / (s(A) s(B)), where w(A, B) is the sum of the weights of links between the
    communities A and B, s(A) the sum of the weighted degrees of the nodes of A, and m the sum of all weights.

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes, including "community".
    among
        Number of communities to consider, the largest first.
    limit
        Maximum number of bridges.

    Returns
    -------
    tuple of Bridge

    References
    ----------
    Van Eck and Waltman (2009), "How to normalize cooccurrence data?", for the ratio, the association strength of nodes.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("a", "b", 3), ("b", "c", 1), ("c", "d", 3)])
    >>> groups = [Measure("g", node, "community", 1 + (node in "cd")) for node in "abcd"]
    >>> [(bridge.ends, bridge.weight, round(bridge.ratio, 3)) for bridge in bridges(graph, groups, 2, 5)]
    [(('b', 'c'), 1, 0.286)]
    """
    place = {node: int(values["community"]) for node, values in by_node(measures).items()}
    across: dict[tuple[int, int], list[tuple[Weight, str, str]]] = defaultdict(list)
    strength: dict[int, Weight] = defaultdict(int)
    for left, right, weight in weighted_edges(graph):
        ends = sorted((left, right), key=lambda node: (place[node], node))
        strength[place[left]] += weight
        strength[place[right]] += weight
        if place[left] != place[right] and max(place[left], place[right]) <= among:
            across[place[ends[0]], place[ends[1]]].append((weight, ends[0], ends[1]))
    found = [_bridge(pair, links, strength) for pair, links in sorted(across.items())]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.left, each.right))[:limit])


def _bridge(pair: tuple[int, int], links: list[tuple[Weight, str, str]], strength: dict[int, Weight]) -> Bridge:
    total = sum(weight for weight, _, _ in links)
    ratio = sum(strength.values()) * total / (strength[pair[0]] * strength[pair[1]])
    heaviest, left, right = min(links, key=lambda link: (-link[0], link[1], link[2]))
    return Bridge(*pair, len(links), total, round_float(ratio), (left, right), heaviest)
