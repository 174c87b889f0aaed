"""Selection and layout of the most central part of a graph, for a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import networkx as nx

from kg.analysis.communities import communities
from kg.analysis.graphs import Graph, Weight, weighted_edges
from kg.analysis.grouped_layout import layout
from kg.analysis.ranking import ranked
from kg.model.measure import Measure, Ranked
from kg.model.picture import Dot, Picture, PictureEdge, radius

GROUPS = 12
MEMBERS = 25
EDGES = 1_000


def picture(graph: Graph, measures: Sequence[Measure], groups: int = GROUPS, members: int = MEMBERS) -> Picture:
    """Return a layout of the communities with the highest PageRank, each with its nodes of highest PageRank.

    If there are more than EDGES edges among these nodes, the picture has those of a maximum spanning forest, so
    that connected nodes remain connected, and the strongest others: by weight, then by association strength w(v, u) /
    (s(v) s(u)).

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes.
    groups
        Maximum number of communities.
    members
        Maximum number of nodes of each community.

    Returns
    -------
    Picture

    References
    ----------
    Van Eck and Waltman (2009), "How to normalize cooccurrence data?"
    """
    found = ranked(graph, measures)
    numbers = _foremost(found, groups)
    chosen = _leading((each for each in found if each.community in numbers), members)
    inner = graph.subgraph(chosen)
    drawn = _strongest(inner, chosen, EDGES)
    sizes = _sizes(chosen.values())
    positions = layout(
        drawn,
        {node: each.community for node, each in chosen.items()},
        {node: radius(size) for node, size in sizes.items()},
    )
    return Picture(
        dots=tuple(Dot(*positions[n], sizes[n], graph.nodes[n]["kind"], each) for n, each in chosen.items()),
        edges=_edges(drawn, list(chosen)),
        communities=tuple(c for c in communities(graph, measures) if c.number in numbers),
        all_nodes=len(graph),
        all_edges=graph.number_of_edges(),
        inner_edges=inner.number_of_edges(),
        counted=graph.graph.get("counted", "papers"),
    )


def _foremost(found: Iterable[Ranked], groups: int) -> frozenset[int]:
    """Return the numbers of the `groups` communities with the highest sum of PageRank."""
    total: dict[int, float] = defaultdict(float)
    for each in found:
        total[each.community] += each.page_rank
    return frozenset(sorted(total, key=lambda number: (-total[number], number))[:groups])


def _leading(found: Iterable[Ranked], members: int) -> dict[str, Ranked]:
    """Return the first `members` nodes of each community, in the given order."""
    seen: dict[int, int] = defaultdict(int)
    leading = {}
    for each in found:
        seen[each.community] += 1
        if seen[each.community] <= members:
            leading[each.node] = each
    return leading


def _sizes(chosen: Iterable[Ranked]) -> dict[str, float]:
    """Return the relative radius of each dot, from 0 to 1: its area is proportional to PageRank."""
    values = {each.node: each.page_rank for each in chosen}
    most = max(values.values(), default=1.0)
    return {node: round((value / most) ** 0.5, 3) for node, value in values.items()}


def _strongest(graph: Graph, nodes: dict[str, Ranked], count: int) -> Graph:
    def place(edge: tuple[str, str, Weight]) -> tuple[float, float, list[str]]:
        left, right, weight = edge
        return -weight, -weight / (nodes[left].strength * nodes[right].strength), sorted((left, right))

    together = nx.utils.UnionFind(sorted(nodes))
    forest: list[tuple[str, str, Weight]] = []
    others: list[tuple[str, str, Weight]] = []
    for edge in sorted(weighted_edges(graph), key=place):
        joins = together[edge[0]] != together[edge[1]]
        (forest if joins else others).append(edge)
        together.union(edge[0], edge[1])
    drawn: Graph = nx.Graph()
    drawn.add_nodes_from(nodes)
    drawn.add_weighted_edges_from(forest + others[: max(count - len(forest), 0)])
    return drawn


def _edges(drawn: Graph, nodes: list[str]) -> tuple[PictureEdge, ...]:
    place = {node: index for index, node in enumerate(nodes)}
    ends = ((place[u], place[v], weight) for u, v, weight in weighted_edges(drawn))
    return tuple(sorted(PictureEdge(min(u, v), max(u, v), weight) for u, v, weight in ends))
