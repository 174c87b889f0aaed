"""GraphML with all measures as attributes of nodes, for Gephi, yEd, Cytoscape, igraph and networkx.

The writer is our own because that of networkx takes twice as long and keeps the complete document in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.analysis.centrality import DEFINITIONS, call_of
from kg.analysis.communities import by_node
from kg.analysis.graphs import Graph, in_order, weighted_edges
from kg.model.errors import OutputError
from kg.model.measure import Measure

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
_TEXT = ("iri", "label", "kind")
_INTEGER = ("works", "degree", "community")
_ATTRIBUTES = (*_TEXT, "works", *(definition.name for definition in DEFINITIONS))
_KEYS = {name: f"d{place}" for place, name in enumerate(_ATTRIBUTES)}
"""Keys of the attributes of nodes; they are short because most of the file consists of them."""
_WEIGHT = "w"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(graph: Graph, measures: Iterable[Measure], path: Path) -> None:
    """Write the graph to `path` as GraphML in UTF-8; the same graph gives the same bytes.

    Parameters
    ----------
    graph
        Graph whose nodes have the attributes `label`, `kind` and `works`, and whose edges have `weight`.
    measures
        Measures of its nodes.
    path
        File to write.
    """
    path.write_text("".join(graphml(graph, measures)), encoding="utf-8", newline="\n")


def graphml(graph: Graph, measures: Iterable[Measure]) -> Iterator[str]:
    """Return the lines of a GraphML document.

    Nodes are named `n0`, `n1`, … in the order of their IRIs. Their attributes are `iri`, `label`, `kind`, `works` and
    all measures; edges have the attribute `weight`. For each measure, an attribute of the graph has the library call
    that gives the same values. Characters that XML forbids become U+FFFD.

    Parameters
    ----------
    graph
        Graph whose nodes have the attributes `label`, `kind` and `works`, and whose edges have `weight`.
    measures
        Measures of its nodes.

    Returns
    -------
    iterator of str
        Lines that end with a line feed.
    """
    return (line + "\n" for line in _document(in_order(graph), by_node(measures)))


def read_graphml(path: Path) -> Graph:
    """Return the graph in a GraphML file that `write_graphml` wrote, with IRIs as nodes.

    Raises OutputError if the file is damaged.
    """
    try:
        read = nx.read_graphml(path)
        graph: Graph = nx.relabel_nodes(read, dict(read.nodes(data="iri")))
        for _, attributes in graph.nodes(data=True):
            del attributes["iri"]
    except (ParseError, nx.NetworkXError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OutputError(f"the network cannot be read ({error}); build the graph again", file=path) from None
    return graph


def _document(graph: Graph, values: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield _HEAD
    integers = all(isinstance(weight, int) for _, _, weight in weighted_edges(graph))
    yield from _keys("long" if integers else "double")
    yield f'<graph id={_quoted(graph.graph.get("name", "graph"))} edgedefault="undirected">'
    yield from (_value(f"call-{each.name}", call_of(each, graph)) for each in DEFINITIONS)
    ids = {node: f"n{place}" for place, node in enumerate(graph)}
    for node, attributes in graph.nodes(data=True):
        described = {"iri": node, **attributes, **values[node]}
        content = "".join(_value(_KEYS[name], value) for name, value in described.items())
        yield f'<node id="{ids[node]}">{content}</node>'
    for left, right, weight in weighted_edges(graph):
        yield f'<edge source="{ids[left]}" target="{ids[right]}">{_value(_WEIGHT, weight)}</edge>'
    yield "</graph>\n</graphml>"


def _keys(weight: str) -> Iterator[str]:
    for each in DEFINITIONS:
        yield f'<key id="call-{each.name}" for="graph" attr.name="{each.name}" attr.type="string"/>'
    for name, key in _KEYS.items():
        kind = "string" if name in _TEXT else "long" if name in _INTEGER else "double"
        yield f'<key id="{key}" for="node" attr.name="{name}" attr.type="{kind}"/>'
    yield f'<key id="{_WEIGHT}" for="edge" attr.name="weight" attr.type="{weight}"/>'


def _value(key: str, value: object) -> str:
    text = escape(clean_xml(value)) if isinstance(value, str) else value
    return f'<data key="{key}">{text}</data>'


def _quoted(text: str) -> str:
    return quoteattr(clean_xml(text))


def clean_xml(text: str) -> str:
    """Return a text with U+FFFD in place of characters that XML forbids."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
