"""Maps in the formats of other programs, checked with independent readers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import networkx as nx
import pytest
from lxml import etree

from kg.analysis import MAP_FORMATS, lay_out_graph, measures
from kg.model.exploration import LaidOutGraph

VIZ = "{http://gexf.net/1.3/viz}"
EVIL = 'a "quoted"\tname\nwith <tags>, commas; \x01 and & more'


@pytest.fixture(scope="module")
def laid() -> LaidOutGraph:
    graph = nx.Graph(name="concepts")
    for node in nx.barabasi_albert_graph(60, 2, seed=1):
        graph.add_node(
            f"https://example.org/{node:02}", label=EVIL if node == 3 else f"C {node}", kind="method", works=2
        )
    edges = nx.barabasi_albert_graph(60, 2, seed=1).edges
    graph.add_weighted_edges_from(
        (f"https://example.org/{u:02}", f"https://example.org/{v:02}", 1 + u % 3) for u, v in edges
    )
    return lay_out_graph(graph, measures(graph, "concepts"), positions=False)


@pytest.fixture(scope="module")
def scores(laid: LaidOutGraph) -> Mapping[str, list[float | None]]:
    return {"Avg. pub. year": [2020.5, None, *[2021.0] * (len(laid.ids) - 2)]}


def text(laid: LaidOutGraph, scores: Mapping[str, list[float | None]], form: str) -> str:
    return "".join(MAP_FORMATS[form](laid, scores))


def test_the_map_file_has_a_line_for_each_item(laid: LaidOutGraph, scores: Mapping[str, list[float | None]]) -> None:
    rows = list(csv.DictReader(io.StringIO(text(laid, scores, "vosviewer-map")), delimiter="\t"))
    assert [int(row["id"]) for row in rows] == list(range(1, 61))
    assert {"label", "x", "y", "cluster", "weight<Links>", "weight<Documents>", "score<Avg. pub. year>"} <= rows[
        0
    ].keys()
    assert max(abs(float(row[axis])) for row in rows for axis in "xy") <= 1
    assert [row["score<Avg. pub. year>"] for row in rows[:3]] == ["2020.5000", "", "2021.0000"]
    assert [int(row["cluster"]) for row in rows] == list(laid.levels[1].of)
    assert len({(row["x"], row["y"]) for row in rows}) > 50


def test_the_network_file_links_items_of_the_map_file(
    laid: LaidOutGraph, scores: Mapping[str, list[float | None]]
) -> None:
    rows = [line.split("\t") for line in text(laid, scores, "vosviewer-network").splitlines()]
    assert {(int(u) - 1, int(v) - 1, int(w)) for u, v, w in rows} == set(laid.edges)


def test_json_has_the_members_of_the_documented_format(
    laid: LaidOutGraph, scores: Mapping[str, list[float | None]]
) -> None:
    found = json.loads(text(laid, scores, "vosviewer-json"))
    items, links, clusters = (found["network"][name] for name in ("items", "links", "clusters"))
    assert set(items[0]) == {"id", "label", "url", "x", "y", "cluster", "weights", "scores"}
    assert items[1]["scores"] == {}
    assert {each["cluster"] for each in items} == {each["cluster"] for each in clusters}
    assert {each["source_id"] for each in links} | {each["target_id"] for each in links} <= {
        each["id"] for each in items
    }
    colours = found["config"]["color_schemes"]["cluster_colors"]
    assert all(len(each["color"]) == 7 and each["color"][0] == "#" for each in colours)


def test_gexf_is_read_by_networkx_with_positions_and_colours(
    laid: LaidOutGraph, scores: Mapping[str, list[float | None]]
) -> None:
    written = text(laid, scores, "gexf")
    read = nx.read_gexf(io.BytesIO(written.encode()), version="1.3")
    assert (len(read), read.number_of_edges()) == (60, len(laid.edges))
    first = read.nodes["n0"]
    assert (first["iri"], first["label"], first["pageRank"]) == (
        laid.ids[0],
        laid.labels[0],
        laid.measures["pageRank"][0],
    )
    root = etree.fromstring(written.encode())
    spots = [(int(each.get("x")), int(each.get("y"))) for each in root.iter(f"{VIZ}position")]
    assert spots == list(zip(laid.x, laid.y, strict=True))
    assert all(0 <= int(each.get(part)) <= 255 for each in root.iter(f"{VIZ}color") for part in "rgb")


def test_a_label_of_any_characters_keeps_its_row(laid: LaidOutGraph, scores: Mapping[str, list[float | None]]) -> None:
    place = laid.labels.index(EVIL)
    rows = list(csv.DictReader(io.StringIO(text(laid, scores, "vosviewer-map")), delimiter="\t"))
    assert rows[place]["label"] == "a 'quoted' name with <tags>, commas;   and & more"
