"""Construction of networkx graphs from the rows of named queries; the order of the rows does not affect the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, islice
from operator import lt
from typing import TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

Weight: TypeAlias = float | int
PersonRow: TypeAlias = tuple[str, str, int]
NodeRow: TypeAlias = tuple[str, str, str, int]
Graph: TypeAlias = "nx.Graph[str]"
Matrix: TypeAlias = csr_array
EdgeRow: TypeAlias = tuple[str, str, Weight]


def coauthor_graph(persons: Iterable[PersonRow], edges: Iterable[EdgeRow]) -> Graph:
    """Return the graph of authors, who are linked if they wrote a paper together.

    Nodes have the attributes `label`, `kind` ("person") and `works` (number of papers); edges have `weight`.

    Parameters
    ----------
    persons
        Rows (IRI, name, number of papers), one for each author.
    edges
        Rows (IRI, IRI, number of joint papers), one for each pair, in either direction.

    Returns
    -------
    networkx.Graph

    Raises
    ------
    ValueError
        If an end of an edge is not in `persons`.

    Examples
    --------
    >>> graph = coauthor_graph([("b", "Bo", 2), ("a", "An", 1)], [("b", "a", 1)])
    >>> list(graph.nodes), list(graph.edges(data="weight"))
    (['a', 'b'], [('a', 'b', 1)])
    """
    return linked_graph("coauthors", ((iri, name, "person", works) for iri, name, works in persons), edges)


def concept_graph(concepts: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Graph:
    """Return the graph of methods and datasets, which are linked if a paper mentions both.

    Parameters
    ----------
    concepts
        Rows (IRI, label, "method" or "dataset", number of papers), one for each concept.
    edges
        Rows (IRI, IRI, number of papers that mention both), one for each pair, in either direction.

    Returns
    -------
    networkx.Graph
        With the attributes of `coauthor_graph`.

    Raises
    ------
    ValueError
        If an end of an edge is not in `concepts`.
    """
    return linked_graph("concepts", concepts, edges)


def linked_graph(name: str, nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Graph:
    """Return a graph with nodes and edges in the order of their ids, and without self-loops.

    Parameters
    ----------
    name
        Name of the graph.
    nodes
        Rows (id, label, kind, number of papers), one for each node.
    edges
        Rows (id, id, weight), one for each pair, in either direction.

    Returns
    -------
    networkx.Graph
        With the attributes of `coauthor_graph`.

    Raises
    ------
    ValueError
        If an end of an edge is not in `nodes`.
    """
    graph: Graph = nx.Graph(name=name)
    for node, label, kind, works in sorted(nodes):
        graph.add_node(node, label=label, kind=kind, works=works)
    for left, right, weight in sorted((min(a, b), max(a, b), weight) for a, b, weight in edges):
        for end in (left, right):
            if end not in graph:
                raise ValueError(f"an edge of the graph {name!r} ends at {end}, which is not a node")
        if left != right:
            graph.add_edge(left, right, weight=weight)
    return graph


def shared_pairs(groups: Iterable[Collection[str]]) -> Iterator[EdgeRow]:
    """Return each pair of ids that occur in the same group, with the number of groups that contain both.

    Parameters
    ----------
    groups
        Collections of ids.

    Returns
    -------
    iterator of (str, str, int)
        The smaller id, the larger id, and the number of groups.

    Examples
    --------
    >>> sorted(shared_pairs([["a", "b", "a"], ["c", "b", "a"]]))
    [('a', 'b', 2), ('a', 'c', 1), ('b', 'c', 1)]
    """
    counts = Counter(chain.from_iterable(combinations(sorted(set(group)), 2) for group in groups))
    return ((left, right, count) for (left, right), count in counts.items())


def neighbourhood(graph: Graph, node: str) -> Graph:
    """Return the subgraph of a node, its neighbours and all links between these nodes.

    Examples
    --------
    >>> sorted(neighbourhood(nx.path_graph("abcd"), "b"))
    ['a', 'b', 'c']
    """
    return nx.Graph(graph.subgraph([node, *graph[node]]))


def in_order(graph: Graph) -> Graph:
    """Return the graph with nodes, edges and neighbours sorted by id, so that results do not depend on their order.

    A graph that is already sorted, such as one of `linked_graph`, is returned unchanged.
    """
    if _ascends(graph) and all(map(_ascends, graph.adj.values())):
        return graph
    ordered: Graph = nx.Graph(**graph.graph)
    ordered.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    for left, right, attributes in sorted(graph.edges(data=True), key=lambda edge: sorted(edge[:2])):
        ordered.add_edge(*sorted((left, right)), **attributes)
    return ordered


def _ascends(ids: Collection[str]) -> bool:
    return all(map(lt, ids, islice(ids, 1, None)))


def adjacency(graph: Graph) -> Matrix:
    """Return the symmetric matrix of link weights, with rows in the order of the nodes.

    The values are integers if all weights are. Most measures accept the matrix as an optional argument, because its
    construction takes as long as the computation of a measure.

    >>> adjacency(nx.Graph([("a", "b", {"weight": 2})])).toarray().tolist()
    [[0, 2], [2, 0]]
    """
    place, neighbours = {node: number for number, node in enumerate(graph)}, list(graph.adj.values())
    columns = [place[node] for linked in neighbours for node in linked]
    weights = [link.get("weight", 1) for linked in neighbours for link in linked.values()]
    starts = np.cumsum([0, *map(len, neighbours)], dtype=np.int32)
    values = np.array(weights) if weights else np.zeros(0, np.int64)  # np.array([]) would be float
    matrix = csr_array((values, np.array(columns, np.int32), starts), shape=(len(graph), len(graph)))
    matrix.sort_indices()
    return matrix


def weighted_edges(graph: Graph) -> Iterator[tuple[str, str, Weight]]:
    """Yield each edge with its weight."""
    for left, right, attributes in graph.edges(data=True):
        yield left, right, attributes["weight"]
