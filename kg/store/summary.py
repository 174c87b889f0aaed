"""What a store holds, counted."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import QuerySolutions, Store

from kg.model.summary import GraphSummary

_STATEMENTS = """
SELECT ?graph ?property (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?property ?o } } GROUP BY ?graph ?property
"""
_CLASSES = "SELECT ?class (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s a ?class } } GROUP BY ?class"


def summarise(store: Store) -> GraphSummary:
    """Counts of all graphs, and of each; no statement is in two of them, so that all are passed over once."""
    graphs, classes, properties = Counter[str](), Counter[str](), Counter[str]()
    for graph, name, count in _rows(store, _STATEMENTS):
        graphs[graph.value] += int(count.value)
        properties[name.value] += int(count.value)
    for name, count in _rows(store, _CLASSES):
        classes[name.value] = int(count.value)
    return GraphSummary(graphs.total(), *(tuple(sorted(each.items())) for each in (graphs, classes, properties)))


def _rows(store: Store, query: str) -> QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def base_of(store: Store) -> str | None:
    """The base that the identifiers of a store are relative to, where the store describes itself."""
    query = "SELECT ?base WHERE { ?graph <http://rdfs.org/ns/void#uriSpace> ?base } ORDER BY ?base LIMIT 1"
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return next((solution["base"].value for solution in solutions), None)
