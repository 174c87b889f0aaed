"""Maps have the same positions, communities and names in every process, and names that papers support."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.analysis import measures
from kg.graph.map_export import MapOptions, export_map
from kg.graph.maps import map_of
from kg.graph.networks import NETWORKS
from kg.model.analysis import MeasuredGraph
from kg.model.exploration import LaidOutGraph
from kg.output import STORE
from kg.store import new_store
from kg.store.parts import Answers
from tests.tiny import tiny_quads

ROOT = Path(__file__).resolve().parents[2]
PRINT_HASH = """
import hashlib, sys
from pathlib import Path
from kg.graph.map_export import MapOptions, export_map
maps = (export_map(Path(sys.argv[1]), "gexf", MapOptions(view)) for view in ("concepts", "coauthors"))
print(hashlib.sha256(b"".join(maps)).hexdigest())
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    new_store(out / STORE, tiny_quads()).flush()
    return out


def test_a_map_is_the_same_whatever_the_hash_seed_and_the_threads(built: Path) -> None:
    views = ("concepts", "coauthors")
    here = hashlib.sha256(b"".join(export_map(built, "gexf", MapOptions(view)) for view in views)).hexdigest()
    for seed, threads in (("1", "1"), ("2", "4")):
        more = {"PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
        command = [sys.executable, "-c", PRINT_HASH, str(built)]
        made = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **more}, cwd=ROOT, check=True)
        assert made.stdout.strip() == here


@pytest.fixture(scope="module")
def laid() -> LaidOutGraph:
    """Return the map of the concepts of the tiny graph."""
    store = new_store(None, tiny_quads())
    graph = NETWORKS["cooccurrences"].gather(store)
    return map_of(Answers(store), "concepts", MeasuredGraph(graph, measures(graph, "concepts")), positions=False)


def test_names_are_distinct_and_those_of_tiny_communities_empty(laid: LaidOutGraph) -> None:
    for level in laid.levels:
        names = Counter(each.name for each in level.communities if each.name)
        assert max(names.values(), default=1) == 1
        assert all(bool(each.name) == (each.size >= 3) for each in level.communities)
