"""The same work on a Dask cluster: the same results, though workers die; what cannot be is said in a line."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import build
from kg.engine import Choice, Engine, open_engine
from kg.model.errors import EngineError
from kg.settings import Settings

distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install 'paperkg[cluster]')")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def scheduler(root: Path) -> Iterator[str]:
    """Two workers, each a process, on the loopback interface alone."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(root)
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(processes=True, silence_logs=50, **options) as cluster:
        yield cluster.scheduler_address
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


@pytest.fixture
def engine(scheduler: str) -> Iterator[Engine]:
    with open_engine(Choice("dask", jobs=1, scheduler=scheduler), 0) as opened:
        yield opened


def test_results_come_in_the_order_of_the_shards(engine: Engine) -> None:
    assert list(engine.map(abs, range(-20, 0))) == list(range(20, 0, -1))
    assert engine.start(abs, -3).result() == 3


def test_an_error_in_a_shard_is_raised(engine: Engine) -> None:
    with pytest.raises(TypeError):
        list(engine.map(abs, [1, "x", 2]))  # type: ignore[list-item]


def die_once(marker: str) -> int:
    """Kill the worker that runs this, unless one was killed before."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return 7
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_a_worker_that_is_killed_costs_time_and_no_result(engine: Engine, tmp_path: Path) -> None:
    assert list(engine.map(die_once, [str(tmp_path / "killed")] * 6)) == [7] * 6
    assert (tmp_path / "killed").exists()


def test_a_build_on_a_cluster_has_the_same_bytes_as_one_process(scheduler: str, root: Path, tmp_path: Path) -> None:
    listings = sorted((root / "examples").glob("*-*"))
    for engine, name in ((None, "here"), (scheduler, "there")):
        settings = Settings(engine="dask" if engine else "processes", scheduler=engine, jobs=1, use_cache=False)
        build(listings, tmp_path / name, settings)
    for file in ("graph.nq", "graph.ttl", "concepts.graphml"):
        assert (tmp_path / "there" / file).read_bytes() == (tmp_path / "here" / file).read_bytes()


def test_a_scheduler_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engine.cluster._PATIENCE", 1)
    choice = Choice("dask", jobs=1, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EngineError, match="no Dask scheduler answers"), open_engine(choice, 0):
        pass


def test_a_scheduler_that_is_lost_is_an_error() -> None:
    with distributed.LocalCluster(
        processes=False, protocol="tcp", n_workers=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        choice = Choice("dask", jobs=1, scheduler=cluster.scheduler_address)
        with open_engine(choice, 0) as engine:
            results = engine.map(time.sleep, [0.0, *[0.2] * 40])
            assert next(results) is None
            cluster.close()
            with pytest.raises(EngineError, match="lost"):
                list(results)
