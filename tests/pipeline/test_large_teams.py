"""A paper with very many authors is in the graph but not in the co-author network."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.graph.networks import NETWORKS
from kg.model.errors import SettingsError
from kg.output import COAUTHOR_GRAPHML, MANIFEST, REPORT, STORE
from kg.settings import Settings, read_settings
from kg.store import open_store, rows_of

TEAM = [f"Q{chr(97 + n // 26)}{chr(97 + n % 26)}rinx Vel{chr(97 + n % 26)}ador" for n in range(12)]
PAPERS = [
    {"title": "A survey by everybody", "authors": TEAM},
    {"title": "A study by two", "authors": TEAM[:2]},
    {"title": "Front matter", "authors": TEAM[2:4], "type": "front matter"},
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("teams")
    listing = folder / "papers.jsonl"
    listing.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    kg.build(listing, folder / "out", Settings(max_authors=10))
    return folder / "out"


def test_the_network_has_the_authors_and_the_links_of_small_papers(built: Path) -> None:
    graph = nx.read_graphml(built / COAUTHOR_GRAPHML)
    assert (len(graph), graph.number_of_edges()) == (2, 1)
    store = open_store(built / STORE)
    assert len(rows_of(store, "coauthor_edges")) == 1
    for name in ("coauthors", "coauthors-fractional"):
        gathered = NETWORKS[name].gather(store)
        assert (len(gathered), gathered.number_of_edges()) == (2, 1)
    assert len(rows_of(store, "central_authors")) == 2  # a degree of 0 would be wrong for the others


def test_authors_and_authorships_stay(built: Path) -> None:
    store = open_store(built / STORE)
    assert (len(rows_of(store, "authors")), len(rows_of(store, "authorships"))) == (12, 16)


def test_manifest_report_and_query_name_the_papers(built: Path) -> None:
    notices = json.loads((built / MANIFEST).read_text(encoding="utf-8"))["notices"]
    assert any("more than 10 authors" in notice and "A survey by everybody" in notice for notice in notices)
    assert "A survey by everybody" in (built / REPORT).read_text(encoding="utf-8")
    rows = rows_of(open_store(built / STORE), "papers_left_out")
    assert [row[1:] for row in rows] == [
        ("A survey by everybody", "coauthors", 12),
        ("Front matter", "coauthors", 2),
        ("Front matter", "concepts", 2),
    ]


@pytest.mark.parametrize("value", ["0", "true", '"many"', "1.5"])
def test_a_limit_that_is_no_number_is_an_error(value: str, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(f"max_authors = {value}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="max_authors must be a whole number of at least 1"):
        read_settings(tmp_path / "kg.toml")
