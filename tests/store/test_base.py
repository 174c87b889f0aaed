"""Relative IRIs in queries are resolved against the base of the graph's identifiers."""

from __future__ import annotations

from pyoxigraph import Store

from kg.store import Rows, ask, new_store
from tests.tiny import ANA, tiny_quads


def test_a_relative_iri_is_a_resource_of_the_graph() -> None:
    found = ask(new_store(None, tiny_quads()), f"SELECT ?name WHERE {{ <{ANA}> foaf:name ?name }}")
    assert isinstance(found, Rows) and len(list(found)) == 1


def test_a_base_in_the_query_has_precedence() -> None:
    found = ask(new_store(None, tiny_quads()), f"BASE <https://example.net/> ASK {{ <{ANA}> foaf:name ?name }}")
    assert isinstance(found, Rows) and [bool(row[0]) for row in found] == [False]


def test_a_graph_without_identifiers_has_no_base() -> None:
    found = ask(Store(), "ASK { ?s ?p ?o }")
    assert isinstance(found, Rows) and [bool(row[0]) for row in found] == [False]
