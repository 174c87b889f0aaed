"""Graphs are built from rows and written as GraphML."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import (
    centrality_rows,
    coauthor_graph,
    communities,
    concept_graph,
    measures,
    ranked,
    read_graphml,
    write_graphml,
)
from tests.waiting import WAIT_LIMIT

PEOPLE = [("p/2", "Bo", 1), ("p/1", "An", 3), ("p/3", "Cy", 1)]
LINKS = [("p/2", "p/1", 2), ("p/3", "p/1", 1)]


def test_people_and_their_ties() -> None:
    graph = coauthor_graph(PEOPLE, LINKS)
    assert list(graph.nodes(data=True)) == [
        ("p/1", {"label": "An", "kind": "person", "works": 3}),
        ("p/2", {"label": "Bo", "kind": "person", "works": 1}),
        ("p/3", {"label": "Cy", "kind": "person", "works": 1}),
    ]
    assert list(graph.edges(data="weight")) == [("p/1", "p/2", 2), ("p/1", "p/3", 1)]


def test_concepts_keep_their_kind_and_have_no_self_loops() -> None:
    graph = concept_graph([("c", "GLUE", "dataset", 4)], [("c", "c", 4)])
    assert dict(graph.nodes["c"]) == {"label": "GLUE", "kind": "dataset", "works": 4}
    assert graph.number_of_edges() == 0


def test_an_edge_to_an_unknown_node_is_rejected() -> None:
    with pytest.raises(ValueError, match="p/9"):
        coauthor_graph(PEOPLE, [("p/1", "p/9", 1)])


def test_rows_name_the_most_central_first() -> None:
    graph = coauthor_graph(PEOPLE, LINKS)
    header, rows = centrality_rows(graph, measures(graph, "coauthors"))
    assert header[:5] == ("rank", "iri", "label", "kind", "works")
    assert [row[:5] for row in rows] == [
        (1, "p/1", "An", "person", 3),
        (2, "p/2", "Bo", "person", 1),
        (3, "p/3", "Cy", "person", 1),
    ]
    assert dict(zip(header, rows[0], strict=True))["betweenness"] == 1.0


def test_the_most_central_of_one_kind() -> None:
    graph = concept_graph([("a", "BERT", "method", 2), ("b", "GLUE", "dataset", 9)], [("a", "b", 2)])
    found = ranked(graph, measures(graph, "concepts"), kind="dataset", limit=5)
    assert [(each.label, each.works, each.strength) for each in found] == [("GLUE", 9, 2)]


def test_communities_are_named_after_their_most_central_members() -> None:
    graph = coauthor_graph(PEOPLE, LINKS)
    (found,) = communities(graph, measures(graph, "coauthors"))
    assert (found.number, found.size, found.name) == (1, 3, "An, Bo, Cy")


@given(st.text(max_size=30), st.text(min_size=1, max_size=10))
def test_any_label_survives_or_shows_that_it_cannot(label: str, extra: str) -> None:
    import tempfile

    graph = coauthor_graph([("https://example.org/<&>'\"", label + "\x00]]>" + extra, 1)], [])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.graphml"
        write_graphml(graph, measures(graph, "coauthors"), path)
        ((node, found),) = nx.read_graphml(path).nodes(data=True)
        assert list(read_graphml(path)) == ["https://example.org/<&>'\""]
    assert (node, found["iri"]) == ("n0", "https://example.org/<&>'\"")
    assert "\N{REPLACEMENT CHARACTER}]]>" in found["label"]


def test_graphml_says_how_to_get_the_same_values(tmp_path: Path) -> None:
    graph = coauthor_graph(PEOPLE, LINKS)
    write_graphml(graph, measures(graph, "coauthors"), tmp_path / "g.graphml")
    found = read_graphml(tmp_path / "g.graphml")
    assert found.graph["betweenness"] == "networkx.betweenness_centrality(graph)"
    assert found.edges["p/1", "p/2"]["weight"] == 2
    assert found.nodes["p/1"]["works"] == 3


SCRIPT = """
import random, sys
from pathlib import Path
from kg.analysis import coauthor_graph, lay_out_graph, measures, picture, write_graphml
draw = random.Random(5)
people = [(f"p{n}", f"N{n}", 1) for n in range(1200)]
ties = sorted({tuple(sorted(draw.sample(range(1200), 2))) for _ in range(2500)})
random.Random(int(sys.argv[1])).shuffle(ties)
graph = coauthor_graph(people, [(f"p{a}", f"p{b}", 1 + (a + b) % 3) for a, b in ties])
found = measures(graph, "coauthors")
write_graphml(graph, found, Path(sys.argv[2]))
Path(sys.argv[2] + ".txt").write_text(repr(picture(lay_out_graph(graph, found))))
"""


def test_same_bytes_whatever_the_hash_seed_and_the_order(tmp_path: Path, root: Path) -> None:
    for seed in ("1", "2"):
        surroundings = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", SCRIPT, seed, str(tmp_path / seed)]
        subprocess.run(command, check=True, cwd=root, env=surroundings, timeout=WAIT_LIMIT)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1.txt").read_bytes() == (tmp_path / "2.txt").read_bytes()
