"""Each named query gives the expected rows, in the store and in rdflib on the Turtle file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.rdf import write_ntriples, write_turtle
from kg.store import NamedQuery, named_queries, new_store, run
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
"""Values of the parameters that have no default."""
OVERRIDES = {
    "affiliations_of_work": {"work": "Gates for x² BERT"},
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
    required = (each.name for each in QUERIES[name].parameters if each.default is None or each.name == "least")
    return {each: wanted[each] for each in required}


def optional(query: NamedQuery) -> set[str]:
    return {each.name for each in query.parameters if each.default is not None}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_something_and_rdflib_finds_the_same(name: str, store: Store, turtle: rdflib.Graph) -> None:
    rows = same_rows(name, params(name), store, turtle)
    assert rows, "the graph has one of everything, so every query must find something"


SELECTING = [name for name, query in QUERIES.items() if {"venue", "since"} & optional(query)]


@pytest.mark.parametrize("name", SELECTING)
def test_a_venue_and_years_leave_rows_out_and_rdflib_finds_the_same(
    name: str, store: Store, turtle: rdflib.Graph
) -> None:
    every = same_rows(name, params(name), store, turtle)
    for given in ({"venue": "ICLR"}, {"since": 2022, "until": 2022}, {"venue": "Workshop on Everything"}):
        if given.keys() <= optional(QUERIES[name]):
            found = same_rows(name, params(name) | given, store, turtle)
            assert len(found) <= len(every)
    if "since" in optional(QUERIES[name]):
        assert same_rows(name, params(name) | {"since": 1900, "until": 1950}, store, turtle) == []


def same_rows(name: str, given: dict[str, object], store: Store, turtle: rdflib.Graph) -> list[tuple[object, ...]]:
    """Return the rows of a query after checking that rdflib finds the same ones."""
    query = QUERIES[name]
    ours = run(store, query, given)
    assert ours.columns == query.columns
    rows = list(ours)
    bound = {variable.value: _rdflib(term) for variable, term in bindings(store, query, given).items()}
    theirs = list(rdflib_rows(turtle.query(query.text, initBindings=bound), query.columns))
    if query.order:
        assert rows == sorted(rows, key=lambda row: [repr_of(row[query.columns.index(each)]) for each in query.order])
    if "ORDER BY" in query.text:
        assert rows == theirs
    else:
        assert sorted(rows, key=repr) == sorted(theirs, key=repr)
    return rows


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
    rows = list(run(store, "evidence", {"concept": "GateNet"}))
    for _, title, _, role, confidence, exact, sentence, start, end in rows:
        assert exact == "GateNet" and exact in sentence and role and title and 0 < confidence <= 1
        assert end - start == len(exact)
    assert [row[4] for row in rows] == sorted((row[4] for row in rows), reverse=True)
    assert "\n" not in rows[-1][6], "white space is one space"


@pytest.mark.parametrize(
    ("abstract", "sentence"),
    [
        (
            "We like gates. Unlike GateNet et al. (see e.g. BERT), it is small.  So be it.",
            "Unlike GateNet et al. (see e.g. BERT), it is small.",
        ),
        ("GateNet\n\nwins! So be it.", "GateNet wins!"),
        ("No full stop before GateNet", "No full stop before GateNet"),
        ("It is 3.5 points above GateNet v. 2 (Table 1.)", "It is 3.5 points above GateNet v. 2 (Table 1.)"),
    ],
)
def test_a_sentence_ends_before_a_capital_letter_and_not_after_an_abbreviation(abstract: str, sentence: str) -> None:
    start = abstract.index("GateNet")
    moved = {
        "startOffset": Literal(start),
        "endOffset": Literal(start + len("GateNet")),
        "abstract": Literal(abstract),
    }
    quads = (Quad(quad.subject, quad.predicate, moved.get(local(quad), quad.object)) for quad in tiny_quads())
    rows = run(new_store(None, quads), "evidence", {"concept": "GateNet"})
    assert {row[6] for row in rows} == {sentence}


def local(quad: Quad) -> str:
    return re.split("[/#]", quad.predicate.value)[-1]


def test_the_folder_of_queries_holds_nothing_else(root: Path) -> None:
    assert {path.stem for path in (root / "ontology" / "queries").iterdir()} == set(QUERIES)
