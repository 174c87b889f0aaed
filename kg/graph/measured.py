"""Networks with the measures of their nodes."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.analysis import DEFINITIONS, centrality_rows, measures, read_graphml
from kg.analysis.graphs import Graph, weighted_edges
from kg.graph.networks import find_network
from kg.model.analysis import MeasuredGraph
from kg.model.measure import Measures
from kg.output import COAUTHOR_GRAPHML, CONCEPT_GRAPHML
from kg.store import Rows

GRAPHML = {"coauthors": COAUTHOR_GRAPHML, "cooccurrences": CONCEPT_GRAPHML}
"""Files of the networks that a build writes with their measures, by the name of the network."""


def measured_network(out: Path, store: Store, name: str) -> MeasuredGraph:
    """Return a network with its measures, read from the output folder if the build wrote it, otherwise computed.

    Raises UsageError for an unknown name.
    """
    network = find_network(name)
    path = out / GRAPHML.get(name, "")
    if name in GRAPHML and path.is_file():
        graph = read_graphml(path)
        return MeasuredGraph(graph, _read_measures(graph, name))
    graph = network.gather(store)
    return MeasuredGraph(graph, measures(graph, name))


def measure_rows(measured: MeasuredGraph) -> Rows:
    """Return one row per node with its measures, in descending order of PageRank."""
    columns, rows = centrality_rows(measured.graph, measured.measures)
    node = columns.index("iri")
    return Rows(
        columns, ((*map(Literal, row[:node]), _node(row[node]), *map(Literal, row[node + 1 :])) for row in rows)
    )


def _read_measures(graph: Graph, name: str) -> Measures:
    """Return the measures in the attributes of the nodes; weighted degrees are integers if all weights are.

    GraphML stores them as floating-point numbers.
    """
    counts = all(isinstance(weight, int) for _, _, weight in weighted_edges(graph))
    names = [definition.name for definition in DEFINITIONS]
    found = {node: {each: values[each] for each in names} for node, values in graph.nodes(data=True)}
    for values in found.values() if counts else ():
        values["weightedDegree"] = int(values["weightedDegree"])
    return Measures(name, found)


def _node(value: str | int | float) -> NamedNode | Literal:
    """Return the RDF term of a node: its IRI, or a literal for a node that is the name of a venue."""
    try:
        return NamedNode(str(value))
    except ValueError:
        return Literal(value)
