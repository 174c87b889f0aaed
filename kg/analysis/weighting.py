"""How strong a link is: papers shared in full, in fractions, or against what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import networkx as nx

from kg.analysis.graphs import Graph, weighted_edges


def fractional_weights(teams: Iterable[Sequence[str]]) -> dict[tuple[str, str], float]:
    """For each pair the sum over the works they share of 1 / (n − 1), for a work of n authors.

    So each work gives each of its authors 1 in all, however many there are (Newman, 2001, "Scientific collaboration
    networks II"; Perianes-Rodriguez et al., 2016, for how it differs from full counting). A name twice in a team
    counts once; pairs are in order of their names.

    >>> fractional_weights([("a", "b"), ("a", "b", "c")])
    {('a', 'b'): 1.5, ('a', 'c'): 0.5, ('b', 'c'): 0.5}
    """
    weights: Counter[tuple[str, str]] = Counter()
    for team in teams:
        members = sorted(set(team))
        for pair in combinations(members, 2):
            weights[pair] += 1 / (len(members) - 1)  # type: ignore[assignment]
    return {pair: float(weights[pair]) for pair in sorted(weights)}


def association_strength(graph: Graph) -> dict[tuple[str, str], float]:
    """For each link how many times more often the two go together than if links fell by chance: 2m w(v, u) / s(v) s(u).

    m is the sum of all weights (van Eck and Waltman, 2009, "How to normalize cooccurrence data?").

    >>> association_strength(nx.Graph([("a", "b", {"weight": 3})]))
    {('a', 'b'): 2.0}
    """
    strength = dict(graph.degree(weight="weight"))
    total = sum(strength.values())
    found = {(min(u, v), max(u, v)): total * w / (strength[u] * strength[v]) for u, v, w in weighted_edges(graph)}
    return dict(sorted(found.items()))


def bipartite_graph(name: str, rows: Iterable[tuple[str, str]], kinds: tuple[str, str]) -> Graph:
    """Two kinds of node, linked by how many works say so: `rows` are (one, other), one for each work.

    Authors and concepts, methods and the datasets they are evaluated on, venues and people. A node has `label`, its
    name, and `kind`; an edge `weight`.

    >>> sorted(bipartite_graph("x", [("a", "D"), ("a", "D")], ("method", "dataset")).edges(data="weight"))
    [('a', 'D', 2)]
    """
    graph: Graph = nx.Graph(name=name)
    counts = Counter(rows)
    for place, kind in enumerate(kinds):
        graph.add_nodes_from((node, {"label": node, "kind": kind}) for node in sorted({row[place] for row in counts}))
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(counts.items()))
    return graph


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
