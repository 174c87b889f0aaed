"""Fixtures: a small graph with its measures, and a build of the examples."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Store

import kg
from kg.model.report import Report
from kg.output import STORE
from kg.rdf import describe_extraction, describe_listing, describe_measures, describe_resolution, shown_fields
from kg.reporting import Facts, report
from kg.reporting.facts import graphs_of
from kg.reporting.listings import listing_summary
from kg.settings import read_settings
from kg.store import new_store
from kg.store.parts import Answers, part_of
from tests.tiny import NAMES, extraction, listings, quads_of, resolution

Reporter = Callable[..., Report]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of the tiny graph, including the measures of its networks."""
    described = (describe_listing(parsed, shown_fields(resolution()), NAMES) for parsed in listings())
    lines = chain(*described, describe_resolution(resolution(), NAMES), describe_extraction(extraction(), NAMES))
    store = new_store(None, quads_of(lines))
    for graph in graphs_of(Answers(store)).values():
        store.extend(quads_of(describe_measures(graph.measures, NAMES)))
    return store


@pytest.fixture(scope="session")
def make_report(small: Store) -> Reporter:
    """Return a function that makes the report on the tiny graph or on a part of it."""

    def make(**part: object) -> Report:
        answers = Answers(small, part_of(small, **part))  # type: ignore[arg-type]
        return report(
            Facts(answers, graphs_of(answers), [listing_summary(parsed) for parsed in listings()]), "Test graph"
        )

    return make


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a build of the examples."""
    out = tmp_path_factory.mktemp("examples") / "output"
    kg.build([root / "examples"], out, read_settings(root / "examples" / "kg.toml", jobs=1))
    assert (out / STORE).is_dir()
    return out
