"""Methods and datasets that may be the same are found, each with the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.search import build_index
from kg.graph.search_entries import search_entries
from kg.server import duplicates
from kg.server.duplicates import likely_duplicates
from kg.server.result_table import unique_names
from kg.store import new_store
from tests.tiny import BASE, tiny_quads

GATENET, GLUE = f"{BASE}method/gatenet", f"{BASE}dataset/glue-x"


def test_names_with_the_same_letters_lead_to_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old, new = Literal("GLUE"), Literal("GLUE-Plus")
    quads = (Quad(q.subject, q.predicate, new if q.object == old else q.object, q.graph_name) for q in tiny_quads())
    store = new_store(tmp_path / "store", quads)
    store.flush()
    unique = unique_names(build_index(search_entries(store)))
    found = likely_duplicates(tmp_path, unique)
    other = NamedNode(f"{BASE}dataset/glue-plus").value
    assert [iri for iri, _ in found[GLUE]] == [other] and [iri for iri, _ in found[other]] == [GLUE]
    assert all(evidence for pairs in found.values() for _, evidence in pairs)
    assert GATENET not in found
    monkeypatch.setattr(duplicates, "MOST_CONCEPTS", 1)
    assert likely_duplicates(tmp_path, unique) == {}
