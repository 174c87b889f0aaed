"""Each named query gives the expected rows, in the store and in rdflib on the Turtle file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Store

from kg.rdf import write_ntriples, write_turtle
from kg.store import named_queries, new_store, run
from kg.store.evaluation import bindings
from kg.store.rows import python_value
from tests.tiny import NAMES, tiny_lines, tiny_quads

QUERIES = named_queries()
VALUES = {
    "author": "Ana Núñez",
    "other": "Bo Li",
    "work": "GLUE+: A larger set",
    "method": "GateNet",
    "dataset": "GLUE+",
    "concept": "CNN",
    "venue": "ICLR",
    "listing": "first list.txt",
    "word": "gates",
    "least": 1,
}
OVERRIDES = {
    "affiliations_of_work": {"work": "Gates for $x^2$ BERT"},
    "narrower_methods": {"method": "CNN"},
    "works_using_method": {"method": "convolutional neural network"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    folder = tmp_path_factory.mktemp("graph")
    write_ntriples(tiny_lines(), folder / "graph.nt")
    write_turtle(folder / "graph.nt", folder / "graph.ttl", NAMES)
    return rdflib.Graph().parse(folder / "graph.ttl")


def params(name: str) -> dict[str, object]:
    wanted = VALUES | OVERRIDES.get(name, {})
    return {parameter.name: wanted[parameter.name] for parameter in QUERIES[name].parameters}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_something_and_rdflib_finds_the_same(name: str, store: Store, turtle: rdflib.Graph) -> None:
    query = QUERIES[name]
    ours = run(store, query, params(name))
    assert ours.columns == query.columns
    rows = list(ours)
    assert rows, "the graph has one of everything, so every query must find something"
    bound = {variable.value: _rdflib(term) for variable, term in bindings(store, query, params(name)).items()}
    theirs = list(rdflib_rows(turtle.query(query.text, initBindings=bound), query.columns))
    if query.order:
        assert rows == sorted(rows, key=lambda row: [repr_of(row[query.columns.index(each)]) for each in query.order])
    if "ORDER BY" in query.text:
        assert rows == theirs
    else:
        assert sorted(rows, key=repr) == sorted(theirs, key=repr)


def repr_of(value: object) -> tuple[int, str | float]:
    return (2, value) if isinstance(value, str) else (0, "") if value is None else (1, float(value))  # type: ignore[arg-type]


def _rdflib(term: object) -> rdflib.term.Identifier:
    return rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.Literal(python_value(term))


def rdflib_rows(result: rdflib.query.Result, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    for row in result:
        yield tuple(_plain(row.get(column)) for column in columns)  # type: ignore[union-attr]


def _plain(term: object) -> object:
    if not isinstance(term, rdflib.Literal):
        return None if term is None else str(term)
    value = term.toPython()
    return value if isinstance(value, (bool, int, float)) else str(term)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_is_and_asks_one_graph(name: str) -> None:
    query = QUERIES[name]
    assert query.title and query.question.endswith("?") and query.theme and query.columns
    words = re.sub(r"#.*|<[^>]*>", "", query.text).upper().split()
    assert not {"GRAPH", "FROM", "SERVICE"} & set(words)
    assert not re.search(r"\bGROUP_CONCAT|\bSAMPLE|\bRAND|\bNOW\b|\bUUID", query.text), (
        "no answer may change from run to run"
    )
    assert name.endswith("_edges") or query.order or "ORDER BY" in query.text


def test_there_are_enough_queries_in_every_theme() -> None:
    themes = [query.theme for query in QUERIES.values()]
    assert len(themes) >= 40
    assert set(themes) == {
        "papers", "authors", "collaboration", "venues", "years", "methods", "datasets", "roles", "co-occurrence",
        "mentions", "provenance", "exports",
    }  # fmt: skip


def test_answers_are_right(store: Store) -> None:
    answer = {name: list(run(store, QUERIES[name], params(name))) for name in QUERIES}
    person = "https://example.org/kg/person/"
    assert [row[1:] for row in answer["coauthors_of_author"]] == [("Bo Li", 2), ("Chloé Roux", 1)]
    assert [row[1:] for row in answer["possible_collaborators"]] == [("Dan Ek", 1)]
    assert set(answer["coauthor_edges"]) == {
        (f"{person}ana-01", f"{person}bo-02", 2),
        (f"{person}ana-01", f"{person}chloe-03", 1),
        (f"{person}bo-02", f"{person}chloe-03", 1),
        (f"{person}chloe-03", f"{person}dan-04", 1),
    }
    assert answer["sources_of_work"] == [
        ("=second.md", 1, 4, "GLUE+: a larger set"),
        ("first list.txt", 5, 8, "GLUE+: A larger set"),
    ]
    assert [row[1:] for row in answer["unknown_venues"]] == [("Workshop on Everything", 1)]
    assert next(row[1:] for row in answer["top_methods"]) == ("GateNet", 1, 1, 1)
    assert [row[1:] for row in answer["works_by_year"]] == [(1,), (1,)]
    assert answer["team_sizes"] == [(2, 2), (3, 1)]
    assert answer["conflicts"][0][:4] == ("GLUE+: A larger set", "title", "GLUE+: A larger set", "GLUE+: a larger set")
    assert [row[1] for row in answer["narrower_methods"]] == ["3D convolutional neural network"]


def test_evidence_quotes_the_abstract_where_the_offsets_say(store: Store) -> None:
    for title, start, end, exact, role, context in run(store, "evidence", {"concept": "GateNet"}):
        assert exact == "GateNet" and exact in context and role and title
        assert end - start == len(exact)


def test_the_folder_of_queries_holds_nothing_else(root: Path) -> None:
    assert {path.stem for path in (root / "ontology" / "queries").iterdir()} == set(QUERIES)
