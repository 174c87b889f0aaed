"""Named queries on the build of examples/: the store and rdflib on graph.ttl give the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store

import kg
from benchmarks.queries import busiest, terms_of
from kg.output import STORE
from kg.settings import read_settings
from kg.store import named_queries, open_store, run
from tests.ontology.test_queries import rdflib_rows

EMPTY = {
    "adopted_methods",
    "adoptions",
    "affiliations",
    "affiliations_of_author",
    "affiliations_of_work",
    "baselines_of_method",
    "conflicts",
    "new_datasets",
    "notes",
    "papers_left_out",
    "person_identifiers",
    "possible_duplicates",
    "unknown_venues",
    "unsure_pairs",
    "work_identifiers",
    "work_keywords",
    "works_without_abstract",
    "works_without_venue",
}
"""Queries that find nothing in the examples: no list there has what they look for. In the small graph of
tests/ontology/test_queries.py each of them finds something."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("examples") / "output"
    kg.build([root / "examples"], out, read_settings(root / "examples" / "kg.toml"))
    return out


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return open_store(built / STORE)


@pytest.fixture(scope="module")
def turtle(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "graph.ttl")


@pytest.fixture(scope="module")
def values(store: Store) -> dict[str, object]:
    """Return the author, work, venue and so on that occur most often, as values of parameters."""
    return busiest(store) | {"least": 1}


@pytest.mark.parametrize("name", named_queries())
def test_store_and_rdflib_agree_on_the_examples(
    name: str, store: Store, turtle: rdflib.Graph, values: dict[str, object]
) -> None:
    query = named_queries()[name]
    params = {each.name: values[each.name] for each in query.parameters if each.default is None or each.name == "least"}
    ours = list(run(store, query, params))
    found = turtle.query(query.text, initBindings=terms_of(store, query, params))
    theirs = list(rdflib_rows(found, query.columns))
    assert sorted(map(rounded, ours), key=repr) == sorted(map(rounded, theirs), key=repr)
    assert bool(ours) is (name not in EMPTY)


def rounded(row: tuple[object, ...]) -> tuple[object, ...]:
    """Round numbers, since the two libraries can return different numeric types for a decimal."""
    return tuple(float(f"{each:.10g}") if isinstance(each, float) else each for each in row)
