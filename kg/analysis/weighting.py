"""Weights of links: fractional counting, association strength, and numbers of papers or shared neighbours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.analysis.graphs import Graph, NodeRow, linked_graph, weighted_edges


def fractional_weights(teams: Iterable[Sequence[str]]) -> dict[tuple[str, str], float]:
    """Return the weight of each pair of authors by fractional counting: the sum of 1 / (n − 1) over joint papers.

    n is the number of authors of a paper. Each paper therefore adds 1 to the weighted degree of each of its authors
    (Newman, 2001, "Scientific collaboration networks II"; Perianes-Rodriguez et al., 2016, on the difference from full
    counting). `teams` are the authors of each paper; repeated ones count once. Pairs are sorted.

    >>> fractional_weights([("a", "b"), ("a", "b", "c")])
    {('a', 'b'): 1.5, ('a', 'c'): 0.5, ('b', 'c'): 0.5}
    """
    shares: dict[tuple[str, str], list[float]] = {}
    for members in (sorted(set(team)) for team in teams):
        for pair in combinations(members, 2):
            shares.setdefault(pair, []).append(1 / (len(members) - 1))
    return {pair: math.fsum(shares[pair]) for pair in sorted(shares)}


def association_strength(graph: Graph) -> dict[tuple[str, str], float]:
    """Return the association strength of each link, the ratio of observed to expected weight: 2m w(v, u) / (s(v) s(u)).

    w is the weight of the link, s the weighted degree of a node, and m the sum of all weights (van Eck and Waltman,
    2009, "How to normalize cooccurrence data?").

    >>> association_strength(linked_graph("x", [("a", "A", "", 1), ("b", "B", "", 1)], [("a", "b", 3)]))
    {('a', 'b'): 2.0}
    """
    strength = dict(graph.degree(weight="weight"))
    total = sum(strength.values())
    found = {(min(u, v), max(u, v)): total * w / (strength[u] * strength[v]) for u, v, w in weighted_edges(graph)}
    return dict(sorted(found.items()))


def bipartite_graph(name: str, nodes: Iterable[NodeRow], rows: Iterable[tuple[str, str]]) -> Graph:
    """Return a graph with links between two kinds of nodes, such as authors and concepts, weighted by papers.

    `nodes` are rows as for `linked_graph`; nodes without links are omitted. `rows` are pairs of linked nodes, one for
    each paper.

    >>> nodes = [("a", "A", "method", 2), ("d", "D", "dataset", 2), ("e", "E", "dataset", 1)]
    >>> sorted(bipartite_graph("x", nodes, [("a", "d"), ("a", "d")]).edges(data="weight"))
    [('a', 'd', 2)]
    """
    counts = Counter(rows)
    linked = {end for row in counts for end in row}
    edges = ((one, other, weight) for (one, other), weight in counts.items())
    return linked_graph(name, (node for node in nodes if node[0] in linked), edges)


def shared_neighbours(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the number of shared second values for each pair of first values, such as shared authors of two venues.

    >>> shared_neighbours([("ICLR", "a"), ("ICML", "a"), ("ICML", "b"), ("ICLR", "b"), ("KDD", "c")])
    {('ICLR', 'ICML'): 2}
    """
    owners: dict[str, set[str]] = {}
    for owner, member in rows:
        owners.setdefault(member, set()).add(owner)
    counts = Counter(pair for those in owners.values() for pair in combinations(sorted(those), 2))
    return dict(sorted(counts.items()))
