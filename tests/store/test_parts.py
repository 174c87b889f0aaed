"""Parts of the graph, and queries restricted to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store import find_query, new_store, run
from kg.store.parts import Answers, part_of, restricted
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


def titles(store: Store, **part: object) -> set[str]:
    return {row[1] for row in Answers(store, part_of(store, **part)).rows("works")}  # type: ignore[arg-type]


def test_a_part_has_the_papers_of_a_venue_a_year_and_a_listing(store: Store) -> None:
    assert titles(store, venue="iclr") == {"Gates for x² BERT", "Gates at work"}
    assert titles(store, venue="ICLR", year=2022) == {"Gates at work"}
    assert titles(store, listing="=second.md") == {"GLUE+: A larger set", "Rows of nothing"}
    assert len(titles(store)) == 4


def test_queries_count_only_papers_of_the_part(store: Store) -> None:
    part = part_of(store, year=2021)
    assert list(run(store, restricted(find_query("works_of_author"), part), {"author": "Ana Núñez"})) == [
        ("https://example.org/kg/work/bert-00000001", "Gates for x² BERT", 2021, 1)
    ]
    assert len(Answers(store, part).rows("coauthor_edges")) == 1


def test_a_work_of_two_records_counts_once(store: Store) -> None:
    part = part_of(store, listing="first list.txt")
    assert [row[2] for row in Answers(store, part).rows("venues")] == [2, 1]


def test_a_query_without_works_cannot_be_restricted(store: Store) -> None:
    with pytest.raises(QueryError, match="other_names: the query has no variable"):
        restricted(find_query("other_names"), part_of(store, year=2021))


def test_a_query_that_counts_works_in_a_subquery_cannot_be_restricted(store: Store) -> None:
    with pytest.raises(QueryError, match="top_datasets: the query has no variable"):
        restricted(find_query("top_datasets"), part_of(store, year=2021))


def test_processes_share_results_through_a_folder(store: Store, tmp_path: Path) -> None:
    rows = Answers(store, folder=tmp_path).rows("works")
    assert rows == Answers(store).rows("works")
    assert Answers(Store(), folder=tmp_path).rows("works") == rows, "nothing is asked again"
    assert [file.name for file in tmp_path.iterdir()] == ["works.rows"], "no half of a file stays"
