"""Every export can be read by an independent library."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib

from kg.analysis import graphml, measures
from kg.graph import export as exports
from kg.graph import whole_graph
from kg.graph.map_export import MapOptions, export_map
from kg.graph.networks import NETWORKS
from kg.model.errors import OutputError, QueryError, UsageError
from kg.output import STORE, TURTLE
from kg.rdf import write_ntriples, write_turtle
from kg.store import new_store
from tests.tiny import NAMES, tiny_lines, tiny_quads

READERS: dict[str, Callable[[str], nx.Graph]] = {
    "graphml": nx.parse_graphml,
    "gexf": lambda text: nx.read_gexf(io.BytesIO(text.encode())),
    "pajek": lambda text: nx.Graph(nx.parse_pajek(text.splitlines())),
    "vosviewer-network": lambda text: nx.parse_edgelist(text.splitlines(), delimiter="\t", data=[("weight", float)]),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with a store, the Turtle file and two networks."""
    out = tmp_path_factory.mktemp("out")
    store = new_store(out / STORE, tiny_quads())
    store.flush()
    write_ntriples(tiny_lines(), out / "graph.nt")
    write_turtle(out / "graph.nt", out / TURTLE, NAMES)
    (out / "graph.nt").unlink()
    for name, file in exports.GRAPHML.items():
        graph = NETWORKS[name].gather(store)
        (out / file).write_text("".join(graphml(graph, measures(graph, name))), encoding="utf-8")
    return out


@pytest.mark.parametrize("view", ["concepts", "coauthors"])
def test_a_map_has_the_same_items_in_each_format(built: Path, view: str) -> None:
    forms = ("gexf", "vosviewer-json", "vosviewer-map")
    gexf, found, rows = (export_map(built, form, MapOptions(view)).decode() for form in forms)
    read = nx.read_gexf(io.BytesIO(gexf.encode()), version="1.3")
    items = json.loads(found)["network"]["items"]
    assert len(read) == len(items) == len(rows.splitlines()) - 1 > 3
    assert {each["url"] for each in items} == {iri for _, iri in read.nodes(data="iri")}
    assert any(2000 < each["scores"].get("Avg. pub. year", 0) < 2100 for each in items)
    assert "".join(exports.export(built, "map", "gexf")) == export_map(built, "gexf", MapOptions()).decode()


def test_a_map_of_the_most_important_nodes(built: Path) -> None:
    items = json.loads(export_map(built, "vosviewer-json", MapOptions(top=2)))["network"]["items"]
    every = json.loads(export_map(built, "vosviewer-json", MapOptions()))["network"]["items"]
    assert [each["label"] for each in items] == [each["label"] for each in every[:2]]


def test_a_figure_of_a_build(built: Path) -> None:
    pytest.importorskip("matplotlib")
    drawn = export_map(built, "svg", MapOptions("coauthors"))
    assert drawn == export_map(built, "svg", MapOptions("coauthors"))
    assert f"{built.name}: Co-authors" in drawn.decode()
    assert "Ana Núñez" in drawn.decode()
    overlay = export_map(built, "svg", MapOptions("coauthors", colour="meanYear")).decode()
    assert "colour by mean year" in overlay
    assert "colour by weighted degree" in export_map(built, "svg", MapOptions(colour="weightedDegree")).decode()


@pytest.mark.parametrize(
    ("form", "options", "message"),
    [
        ("svg", MapOptions("venues"), "no map 'venues'; choose one of concepts, coauthors"),
        ("ttl", MapOptions(), "a map cannot be written as ttl; choose one of svg, pdf, png"),
        ("png", MapOptions(width=5), "a figure cannot be 5 mm wide"),
        ("png", MapOptions(width=1500, dpi=1200), "more than 20,000 pixels"),
        ("svg", MapOptions(colour="fame"), "no value 'fame'; choose one of community, meanYear, betweenness"),
        ("gexf", MapOptions(colour="meanYear"), "--colour applies to figures"),
    ],
)
def test_an_impossible_map_is_an_error(built: Path, form: str, options: MapOptions, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        export_map(built, form, options)


def text(out: Path, what: str, form: str | None = None) -> str:
    return "".join(exports.export(out, what, form))


def test_concepts_have_the_addresses_of_other_vocabularies(built: Path) -> None:
    rows = {row["label"]: row for row in csv.DictReader(io.StringIO(text(built, "concepts", "csv")))}
    network = rows["convolutional neural network"]
    assert network["cso"].startswith("https://cso.kmi.open.ac.uk/topics/convolutional_")
    assert network["dbpedia"] == "http://dbpedia.org/resource/Convolutional_neural_network"
    assert network["wikidata"].startswith("http://www.wikidata.org/entity/Q")
    assert (rows["GateNet"]["cso"], rows["GateNet"]["dbpedia"], rows["GateNet"]["wikidata"]) == ("", "", "")


@pytest.mark.parametrize("what", NETWORKS)
@pytest.mark.parametrize("form", READERS)
def test_networks_are_read_by_networkx(built: Path, what: str, form: str) -> None:
    read = READERS[form](text(built, what, form))
    graph = exports.NETWORKS[what].gather(exports.open_store(built / STORE))
    weights = sorted(weight for *_, weight in graph.edges(data="weight"))
    assert sorted(weight for *_, weight in read.edges(data="weight")) == pytest.approx(weights)
    if form != "vosviewer-network":  # which leaves out who is alone
        assert len(read) == len(graph)


@pytest.mark.parametrize("what", NETWORKS)
def test_the_map_of_vosviewer_is_a_table_of_tabs(built: Path, what: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text(built, what, "vosviewer-map")), delimiter="\t"))
    graph = exports.NETWORKS[what].gather(exports.open_store(built / STORE))
    assert sorted(row["label"] for row in rows) == sorted(label for _, label in graph.nodes(data="label"))
    assert all(int(row["cluster"]) > 0 and float(row["weight<Documents>"]) > 0 for row in rows)


@pytest.mark.parametrize("what", exports.COMPUTED)
def test_a_list_of_links_has_names_and_weights(built: Path, what: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text(built, what, "csv"))))
    graph = exports.NETWORKS[what].gather(exports.open_store(built / STORE))
    found = {(row["source"], row["target"]): float(row["weight"]) for row in rows}
    assert found == pytest.approx({(a, b): weight for a, b, weight in graph.edges(data="weight")})
    assert {row["source_label"] for row in rows} <= {label for _, label in graph.nodes(data="label")}


@pytest.mark.parametrize("what", exports.TABLES)
def test_tables_are_read_by_csv_and_json(built: Path, what: str) -> None:
    table = list(csv.DictReader(io.StringIO(text(built, what, "csv"), newline="")))
    lines = [json.loads(line) for line in text(built, what, "jsonl").splitlines()]
    assert len(table) == len(lines) > 0
    assert [set(row) for row in table] == [set(line) for line in lines]


def test_papers_are_read_by_json(built: Path) -> None:
    first = json.loads(text(built, "papers").splitlines()[0])
    assert [author["name"] for author in first["authors"]] == ["Ana Núñez", "Bo Li"]
    (gate, *_) = [method for method in first["methods"] if method["label"] == "GateNet"]
    span = gate["mentions"][0]
    assert first["abstract"][span["start"] : span["end"]] == span["text"] == "GateNet"


def test_the_graph_as_json_ld_is_read_by_rdflib(built: Path) -> None:
    read = rdflib.Graph().parse(data=text(built, "graph", "jsonld"), format="json-ld")
    names = {str(name) for name in read.objects(None, rdflib.FOAF.name)}
    assert names == {"Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek"}
    assert len(read) == len({quad.triple for quad in tiny_quads()})


def test_the_graph_as_turtle_is_the_file_of_the_build(built: Path) -> None:
    assert text(built, "graph", "ttl") == (built / TURTLE).read_text(encoding="utf-8")


def test_the_graph_as_nquads_is_every_statement_in_named_graphs(built: Path) -> None:
    lines = text(built, "graph", "nquads").encode().splitlines(keepends=True)
    assert {triple_of(line) for line in lines} == {line.encode() for line in tiny_lines()}
    core = "".join(exports.export(built, "graph", "nquads", "core")).encode().splitlines(keepends=True)
    assert core == [line for line in lines if b"/graph/core> ." in line]
    with pytest.raises(QueryError, match="unknown part 'cord' of the graph; choose one of core, mentions"):
        exports.export(built, "graph", "nquads", "cord")


def triple_of(line: bytes) -> bytes:
    return line.rpartition(b" <")[0] + b" .\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_parts_hold_the_graph_and_any_store_loads_them_in_any_order(built: Path, tmp_path: Path) -> None:
    counts = whole_graph.export_parts(built, 3, tmp_path / "parts")
    files = sorted((tmp_path / "parts").glob("*.nq"), reverse=True)
    store = pyoxigraph.Store()
    for path in files:
        store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    assert {quad.triple for quad in store} == {quad.triple for quad in tiny_quads()}
    lines = sorted(line for path in files for line in path.read_bytes().splitlines(keepends=True))
    assert b"".join(lines) == text(built, "graph", "nquads").encode()
    assert sum(counts.values()) == len(lines)


def test_parts_are_the_same_bytes_again_and_none_of_another_number_is_left(built: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    whole_graph.export_parts(built, 3, parts)
    before = tree(parts)
    whole_graph.export_parts(built, 5, parts)
    assert len(list(parts.glob("*.nq"))) == 5
    whole_graph.export_parts(built, 3, parts)
    assert tree(parts) == before


def test_parts_never_replace_a_build_nor_what_is_not_ours(built: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"generator": "paperkg", "artefacts": []}')
    with pytest.raises(OutputError, match="contains a build"):
        whole_graph.export_parts(built, 2, tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(OutputError, match="did not write"):
        whole_graph.export_parts(built, 2, tmp_path)
    assert list(tree(tmp_path)) == ["manifest.json"]


def test_parts_of_no_build_are_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        whole_graph.export_parts(tmp_path / "out", 2, tmp_path / "parts")
    assert tree(tmp_path) == {}


def test_another_export_or_form_is_an_error_that_names_those_there_are(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown export 'friends'; choose one of papers, authors"):
        exports.export(built, "friends")
    with pytest.raises(
        UsageError, match="methods-datasets cannot be written as jsonl; choose one of csv, graphml, gexf"
    ):
        exports.export(built, "methods-datasets", "jsonl")
    with pytest.raises(OutputError, match="kg build"):
        text(tmp_path, "venues-authors")
