"""A graph opened in Python, and the page about it, line by line."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import networkx as nx
import pytest
from rdflib import DCTERMS, FOAF

import kg
from kg.model.errors import OutputError
from kg.store import new_store
from tests.tiny import BASE, tiny_quads

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    out = tmp_path_factory.mktemp("graph") / "output"
    new_store(out / "store", tiny_quads()).flush()
    return kg.open(out)


def test_a_named_query_takes_its_parameters_as_keywords(graph: kg.Graph) -> None:
    titles = [row[1] for row in graph.query("works_of_author", author="ana nunez")]  # type: ignore[index, union-attr]
    assert titles == ["GLUE+: A larger set", "Gates for x² BERT"]


def test_sparql_is_answered_without_prefixes(graph: kg.Graph) -> None:
    assert list(graph.query("SELECT ?name WHERE { person:bo-02 foaf:name ?name }")) == [("Bo Li",)]  # type: ignore[arg-type]


def test_the_networks_are_those_of_networkx(graph: kg.Graph) -> None:
    people, concepts = graph.coauthors(), graph.concepts()
    assert isinstance(people, nx.Graph)
    assert people.edges[f"{BASE}person/ana-01", f"{BASE}person/bo-02"]["weight"] == 2
    assert {kind for _, kind in concepts.nodes(data="kind")} == {"method", "dataset"}


def test_rdflib_sees_the_same_statements(graph: kg.Graph) -> None:
    names = {str(name) for name in graph.graph.objects(None, DCTERMS.creator / FOAF.name)}
    assert names == {"Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek"}
    rows = graph.graph.query("SELECT ?name WHERE { ?work dcterms:creator/foaf:name ?name }")
    assert {str(row[0]) for row in rows} == names  # type: ignore[index]


def test_rows_become_a_data_frame(graph: kg.Graph) -> None:
    pytest.importorskip("pandas")
    table = graph.to_pandas("works_by_year")
    assert list(table.columns) == ["year", "works"]
    assert table["works"].sum() == 2
    triples = graph.to_pandas("CONSTRUCT WHERE { ?s a kg:Work }")
    assert list(triples.columns) == ["subject", "predicate", "object"] and len(triples) == 4


def test_a_graph_is_frozen_and_read_only(graph: kg.Graph) -> None:
    with pytest.raises(FrozenInstanceError):
        graph.out = Path()  # type: ignore[misc]
    with pytest.raises((OSError, RuntimeError), match=r"read-write"):
        graph.store.clear()


def test_a_folder_without_a_graph_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        kg.open(tmp_path)


def test_the_page_about_python_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    settings = kg.read_settings(ROOT / "examples" / "kg.toml")
    kg.build([ROOT / "examples"], tmp_path / "output", settings)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "how-to" / "python.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "docs/how-to/python.md", "exec"), names)
    said = capsys.readouterr().out
    for part in ("Generative Adversarial Nets", "did you mean Yoshua Bengio?", "Ashish Vaswani", "share", "2017"):
        assert part in said
