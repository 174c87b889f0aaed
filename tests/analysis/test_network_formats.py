"""Networks in the formats of other programs, checked with independent readers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pytest

from kg.analysis import NETWORK_FORMATS, coauthor_graph, measures, read_graphml, serialise_network, write_graphml
from kg.model.analysis import MeasuredGraph

PEOPLE = [("x:a", 'Ana "A" Núñez', 3), ("x:b", "Bo\tLi\n<&>", 2), ("x:c", "Chloé", 1), ("x:d", "Dan", 1)]
LINKS = [("x:a", "x:b", 2), ("x:c", "x:b", 1)]


@pytest.fixture
def graphml(tmp_path: Path) -> Path:
    graph = coauthor_graph(PEOPLE, LINKS)
    write_graphml(graph, measures(graph, "coauthors"), tmp_path / "g.graphml")
    return tmp_path / "g.graphml"


def text(path: Path, form: str) -> str:
    return "".join(NETWORK_FORMATS[form](read_graphml(path)))


def test_gexf_is_read_by_networkx(graphml: Path) -> None:
    read = nx.read_gexf(io.BytesIO(text(graphml, "gexf").encode()))
    assert {node: data["label"] for node, data in read.nodes(data=True)}["x:a"] == 'Ana "A" Núñez'
    assert sorted((*sorted(edge), data["weight"]) for *edge, data in read.edges(data=True)) == [
        ("x:a", "x:b", 2),
        ("x:b", "x:c", 1),
    ]
    assert "lastmodified" not in text(graphml, "gexf")


def test_pajek_is_read_by_networkx(graphml: Path) -> None:
    read = nx.parse_pajek(text(graphml, "pajek").splitlines())
    assert sorted(read) == ["Ana 'A' Núñez", "Bo Li <&>", "Chloé", "Dan"]
    assert sorted(data["weight"] for *_, data in read.edges(data=True)) == [1.0, 2.0]


@pytest.mark.parametrize("name", ["\\", "\\ \\\\", 'a\\"', "'", '"', "# a", "* b"])
def test_pajek_with_any_name_is_read_by_networkx(name: str, tmp_path: Path) -> None:
    graph = coauthor_graph([("x:a", name, 1), ("x:b", "Bo", 1)], [("x:a", "x:b", 1)])
    write_graphml(graph, measures(graph, "coauthors"), tmp_path / "g.graphml")
    read = nx.parse_pajek(text(tmp_path / "g.graphml", "pajek").splitlines())
    assert (len(read), read.number_of_edges()) == (2, 1)


def test_the_files_of_vosviewer_have_one_line_an_item_and_a_link(graphml: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(text(graphml, "vosviewer-map")), delimiter="\t"))
    assert [row["label"] for row in rows] == ["Ana 'A' Núñez", "Bo Li <&>", "Chloé", "Dan"]
    assert [row["weight<Total link strength>"] for row in rows] == ["2", "3", "1", "0"]
    assert text(graphml, "vosviewer-network") == "1\t2\t2\n2\t3\t1\n"


@pytest.mark.parametrize("form", [form for form in NETWORK_FORMATS if form != "gexf"])
def test_a_graph_in_memory_and_its_file_give_the_same_text(graphml: Path, form: str) -> None:
    graph = coauthor_graph(PEOPLE, LINKS)
    direct = "".join(serialise_network(MeasuredGraph(graph, measures(graph, "coauthors")), form))
    assert direct == text(graphml, form)


def test_fractions_are_kept(tmp_path: Path) -> None:
    graph = coauthor_graph(PEOPLE, [("x:a", "x:b", 1.5), ("x:c", "x:b", 1 / 3)])
    measured = MeasuredGraph(graph, measures(graph, "coauthors"))
    read = nx.parse_graphml("".join(serialise_network(measured, "graphml")))
    assert sorted(weight for *_, weight in read.edges(data="weight")) == [1 / 3, 1.5]
    for form, parse in (("gexf", lambda said: nx.read_gexf(io.BytesIO(said.encode()))), ("pajek", nx.parse_pajek)):
        said = "".join(serialise_network(measured, form))
        found = parse(said.splitlines() if form == "pajek" else said)
        assert sorted(weight for *_, weight in found.edges(data="weight")) == pytest.approx([1 / 3, 1.5])
