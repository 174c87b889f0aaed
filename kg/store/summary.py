"""What a store holds, counted."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from kg.model.summary import GraphSummary

_TRIPLES = "SELECT ?what (COUNT(*) AS ?count) WHERE { GRAPH ?what { ?s ?p ?o } } GROUP BY ?what"
_CLASSES = "SELECT ?what (COUNT(*) AS ?count) WHERE { ?s a ?what } GROUP BY ?what"
_PROPERTIES = "SELECT ?what (COUNT(*) AS ?count) WHERE { ?s ?what ?o } GROUP BY ?what"


def summarise(store: Store) -> GraphSummary:
    """Counts of the union of all graphs, and of each."""
    properties = _counts(store, _PROPERTIES)
    return GraphSummary(
        triples=sum(count for _, count in properties),
        graphs=_counts(store, _TRIPLES),
        classes=_counts(store, _CLASSES),
        properties=properties,
    )


def _counts(store: Store, query: str) -> tuple[tuple[str, int], ...]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return tuple(sorted((solution["what"].value, int(solution["count"].value)) for solution in solutions))


def base_of(store: Store) -> str | None:
    """The base that the identifiers of a store are relative to, where the store describes itself."""
    query = "SELECT ?base WHERE { ?graph <http://rdfs.org/ns/void#uriSpace> ?base } ORDER BY ?base LIMIT 1"
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return next((solution["base"].value for solution in solutions), None)
