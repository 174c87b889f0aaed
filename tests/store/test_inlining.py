"""Queries with inserted parameters give the same results as queries with bound parameters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store, Variable

from kg.store import Rows, ask, named_queries, new_store, prefixes_of, read_query, run
from kg.store.evaluation import bindings, shaped
from kg.store.inlining import inlined, with_prefixes
from tests.ontology.test_queries import params
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


@pytest.mark.parametrize("name", named_queries())
def test_inserted_and_bound_parameters_give_the_same_rows(store: Store, name: str) -> None:
    query = named_queries()[name]
    answer = ask(store, inlined(query.text, bindings(store, query, params(name))))
    assert isinstance(answer, Rows)
    assert list(shaped(answer, query)) == list(run(store, query, params(name)))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_escaped_in_its_literal(word: str) -> None:
    query = read_query("echo", "# param: word text\nSELECT (STR(?word) AS ?said) ?word WHERE { }  # ?word stays")
    text = inlined(query.text, {Variable("word"): Literal(word)})
    assert text.endswith("# ?word stays")
    answer = ask(Store(), text)
    assert isinstance(answer, Rows)
    assert list(answer) == [(word,)]


def test_missing_prefixes_are_declared(store: Store) -> None:
    text = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?n WHERE { ?p a foaf:Person ; rdfs:label ?n . # skos:x\n}"
    said = with_prefixes(text, prefixes_of(store))
    assert said == f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n{text}"
