"""A closer look at a finished graph: neighbourhoods as pages, bodies of work side by side."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from kg import exports, looking
from kg.model.errors import QueryError
from kg.store import STORE, new_store
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    new_store(out / STORE, tiny_quads()).flush()
    return out


def test_the_neighbourhood_of_an_author_is_a_page(built: Path, tmp_path: Path) -> None:
    assert looking.view(built, "author", "ana nunez", tmp_path / "ana.html") == 2
    page = (tmp_path / "ana.html").read_text(encoding="utf-8")
    assert "Around Ana Núñez" in page
    assert "Dan Ek" not in page


def test_the_neighbourhood_of_a_concept_is_a_page(built: Path, tmp_path: Path) -> None:
    assert looking.view(built, "concept", "MNIST", tmp_path / "mnist.html") == 3


def test_a_name_that_nobody_has_is_an_error(built: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no person is named"):
        looking.view(built, "author", "Nobody At All", tmp_path / "x.html")
    with pytest.raises(QueryError, match="choose one of author, concept"):
        looking.view(built, "venue", "ICLR", tmp_path / "x.html")


def test_two_bodies_of_work_are_compared(built: Path) -> None:
    found = {row.concept: (row.left, row.right) for row in looking.compare(built, "iclr", "Workshop on Everything")}
    assert found["GateNet"] == (2, 1)
    assert looking.compare(built, "ICLR 2021", "2022")[0].left <= 1


def test_a_venue_without_works_is_an_error_that_names_those_there_are(built: Path) -> None:
    with pytest.raises(QueryError, match=r"'KDD' has no works; name a venue \(ICLR"):
        looking.compare(built, "KDD", "ICLR")


def test_the_graph_is_exported_as_json_ld_that_another_reader_reads(built: Path) -> None:
    text = "".join(exports.export(built, "graph", "jsonld"))
    read = set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD))
    assert len(read) == len({quad.triple for quad in tiny_quads()})
