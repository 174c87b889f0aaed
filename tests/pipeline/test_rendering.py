"""Output files are rendered from the store alone, by any process, while statements are added."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Store

from kg.engine import EngineChoice, open_engine
from kg.model.report import Intake
from kg.pipeline.rendering import RenderContext, render_explorer, render_network, render_report
from kg.rdf import describe_extraction, describe_resolution
from kg.reporting import GRAPHS
from kg.store import load_files, new_store
from tests.tiny import BASE, NAMES, extraction, quads_of, resolution


@pytest.fixture
def context(tmp_path: Path) -> RenderContext:
    (tmp_path / "temporary").mkdir()
    return RenderContext(tmp_path, tmp_path / "temporary", BASE, "Test graph")


@pytest.fixture
def store(context: RenderContext) -> Iterator[Store]:
    """Return the store of the tiny graph without measures, with a backup in the folder for rendering."""
    lines = chain(describe_resolution(resolution(), NAMES), describe_extraction(extraction(), NAMES))
    store = new_store(context.folder / "store", quads_of(lines))
    store.flush()
    store.backup(context.store)
    yield store


@pytest.mark.usefixtures("store")
def test_a_network_is_written_as_table_graphml_page_and_measures(context: RenderContext) -> None:
    central = {name: render_network(name, context) for name in GRAPHS}
    assert set(central["coauthors"]) == {"authors"}
    assert set(central["concepts"]) == {"methods", "datasets"}
    graph = nx.read_graphml(context.folder / "coauthors.graphml")
    with (context.folder / "centrality_authors.csv").open(encoding="utf-8", newline="") as table:
        names = {row["label"] for row in csv.DictReader(table)}
    assert names == {label for _, label in graph.nodes(data="label")}
    assert "<html" in (context.folder / "coauthors.html").read_text(encoding="utf-8")
    measured = {quad.subject.value for quad in quads_of([context.statements("coauthors").read_text(encoding="utf-8")])}
    assert measured == {iri for _, iri in graph.nodes(data="iri")}
    assert central["coauthors"]["authors"][0][0] in names


def test_pages_are_rendered_by_other_processes_while_the_store_grows(context: RenderContext, store: Store) -> None:
    with open_engine(EngineChoice(jobs=2), 0) as engine:
        for name in GRAPHS:
            engine.start(partial(render_network, context=context), name).result()
        pages = (
            engine.start(partial(render_report, Intake((), (), ())), context),
            engine.start(render_explorer, context),
        )
        load_files(store, [context.statements(name) for name in GRAPHS])
        for page in pages:
            page.result()
    assert "GateNet" in (context.folder / "report.html").read_text(encoding="utf-8")
    assert "Test graph" in (context.folder / "explorer.html").read_text(encoding="utf-8")
