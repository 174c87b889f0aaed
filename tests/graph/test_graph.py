"""The Python interface to a graph, and the code on the documentation page about it."""

from __future__ import annotations

import csv
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


def test_rdflib_has_the_same_statements(graph: kg.Graph) -> None:
    names = {str(name) for name in graph.rdflib.objects(None, DCTERMS.creator / FOAF.name)}
    assert names == {"Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek"}
    rows = graph.rdflib.query("SELECT ?name WHERE { ?work dcterms:creator/foaf:name ?name }")
    assert {str(row[0]) for row in rows} == names  # type: ignore[index]


def test_rows_become_a_data_frame(graph: kg.Graph) -> None:
    pytest.importorskip("pandas")
    table = graph.query("works_by_year").to_pandas()
    assert list(table.columns) == ["year", "works"]
    assert table["works"].sum() == 2
    triples = graph.query("CONSTRUCT WHERE { ?s a kg:Work }").to_pandas()
    assert list(triples.columns) == ["subject", "predicate", "object"] and len(triples) == 4


def test_a_graph_is_frozen_and_read_only(graph: kg.Graph) -> None:
    with pytest.raises(FrozenInstanceError):
        graph.out = Path()  # type: ignore[misc]
    with pytest.raises((OSError, RuntimeError), match=r"read-write"):
        graph.store.clear()


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        kg.open(tmp_path)


def test_parameters_are_given_in_order_or_by_name(graph: kg.Graph) -> None:
    by_name = list(graph.query("works_of_author", author="ana nunez"))
    assert list(graph.query("works_of_author", "ana nunez")) == by_name
    with pytest.raises(kg.UsageError, match=r"2 values given, but the query has 1 parameter \(work\)"):
        graph.query("related_works", "ana nunez", "bo li")
    with pytest.raises(kg.UsageError, match="two values given for the parameter 'author'"):
        graph.query("works_of_author", "ana nunez", author="bo li")
    with pytest.raises(ValueError, match="has no parameters"):
        graph.query("works_by_year", 2021)
    with pytest.raises(kg.QueryError, match="no parameter 'name'"):
        graph.query("works_of_author", "ana nunez", name="bo li")


def test_a_closed_graph_keeps_its_results(tmp_path: Path) -> None:
    new_store(tmp_path / "store", tiny_quads()).flush()
    with kg.open(tmp_path) as graph:
        rows = graph.query("SELECT ?name WHERE { person:bo-02 foaf:name ?name }")
    assert list(rows) == list(rows) == [("Bo Li",)]
    with pytest.raises(kg.UsageError, match="closed") as caught:
        graph.query("works")
    assert caught.value.file == tmp_path


def test_search_finds_by_words_and_corrects_them(graph: kg.Graph) -> None:
    rows = graph.search("nunez")
    assert [row[1:] for row in rows] == [("person", "Ana Núñez", 2)] and not rows.note
    assert rows.columns == ("iri", "kind", "label", "works")
    corrected = graph.search("nunes", "person", "venue")
    assert list(corrected) == list(rows) and "nunez" in corrected.note
    assert len(graph.search("nunez", "method")) == 0


def test_measures_are_those_of_networkx(graph: kg.Graph) -> None:
    rows = graph.measures()
    degree = {row[1]: row[rows.columns.index("degree")] for row in rows}
    assert degree == dict(graph.coauthors().degree())
    ranks = [row[rows.columns.index("pageRank")] for row in rows]
    assert ranks == sorted(ranks, reverse=True)  # type: ignore[type-var]
    assert {row[3] for row in graph.measures("venues-authors")} == {"venue"}
    with pytest.raises(kg.UsageError, match="no network 'friends'"):
        graph.measures("friends")


def test_measures_of_a_build_are_those_of_its_table(root: Path, tmp_path: Path) -> None:
    kg.build(root / "examples" / "papers-cool.txt", tmp_path / "output")
    for name, table in (("coauthors", "centrality_authors.csv"), ("cooccurrences", "centrality_concepts.csv")):
        with (tmp_path / "output" / table).open(encoding="utf-8", newline="") as file:
            written = [tuple(row.values()) for row in csv.DictReader(file)]
        rows = kg.open(tmp_path / "output").measures(name)
        assert [tuple(map(str, row)) for row in rows] == written


def test_the_parts_of_the_interface_do_what_the_commands_do(graph: kg.Graph, tmp_path: Path) -> None:
    assert graph.validate().conforms
    assert [row.concept for row in graph.compare("ICLR", "Workshop on Everything")]
    assert len(list(graph.export("papers"))) == 4
    drawn = graph.view("author", "ana nunez", tmp_path / "ana.html")
    assert (len(drawn.graph), (tmp_path / "ana.html").exists()) == (3, True)
    query = graph.view("query", "SELECT ?a ?b WHERE { ?w dcterms:creator ?a, ?b }", tmp_path / "query.html")
    assert query.noun == "nodes"
    assert graph.prefixes["person"] == f"{BASE}person/"


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
