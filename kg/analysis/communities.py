"""Groups of nodes that hold together, numbered and named so that a reader can tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.analysis.graphs import Graph
from kg.analysis.louvain import louvain
from kg.model.measure import Community, Measure

SEED = 0
_NAMED_AFTER = 3


def community(graph: Graph) -> dict[str, int]:
    """The number of each node's community: 1 is the largest, of two of one size that with the smaller id comes first.

    Louvain's method maximises the modularity Q = 1/2m Σ (A_ij − k_i k_j / 2m) δ(c_i, c_j) of the weighted graph
    (Blondel et al., 2008): `networkx.community.louvain_communities(graph, weight="weight", seed=0)`. The graph is to be
    in order (`in_order`): then the outcome depends on nothing but the graph.
    """
    ranked = sorted(map(sorted, louvain(graph, SEED)), key=lambda nodes: (-len(nodes), nodes[0]))
    return {node: number for number, nodes in enumerate(ranked, start=1) for node in nodes}


def communities(graph: Graph, measures: Iterable[Measure]) -> tuple[Community, ...]:
    """All communities of a measured graph, largest first, each named after its members of highest PageRank."""
    values = by_node(measures)
    members: dict[int, list[str]] = defaultdict(list)
    for node in sorted(graph, key=lambda node: (-values[node]["pageRank"], graph.nodes[node]["label"], node)):
        members[int(values[node]["community"])].append(node)
    return tuple(
        Community(number, len(nodes), ", ".join(graph.nodes[node]["label"] for node in nodes[:_NAMED_AFTER]))
        for number, nodes in sorted(members.items())
    )


def by_node(measures: Iterable[Measure]) -> Mapping[str, dict[str, float | int]]:
    """Measures looked up by node, then by name."""
    values: dict[str, dict[str, float | int]] = defaultdict(dict)
    for measure in measures:
        values[measure.node][measure.name] = measure.value
    return values
