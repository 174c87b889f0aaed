"""From rows of named queries to networkx graphs, in an order that does not depend on the order of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, islice
from operator import lt
from typing import TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import coo_array, csr_array

Weight: TypeAlias = float | int
PersonRow: TypeAlias = tuple[str, str, int]
NodeRow: TypeAlias = tuple[str, str, str, int]
Graph: TypeAlias = "nx.Graph[str]"
Matrix: TypeAlias = csr_array
EdgeRow: TypeAlias = tuple[str, str, Weight]


def coauthor_graph(persons: Iterable[PersonRow], edges: Iterable[EdgeRow]) -> Graph:
    """People, linked when they wrote a work together.

    `persons` are (IRI, name, number of works), `edges` (IRI, IRI, number of shared works), each pair once in either
    direction. A node has `label`, `kind` ("person") and `works`, an edge `weight`.

    Raises ValueError where an edge names somebody who is not in `persons`.

    >>> graph = coauthor_graph([("b", "Bo", 2), ("a", "An", 1)], [("b", "a", 1)])
    >>> list(graph.nodes), list(graph.edges(data="weight"))
    (['a', 'b'], [('a', 'b', 1)])
    """
    return linked_graph("coauthors", ((iri, name, "person", works) for iri, name, works in persons), edges)


def concept_graph(concepts: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Graph:
    """Methods and datasets, linked when a work mentions both.

    `concepts` are (IRI, label, "method" or "dataset", number of works), `edges` (IRI, IRI, number of works that mention
    both), each pair once in either direction. Attributes and errors are those of `coauthor_graph`.
    """
    return linked_graph("concepts", concepts, edges)


def linked_graph(name: str, nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Graph:
    """A graph of any kind of node: `nodes` are (id, label, kind, number of works), `edges` (id, id, weight).

    Each pair comes once in either direction; a link from a node to itself is left out. Attributes and errors are those
    of `coauthor_graph`.
    """
    graph: Graph = nx.Graph(name=name)
    for node, label, kind, works in sorted(nodes):
        graph.add_node(node, label=label, kind=kind, works=works)
    for left, right, weight in sorted((min(a, b), max(a, b), weight) for a, b, weight in edges):
        for end in (left, right):
            if end not in graph:
                raise ValueError(f"an edge of the graph of {name} ends at {end}, which is not among its nodes")
        if left != right:
            graph.add_edge(left, right, weight=weight)
    return graph


def shared(groups: Iterable[Collection[str]]) -> Iterator[EdgeRow]:
    """Each pair of ids that a group has both of, with the number of groups that have: (the smaller, the other, number).

    >>> sorted(shared([["a", "b", "a"], ["c", "b", "a"]]))
    [('a', 'b', 2), ('a', 'c', 1), ('b', 'c', 1)]
    """
    counts = Counter(chain.from_iterable(combinations(sorted(set(group)), 2) for group in groups))
    return ((left, right, count) for (left, right), count in counts.items())


def neighbourhood(graph: Graph, node: str) -> Graph:
    """A node, its neighbours and all links among these.

    >>> sorted(neighbourhood(nx.path_graph("abcd"), "b"))
    ['a', 'b', 'c']
    """
    return nx.Graph(graph.subgraph([node, *graph[node]]))


def in_order(graph: Graph) -> Graph:
    """The same graph with nodes, edges and neighbours in the order of their ids, on which the outcome depends.

    It is the very graph where that is in order already, as all are that `linked_graph` makes.
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
    """The weights of all links as a symmetric matrix, whole numbers where all are; rows are in the order of the nodes.

    Most that measures a graph takes it as a second argument: making it once takes as long as a measure.

    >>> adjacency(nx.Graph([("a", "b", {"weight": 2})])).toarray().tolist()
    [[0, 2], [2, 0]]
    """
    place, links = {node: number for number, node in enumerate(graph)}, list(graph.edges(data="weight", default=1))
    one, other = (np.fromiter((place[link[end]] for link in links), np.int32, len(links)) for end in (0, 1))
    weight = np.array([link[2] for link in links]) if links else np.zeros(0, np.int64)  # else of fractions
    both = one != other
    ends = np.concatenate((one, other[both])), np.concatenate((other, one[both]))
    shape = len(graph), len(graph)
    return csr_array(coo_array((np.concatenate((weight, weight[both])), ends), shape=shape))


def weighted_edges(graph: Graph) -> Iterator[tuple[str, str, Weight]]:
    """Each edge with its weight."""
    for left, right, attributes in graph.edges(data=True):
        yield left, right, attributes["weight"]
