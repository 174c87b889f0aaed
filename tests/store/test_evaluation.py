"""Evaluation of queries, and errors that name the cause and the remedy."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model.errors import OutputError, QueryError
from kg.store import Rows, Triples, ask, find_query, new_store, open_store, read_query, run
from kg.store.lookup import expand, find_resource
from tests.tiny import BASE, tiny_quads

WORKS_OF = "works_of_author"


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


@pytest.mark.parametrize(
    "name",
    ["Ana Núñez", "ana nunez", "ANA  NUÑEZ", "A. Núñez", BASE + "person/ana-01", "person/ana-01", "person:ana-01"],
)
def test_a_person_is_found_by_name_spelling_or_iri(store: Store, name: str) -> None:
    assert len(list(run(store, WORKS_OF, {"author": name}))) == 2


def test_a_method_is_found_by_its_abbreviation(store: Store) -> None:
    by_name = list(run(store, "works_of_concept", {"concept": "convolutional neural network"}))
    assert list(run(store, "works_of_concept", {"concept": "CNN"})) == by_name != []


@pytest.mark.parametrize("name", ["CNN", "cnn", "c-n-n", "Convolutional-Neural network"])
def test_case_hyphens_and_blanks_of_a_concept_make_no_difference(store: Store, name: str) -> None:
    by_name = list(run(store, "works_of_concept", {"concept": "convolutional neural network"}))
    assert list(run(store, "works_of_concept", {"concept": name})) == by_name != []


@pytest.mark.parametrize(
    ("name", "params", "words"),
    [
        ("works_of_autor", {}, ["works_of_author", "kg query --list"]),
        (WORKS_OF, {}, ["author", "person", "missing"]),
        (WORKS_OF, {"autor": "Ana Núñez"}, ["no parameter 'autor'", "author"]),
        (WORKS_OF, {"author": "Ana Nunes"}, ["did you mean Ana Núñez"]),
        (WORKS_OF, {"author": "Zyx"}, ["no author is named 'Zyx'"]),
        (WORKS_OF, {"author": "Dan Ek"}, ["2 authors", BASE + "person/dan-04", BASE + "person/dan-05"]),
        (WORKS_OF, {"author": BASE + "work/bert-00000001"}, ["no author"]),
        (WORKS_OF, {"author": 'x" } DELETE { ?s ?p ?o } #'}, ["no author is named"]),
        ("methods_by_year", {"least": "many"}, ["whole number", "'many'"]),
        ("methods_by_year", {"least": 10**30}, ["out of range"]),
        ("works", {"least": 1}, ["it has no parameters"]),
    ],
)
def test_an_error_names_the_remedy(store: Store, name: str, params: dict[str, object], words: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        list(run(store, name, params))
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_default_is_used_where_no_value_is_given(store: Store) -> None:
    few, more = list(run(store, "methods_by_year")), list(run(store, "methods_by_year", {"least": 1}))
    assert len(few) < len(more)


@given(st.text())
def test_no_text_given_as_a_parameter_becomes_part_of_the_query(word: str) -> None:
    small = new_store(None, tiny_quads()[:200])
    try:
        rows = list(run(small, "works_about", {"word": word}))
    except QueryError as error:
        assert "characters" in str(error)
    else:
        assert all(word.lower() in str(row[1]).lower() for row in rows)


def test_values_are_python_values(store: Store) -> None:
    query = """SELECT (1 AS ?a) (1.5 AS ?b) (true AS ?c) ("x"@en AS ?d) (<urn:x> AS ?e) (?none AS ?f)
               ("2021"^^xsd:gYear AS ?g) ("oops"^^xsd:integer AS ?h) WHERE {}"""
    rows = ask(store, query)
    assert isinstance(rows, Rows)
    assert list(rows) == [(1, 1.5, True, "x", "urn:x", None, 2021, "oops")]


def test_prefixes_of_vocabularies_and_of_the_graph_need_no_declaration(store: Store) -> None:
    rows = ask(store, "SELECT ?title WHERE { work:bert-00000001 dcterms:title ?title }")
    assert isinstance(rows, Rows) and list(rows) == [("Gates for x² BERT",)]


def test_the_result_of_ask_is_one_row(store: Store) -> None:
    rows = ask(store, "ASK { ?work a kg:Work }")
    assert isinstance(rows, Rows) and rows.columns == ("answer",) and list(rows) == [(True,)]


def test_the_result_of_construct_is_triples(store: Store) -> None:
    answer = ask(store, "CONSTRUCT { ?a foaf:knows ?b } WHERE { ?w dcterms:creator ?a , ?b FILTER(?a != ?b) }")
    assert isinstance(answer, Triples) and len(set(answer.triples)) == 8


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s WHERE {\n ?s foa:name ?o }", ["line 2", "prefix foa: is not declared", "foaf", "PREFIX foa:"]),
        ("SELECT ?s WHERE { ?s ?p ?o", ["line 1", "ends too early"]),
        ("SELECT ?s\nWHRE { ?s ?p ?o }", ["line 2, column", "WHRE"]),
        ("", ["line 1", "ends too early"]),
        ("ASK { ?s ?", ["line 1, column 11", "ends too early"]),
        ("ASK { ?s kg:in\u2192Work ?o }", ["line 1, column 15", "expected"]),
    ],
)
def test_a_syntax_error_has_a_position_and_a_suggestion(store: Store, query: str, words: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, query)
    message = str(caught.value)
    assert all(word in message for word in words) and "\n" not in message and "\\u" not in message, message


UPDATES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1/>",
    "clear all",
    "DROP ALL",
]


@pytest.mark.parametrize("query", UPDATES)
def test_an_update_is_rejected(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        ask(store, query)


SERVICES = [
    "SELECT * WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { sErViCe SILENT <URL> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o . SERVICE\n#x\n<URL> { ?a ?b ?c } }",
    "PREFIX : <URL> SELECT * WHERE { ?s ?p ?o .SERVICE:x { ?a ?b ?c } }",
    "PREFIX : <URL> SELECT * WHERE { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    "PREFIX : <URL> SELECT * WHERE { ?s ?p true SERVICESILENT:x { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p 1SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p '#' SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p '''it's''' SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p '\\\\' SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(1 < 2 && 3 > 2) SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?a ?b ?c } } }",
    "SELECT * WHERE { BIND(<URL> AS ?u) SERVICE ?u { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p _:b.SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * WHERE { \\u0053ERVICE <URL> { ?a ?b ?c } }",
    "ASK { { SELECT * WHERE { SERVICE <URL> { ?a ?b ?c } } } }",
    "CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <URL> { ?a ?b ?c } }",
]


def test_no_query_accesses_the_network(store: Store) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        thread = threading.Thread(target=_listen, args=(canary, heard))
        thread.start()
        url = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        for query in SERVICES:
            with pytest.raises(QueryError):
                answer = ask(store, query.replace("URL", url))
                list(answer if isinstance(answer, Rows) else answer.triples)
        thread.join()
    assert heard == []


def _listen(canary: socket.socket, heard: list[bytes]) -> None:
    try:
        while True:
            connection, _ = canary.accept()
            with connection:
                heard.append(b"connection")
    except TimeoutError:
        return


NESTED = {
    "groups": lambda n: "SELECT * WHERE { " + "{" * n + "?s ?p ?o" + "}" * n + " }",
    "optionals": lambda n: "SELECT * WHERE { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o " * n + "}" * n + " }",
    "brackets": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "functions": lambda n: "ASK { FILTER(" + "STR(" * n + "1" + ")" * n + " = '1') }",
    "subqueries": lambda n: "SELECT * WHERE { " + "{ SELECT * WHERE { " * n + "?s ?p ?o" + " } }" * n + " }",
    "blank nodes": lambda n: "ASK { " + "[ <a:a> " * n + "1" + " ]" * n + " ?p ?o }",
    "paths": lambda n: "ASK { ?s " + "(" * n + "<a:a>" + ")" * n + " ?o }",
}
CHAINED = {
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "alternatives": lambda n: "ASK { FILTER(" + "||".join(["true"] * n) + ") }",
    "unions": lambda n: "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * n) + " }",
    "filters": lambda n: "ASK { ?s ?p ?o " + "FILTER(1 = 1) " * n + " }",
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_rejected_before_the_engine_crashes(store: Store, name: str) -> None:
    ask(store, NESTED[name](40))
    for depth in (129, 700, 20_000):
        with pytest.raises(QueryError, match="nested more than 128 brackets"):
            ask(store, NESTED[name](depth))


@pytest.mark.parametrize("name", CHAINED)
def test_too_many_operators_are_rejected_before_the_engine_crashes(store: Store, name: str) -> None:
    ask(store, CHAINED[name](200))
    for length in (3_002, 30_000):
        with pytest.raises(QueryError, match="more than 3,000 operators"):
            ask(store, CHAINED[name](length))


def test_brackets_in_literals_and_comments_are_not_counted(store: Store) -> None:
    ask(store, "ASK { ?s ?p '" + "(" * 500 + "' } # " + "{" * 500)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?s WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), "customer SERVICE <x>")) }',
        "SELECT ?service WHERE { ?service ?p ?o } # SERVICE <x>",
        "SELECT ?s WHERE { ?s <urn:SERVICE> ?o }",
        "SELECT ?s WHERE { ?s ?p '''a SERVICE ''b'' '''@en-service }",
        "SELECT ?s WHERE { method:web-service-composition ?p ?s }",
        "SELECT ?delete WHERE { ?delete ?load 'INSERT DATA' }",
    ],
)
def test_words_in_literals_comments_and_names_are_not_keywords(store: Store, query: str) -> None:
    ask(store, query)


def test_a_file_with_a_header_is_a_query_with_parameters(store: Store) -> None:
    query = read_query(
        "mine", "# param: since integer = 2022\nSELECT ?work ?since WHERE { ?work kg:year ?y FILTER(?y >= ?since) }"
    )
    assert len(list(run(store, query))) == 1 + 1  # the work and its edition
    assert query.parameters[0].default == "2022"


def test_an_invalid_header_is_an_error() -> None:
    with pytest.raises(QueryError, match="person, work"):
        read_query("mine", "# param: since year\nSELECT ?x WHERE {}")


def test_a_named_query_is_found_by_its_name() -> None:
    assert find_query(WORKS_OF).parameters[0].type == "person"


def test_a_store_on_disk_is_read_only_and_gives_the_same_rows(tmp_path: Path, store: Store) -> None:
    new_store(tmp_path / "store", tiny_quads()).flush()
    opened = open_store(tmp_path / "store")
    assert list(run(opened, "works")) == list(run(store, "works"))
    with pytest.raises(RuntimeError, match="read-write"):
        opened.update("DELETE WHERE { ?s ?p ?o }")


def test_a_folder_without_a_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        open_store(tmp_path)


def test_an_existing_store_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="give a new folder"):
        new_store(tmp_path, tiny_quads())


def test_a_name_of_several_concepts_stands_for_the_most_frequent_one_with_a_note() -> None:
    def concept(iri: str, label: str, papers: int) -> Iterator[Quad]:
        node = NamedNode(f"https://example.org/kg/dataset/{iri}")
        yield Quad(node, expand("rdf:type"), expand("kg:Dataset"))
        yield Quad(node, expand("skos:prefLabel"), Literal(label))
        for number in range(papers):
            yield Quad(NamedNode(f"https://example.org/kg/work/{iri}-{number}"), expand("kg:mentionsConcept"), node)

    store = new_store(None, (*concept("a", "DIGITS", 1), *concept("b", "Digits", 3), *concept("c", "digits", 1)))
    assert find_resource(store, "dataset", "DIGITS").node.value.endswith("/a")
    assert find_resource(store, "dataset", "DIGITS").note == ""
    found = find_resource(store, "dataset", "diGits")
    assert found.node.value.endswith("/b")
    assert found.note.startswith(
        "3 datasets are named 'diGits'; the result is for https://example.org/kg/dataset/b (3 papers)"
    )
    assert "dataset/a (1 paper)" in found.note
    assert run(store, "works_evaluating_on", {"dataset": "diGits"}).note == found.note


def test_the_default_of_a_resource_is_no_name(store: Store) -> None:
    assert list(run(store, "top_methods")) == list(run(store, "top_methods", {"venue": "all", "since": "0"}))
    with pytest.raises(QueryError, match="no venue is named 'All of them'"):
        run(store, "top_methods", {"venue": "All of them"})
