"""Counts of statements in a store, and the base IRI of its identifiers."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import QuerySolutions, Store

from kg.model.summary import GraphSummary

_PROPERTIES = "SELECT ?name (COUNT(*) AS ?count) WHERE { ?s ?name ?o } GROUP BY ?name"
_CLASSES = "SELECT ?name (COUNT(*) AS ?count) WHERE { ?s a ?name } GROUP BY ?name"
_BASE = "SELECT ?base WHERE { ?graph <http://rdfs.org/ns/void#uriSpace> ?base } ORDER BY ?base LIMIT 1"


def summarise(store: Store) -> GraphSummary:
    """Return the number of statements of a store, in total, by class and by property."""
    properties, classes = (_counts(store, query) for query in (_PROPERTIES, _CLASSES))
    return GraphSummary(properties.total(), tuple(sorted(classes.items())), tuple(sorted(properties.items())))


def _counts(store: Store, query: str) -> Counter[str]:
    return Counter({name.value: int(count.value) for name, count in _solutions(store, query)})


def base_of(store: Store) -> str | None:
    """Return the base IRI of the identifiers in a store, or None if the store does not state it."""
    return next((solution["base"].value for solution in _solutions(store, _BASE)), None)


def _solutions(store: Store, query: str) -> QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return solutions
