"""GraphML with every measure on its nodes, for Gephi, yEd, Cytoscape, igraph and networkx.

Home-made because the writer of networkx takes twice as long and holds the whole document in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.analysis.centrality import DEFINITIONS, call_of
from kg.analysis.communities import by_node
from kg.analysis.graphs import Graph, in_order, weighted_edges
from kg.model.measure import Measure

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
_TEXT = ("label", "kind")
_WHOLE = ("works", "degree", "community")
_NUMBERS = tuple(definition.name for definition in DEFINITIONS)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(graph: Graph, measures: Iterable[Measure], path: Path) -> None:
    """Write the graph to `path` as GraphML in UTF-8; the same graph gives the same bytes.

    Parameters
    ----------
    graph
        Graph with `label`, `kind` and `works` on its nodes and `weight` on its edges.
    measures
        Measures of its nodes.
    path
        File to write.
    """
    path.write_text("".join(graphml(graph, measures)), encoding="utf-8", newline="\n")


def graphml(graph: Graph, measures: Iterable[Measure]) -> Iterator[str]:
    """Return the lines of a GraphML document.

    Nodes have `label`, `kind`, `works` and each measure under its name, edges `weight`. The graph has, for each
    measure, the call that gives the same values. Characters that XML forbids become U+FFFD.

    Parameters
    ----------
    graph
        Graph with `label`, `kind` and `works` on its nodes and `weight` on its edges.
    measures
        Measures of its nodes.

    Returns
    -------
    iterator of str
        Lines with their line ends.
    """
    return (line + "\n" for line in _document(in_order(graph), by_node(measures)))


def _document(graph: Graph, values: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    yield _HEAD
    whole = all(isinstance(weight, int) for _, _, weight in weighted_edges(graph))
    yield from _keys("long" if whole else "double")
    yield f'  <graph id={_quoted(graph.graph.get("name", "graph"))} edgedefault="undirected">'
    yield from (_value(f"call-{each.name}", call_of(each, graph)) for each in DEFINITIONS)
    quoted = {node: _quoted(node) for node in graph}
    for node, attributes in graph.nodes(data=True):
        yield f"    <node id={quoted[node]}>"
        yield from (_value(key, value) for key, value in {**attributes, **values[node]}.items())
        yield "    </node>"
    for left, right, weight in weighted_edges(graph):
        yield f"    <edge source={quoted[left]} target={quoted[right]}>{_value('weight', weight).strip()}</edge>"
    yield "  </graph>\n</graphml>"


def _keys(weight: str) -> Iterator[str]:
    for each in DEFINITIONS:
        yield f'  <key id="call-{each.name}" for="graph" attr.name="{each.name}" attr.type="string"/>'
    for name in (*_TEXT, "works", *_NUMBERS):
        kind = "string" if name in _TEXT else "long" if name in _WHOLE else "double"
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>'
    yield f'  <key id="weight" for="edge" attr.name="weight" attr.type="{weight}"/>'


def _value(key: str, value: object) -> str:
    text = escape(_clean(value)) if isinstance(value, str) else value
    return f'      <data key="{key}">{text}</data>'


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
