"""Queries in a process of their own give the same results, and the end of that process is an error."""

from __future__ import annotations

import pytest

import kg
from kg.graph import isolated
from kg.store import new_store
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    out = tmp_path_factory.mktemp("graph") / "output"
    new_store(out / "store", tiny_quads()).flush()
    return kg.open(out)


@pytest.mark.parametrize(
    ("question", "params"),
    [
        ("works_of_author", {"author": "ana nunez"}),
        ("methods_by_year", {"least": 1}),
        ("SELECT ?s ?o WHERE { ?s dcterms:title ?o OPTIONAL { ?s kg:none ?x } } ORDER BY ?s", {}),
        ("ASK { ?s a kg:Work }", {}),
        ("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s dcterms:title ?o }", {}),
    ],
)
def test_an_isolated_query_has_the_same_result(graph: kg.Graph, question: str, params: dict[str, object]) -> None:
    here, apart = graph.query(question, **params), graph.query(question, isolated=True, **params)
    assert (apart.columns, sorted(map(str, apart))) == (here.columns, sorted(map(str, here)))


def test_an_error_of_an_isolated_query_is_the_same(graph: kg.Graph) -> None:
    messages = []
    for apart in (False, True):
        with pytest.raises(kg.QueryError) as caught:
            list(graph.query("SELECT ?s WHERE {\n ?s foa:name ?o }", isolated=apart))
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_a_signal_that_ends_the_process_is_an_error(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "_START", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(
        kg.QueryError, match="ended with SIGSEGV before the result was complete; make the query smaller"
    ):
        graph.query("works", isolated=True)
