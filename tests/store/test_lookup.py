"""Resources are found by name; a message about an unknown name has similar names, or those of all venues."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store.lookup import look_up
from tests.field import PAPERS, field_store


@pytest.fixture(scope="module")
def store() -> Store:
    return field_store(papers=PAPERS)


def message(store: Store, kind: str, name: str) -> str:
    with pytest.raises(QueryError) as error:
        look_up(store, kind, name)
    return str(error.value)


def test_a_venue_without_a_similar_name_is_answered_with_all_venues(store: Store) -> None:
    venues = ", ".join(sorted({paper.venue for paper in PAPERS}))
    assert message(store, "venue", "Zoology") == f"no venue is named 'Zoology'; the venues are {venues}"


def test_a_mistyped_part_of_a_name_suggests_the_name(store: Store) -> None:
    assert "did you mean gate pruning" in message(store, "concept", "prunning")
    assert message(store, "concept", "zzzzzz") == "no method or dataset is named 'zzzzzz'"
