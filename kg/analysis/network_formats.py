"""Serialisation of a measured graph for other programs: Gephi (GEXF), Pajek, and VOSviewer (two files)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx

from kg.analysis.communities import by_node
from kg.analysis.graphml import graphml
from kg.analysis.graphs import Graph, in_order, weighted_edges
from kg.model.analysis import MeasuredGraph

_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def serialise_network(measured: MeasuredGraph, form: str) -> Iterator[str]:
    """Return a graph with its measures in a file format, as successive pieces of text.

    Parameters
    ----------
    measured
        Graph with its measures.
    form
        A name from NETWORK_FORMATS, or "graphml".

    Returns
    -------
    iterator of str
    """
    if form == "graphml":
        return graphml(measured.graph, measured.measures)
    graph, values = nx.Graph(in_order(measured.graph)), by_node(measured.measures)
    for node, attributes in graph.nodes(data=True):
        attributes.update(values[node])
    return NETWORK_FORMATS[form](graph)


def _gexf(graph: Graph) -> Iterator[str]:
    without_none: Graph = nx.Graph()
    for node, attributes in graph.nodes(data=True):
        without_none.add_node(node, **{name: value for name, value in attributes.items() if value is not None})
    without_none.add_weighted_edges_from(graph.edges(data="weight"))
    for line in nx.generate_gexf(without_none):
        # The date is removed so that the same graph gives the same bytes.
        yield re.sub(r' lastmodifieddate="[^"]*"', "", line) + "\n"


def _pajek(graph: Graph) -> Iterator[str]:
    place = _places(graph)
    yield f"*Vertices {len(place)}\n"
    for node, number in place.items():
        label = plain_label(graph.nodes[node]["label"]).replace('"', "'").replace("\\", "/")
        yield f'{number} "{label}"\n'
    yield "*Edges\n"
    yield from (f"{left} {right} {weight}\n" for left, right, weight in _links(graph, place))


def _vosviewer_map(graph: Graph) -> Iterator[str]:
    yield "id\tlabel\tcluster\tweight<Links>\tweight<Total link strength>\tweight<Documents>\n"
    for node, number in _places(graph).items():
        attributes = graph.nodes[node]
        label = plain_label(attributes["label"]).replace('"', "'")
        numbers = (attributes[name] for name in ("community", "degree", "weightedDegree", "works"))
        yield "\t".join([str(number), label, *(f"{value:g}" for value in numbers)]) + "\n"


def _vosviewer_network(graph: Graph) -> Iterator[str]:
    yield from (f"{left}\t{right}\t{weight}\n" for left, right, weight in _links(graph, _places(graph)))


def _places(graph: Graph) -> dict[str, int]:
    return {node: number for number, node in enumerate(graph, start=1)}


def _links(graph: Graph, place: Mapping[str, int]) -> Iterator[tuple[int, int, Any]]:
    ends = ((place[left], place[right], weight) for left, right, weight in weighted_edges(graph))
    yield from sorted((min(one, other), max(one, other), weight) for one, other, weight in ends)


def plain_label(text: str) -> str:
    """Return a text with line breaks and tabs, which separate rows and cells, replaced by spaces."""
    return _BREAKS.sub(" ", text).strip()


NETWORK_FORMATS: dict[str, Callable[[Graph], Iterator[str]]] = {
    "gexf": _gexf,
    "pajek": _pajek,
    "vosviewer-map": _vosviewer_map,
    "vosviewer-network": _vosviewer_network,
}
