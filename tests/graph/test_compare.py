"""Comparison of two sets of papers."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.graph.compare import compare
from kg.model.errors import QueryError
from kg.store import new_store
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


def test_two_sets_of_papers_are_compared(store: Store) -> None:
    found = {row.concept: (row.left, row.right) for row in compare(store, "iclr", "Workshop on Everything")}
    assert found["GateNet"] == (2, 1)
    assert compare(store, "ICLR 2021", "2022")[0].left <= 1


@pytest.mark.parametrize("name", ["KDD", "ICLR 1900", "", " "])
def test_a_set_without_papers_is_an_error_that_names_the_venues(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match=rf"no papers in '{name}'; give a venue \(ICLR"):
        compare(store, name, "ICLR")
