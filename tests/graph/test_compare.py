"""Two bodies of work side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import compare as comparison
from kg.model.errors import QueryError
from kg.output import STORE
from kg.store import new_store
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    new_store(out / STORE, tiny_quads()).flush()
    return out


def test_two_bodies_of_work_are_compared(built: Path) -> None:
    found = {row.concept: (row.left, row.right) for row in comparison.compare(built, "iclr", "Workshop on Everything")}
    assert found["GateNet"] == (2, 1)
    assert comparison.compare(built, "ICLR 2021", "2022")[0].left <= 1


def test_a_venue_without_works_is_an_error_that_names_those_there_are(built: Path) -> None:
    with pytest.raises(QueryError, match=r"'KDD' has no works; name a venue \(ICLR"):
        comparison.compare(built, "KDD", "ICLR")
