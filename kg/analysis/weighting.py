"""How strong a link is: papers shared in full, in fractions, or against what chance would give."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.analysis.graphs import Graph, NodeRow, linked_graph, weighted_edges


def fractional_weights(teams: Iterable[Sequence[str]]) -> dict[tuple[str, str], float]:
    """For each pair the sum over the works they share of 1 / (n − 1), for a work of n authors.

    So each work gives each of its authors 1 in all, however many there are (Newman, 2001, "Scientific collaboration
    networks II"; Perianes-Rodriguez et al., 2016, for how it differs from full counting). A name twice in a team
    counts once; pairs are in order of their names.

    >>> fractional_weights([("a", "b"), ("a", "b", "c")])
    {('a', 'b'): 1.5, ('a', 'c'): 0.5, ('b', 'c'): 0.5}
    """
    shares: dict[tuple[str, str], list[float]] = {}
    for members in (sorted(set(team)) for team in teams):
        for pair in combinations(members, 2):
            shares.setdefault(pair, []).append(1 / (len(members) - 1))
    return {pair: math.fsum(shares[pair]) for pair in sorted(shares)}


def association_strength(graph: Graph) -> dict[tuple[str, str], float]:
    """For each link how many times more often the two go together than if links fell by chance: 2m w(v, u) / s(v) s(u).

    m is the sum of all weights (van Eck and Waltman, 2009, "How to normalize cooccurrence data?").

    >>> association_strength(linked_graph("x", [("a", "A", "", 1), ("b", "B", "", 1)], [("a", "b", 3)]))
    {('a', 'b'): 2.0}
    """
    strength = dict(graph.degree(weight="weight"))
    total = sum(strength.values())
    found = {(min(u, v), max(u, v)): total * w / (strength[u] * strength[v]) for u, v, w in weighted_edges(graph)}
    return dict(sorted(found.items()))


def bipartite_graph(name: str, nodes: Iterable[NodeRow], rows: Iterable[tuple[str, str]]) -> Graph:
    """Two kinds of node, linked by how many works say so: `rows` are (one, other), one for each work.

    Authors and the concepts of their works, methods and the datasets they are evaluated on. `nodes` are those of
    `linked_graph`; what no row links is left out.

    >>> nodes = [("a", "A", "method", 2), ("d", "D", "dataset", 2), ("e", "E", "dataset", 1)]
    >>> sorted(bipartite_graph("x", nodes, [("a", "d"), ("a", "d")]).edges(data="weight"))
    [('a', 'd', 2)]
    """
    counts = Counter(rows)
    linked = {end for row in counts for end in row}
    edges = ((one, other, weight) for (one, other), weight in counts.items())
    return linked_graph(name, (node for node in nodes if node[0] in linked), edges)


def shared_neighbours(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """For each pair of the first column how many of the second both have: venues by the authors they share.

    >>> shared_neighbours([("ICLR", "a"), ("ICML", "a"), ("ICML", "b"), ("ICLR", "b"), ("KDD", "c")])
    {('ICLR', 'ICML'): 2}
    """
    owners: dict[str, set[str]] = {}
    for owner, member in rows:
        owners.setdefault(member, set()).add(owner)
    counts = Counter(pair for those in owners.values() for pair in combinations(sorted(those), 2))
    return dict(sorted(counts.items()))
