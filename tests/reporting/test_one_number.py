"""Manifest, terminal, report, server and explorer have the same numbers of papers, authors, methods and datasets."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from kg.graph.explorer import exploration
from kg.graph.maps import map_of
from kg.graph.search import build_index
from kg.graph.search_entries import search_entries
from kg.output import STORE
from kg.reporting import Facts
from kg.reporting.facts import graphs_of
from kg.reporting.overview import key_figures
from kg.server.counts import count_resources
from kg.store import open_store
from kg.store.parts import Answers


def test_one_thing_has_one_number(built: Path) -> None:
    store = open_store(built / STORE)
    answers = Answers(store)
    graphs = graphs_of(answers)
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["counts"]
    report = {label: figure.value for label, figure in key_figures(Facts(answers, graphs))}
    server = dict(count_resources(store, build_index(search_entries(store))))
    explorer = exploration(answers, {name: map_of(answers, name, each) for name, each in graphs.items()}, "Test graph")
    kinds = Counter(explorer.concepts.kinds)
    expected = {name: report[name] for name in ("papers", "authors", "venues", "methods", "datasets")}
    assert {name: server[name] for name in expected} == expected
    assert (manifest["works"], manifest["persons"], manifest["venues"]) == tuple(expected.values())[:3]
    assert (manifest["methods"], manifest["datasets"]) == (expected["methods"], expected["datasets"])
    assert (kinds["method"], kinds["dataset"]) == (expected["methods"], expected["datasets"])
    assert explorer.people.all_nodes == expected["authors"]
    assert min(expected.values()) > 0
