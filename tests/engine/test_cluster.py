"""Dask cluster: same results as one process, also when workers die; errors are one line."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg import build, extract
from kg.engine import Engine, EngineChoice, open_engine
from kg.engine.serial import Serial
from kg.model.errors import EngineError
from kg.model.mention import RawMention
from kg.model.progress import NoProgress
from kg.pipeline import author_matching, extraction
from kg.resolve import Sharding, resolve
from kg.settings import Settings
from tests.resolve.test_sharding import tangle
from tests.waiting import WAIT_LIMIT

distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install 'paperkg[cluster]')")
pytestmark = pytest.mark.filterwarnings("ignore")

SAME = ("graph.ttl", "concepts.graphml")
QUIET = {"dashboard_address": "127.0.0.1:0", "silence_logs": 50}
Build = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Collect garbage of Dask (a connection reopened while its client closed) here, not in a later test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def cluster(root: Path) -> Iterator[Any]:
    """Two workers, each a process, on the loopback interface alone; the scheduler is a thread of this process."""
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", **QUIET}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(root))
        with distributed.LocalCluster(processes=True, **options) as opened:
            yield opened


@pytest.fixture
def engine(cluster: Any) -> Iterator[Engine]:
    with open_engine(EngineChoice("dask", jobs=1, scheduler=cluster.scheduler_address), 0) as opened:
        yield opened


@pytest.fixture(scope="module")
def listings(root: Path) -> list[Path]:
    return sorted((root / "examples").glob("*-*"))


@pytest.fixture(scope="module")
def here(listings: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a build in one process."""
    out = tmp_path_factory.mktemp("here") / "out"
    build(listings, out, Settings(jobs=1, use_cache=False))
    return out


@pytest.fixture
def there(cluster: Any, listings: list[Path], root: Path, tmp_path: Path) -> Build:
    """Start a build on the cluster."""

    def begin(out: Path) -> subprocess.Popen[str]:
        words = ["build", *listings, "--out", out, "--jobs", 1, "--cache-dir", tmp_path / "cache"]
        words += ["--engine", "dask", "--scheduler", cluster.scheduler_address]
        command = [sys.executable, "-m", "kg", *map(str, words)]
        return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    return begin


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + WAIT_LIMIT
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_results_come_in_the_order_of_the_shards(engine: Engine) -> None:
    assert list(engine.map(abs, range(-20, 0))) == list(range(20, 0, -1))
    assert engine.start(abs, -3).result() == 3


def test_an_error_in_a_shard_is_raised(engine: Engine) -> None:
    with pytest.raises(TypeError):
        list(engine.map(abs, [1, "x", 2]))  # type: ignore[list-item]


AT_WORK: list[int] = []
FIVE_AT_WORK = threading.Event()


def count_at_work(shard: int) -> int:
    """Return the number of shards that run at the same time as this one; from the tenth on, wait until they are five.

    The first ones do not wait, because the number of workers is asked for again only when a shard is finished.
    """
    AT_WORK.append(shard)
    count = len(AT_WORK)
    if count >= 5:
        FIVE_AT_WORK.set()
    elif shard >= 10:
        FIVE_AT_WORK.wait(WAIT_LIMIT)
    AT_WORK.remove(shard)
    return count


def test_workers_that_join_later_get_shards() -> None:
    with distributed.LocalCluster(
        processes=False, protocol="tcp", n_workers=1, threads_per_worker=1, host="127.0.0.1", **QUIET
    ) as cluster:
        choice = EngineChoice("dask", jobs=1, scheduler=cluster.scheduler_address)
        with open_engine(choice, 0) as engine:
            results = engine.map(count_at_work, range(100))
            assert next(results) == 1
            cluster.scale(8)
            wait_until(lambda: len(cluster.scheduler.workers) == 8)
            assert max(results) >= 5  # one worker is handed three


def test_a_build_waits_for_the_first_worker() -> None:
    with (
        distributed.LocalCluster(processes=False, protocol="tcp", n_workers=0, host="127.0.0.1", **QUIET) as cluster,
        open_engine(EngineChoice("dask", jobs=1, scheduler=cluster.scheduler_address), 0) as engine,
    ):
        threading.Timer(0.2, cluster.scale, [1]).start()
        assert list(engine.map(abs, [-1, -2])) == [1, 2]


def die_once(marker: str) -> int:
    """Kill the worker that runs this, unless one was killed before."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return 7
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_shards_of_a_killed_worker_are_repeated(engine: Engine, tmp_path: Path) -> None:
    assert list(engine.map(die_once, [str(tmp_path / "killed")] * 6)) == [7] * 6
    assert (tmp_path / "killed").exists()


def test_a_build_on_a_cluster_has_the_same_bytes_as_one_process(
    cluster: Any, listings: list[Path], here: Path, tmp_path: Path
) -> None:
    build(listings, tmp_path, Settings(engine="dask", scheduler=cluster.scheduler_address, jobs=1, use_cache=False))
    assert all((tmp_path / file).read_bytes() == (here / file).read_bytes() for file in SAME)


def not_here(*given: object) -> None:
    raise AssertionError("this process compares names")


def test_author_names_are_compared_by_the_workers(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(author_matching, "PARALLEL_MIN_NAMES", 0)
    records = tangle(1, 200)
    expected = resolve(records)
    spread = author_matching.distribute_over(engine, records)
    assert spread
    monkeypatch.setattr("kg.resolve.comparison.compare", not_here)
    assert resolve(records, sharding=Sharding(spread.map, 25)) == expected


def test_a_build_with_names_compared_by_workers_has_the_same_bytes(
    cluster: Any, listings: list[Path], here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(author_matching, "PARALLEL_MIN_NAMES", 0)
    build(listings, tmp_path, Settings(engine="dask", scheduler=cluster.scheduler_address, jobs=1))
    assert all((tmp_path / file).read_bytes() == (here / file).read_bytes() for file in SAME)


def test_workers_survive_a_killed_build_and_the_next_succeeds(
    cluster: Any, there: Build, here: Path, tmp_path: Path
) -> None:
    workers = set(cluster.scheduler.workers)
    with there(tmp_path / "out") as killed:
        wait_until(lambda: cluster.scheduler.tasks)
        killed.kill()
    wait_until(lambda: not cluster.scheduler.tasks)
    assert set(cluster.scheduler.workers) == workers
    with there(tmp_path / "out") as again:
        said = again.communicate(timeout=WAIT_LIMIT)[1]
    assert again.returncode == 0, said
    assert all((tmp_path / "out" / file).read_bytes() == (here / file).read_bytes() for file in SAME)


def test_a_connection_that_breaks_is_one_line(cluster: Any, there: Build, tmp_path: Path) -> None:
    with there(tmp_path / "out") as cut:
        wait_until(lambda: cluster.scheduler.tasks)
        for kept in list(cluster.scheduler.client_comms.values()):
            cluster.loop.add_callback(kept.comm.abort)
        said = cut.communicate(timeout=WAIT_LIMIT)[1].splitlines()
    assert cut.returncode == 2
    assert [line for line in said if "kg: " in line] == said[-1:]
    assert "connection lost" in said[-1]
    assert not any("Traceback" in line or "Error" in line for line in said)


def break_off(cluster: Any, client: Any) -> None:
    client.loop.add_callback(client.scheduler_comm.comm.abort)


def forget(cluster: Any, client: Any) -> None:
    """Disconnect the client as a scheduler does that considers it lost."""
    cluster.loop.add_callback(cluster.scheduler.remove_client, client.id)


@pytest.mark.parametrize("lose", [break_off, forget])
def test_a_disconnected_client_raises_an_error(
    cluster: Any, engine: Any, lose: Callable[[Any, Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.engine.cluster._TIMEOUT", 1)
    results = engine.map(time.sleep, [0.0, *[0.2] * 40])
    assert next(results) is None
    lose(cluster, engine._client)
    with pytest.raises(EngineError, match="run the same command again"):
        list(results)


def fail(reason: str) -> None:
    raise OSError(reason)


def test_an_os_error_of_a_shard_is_not_reported_as_a_lost_cluster(engine: Engine) -> None:
    with pytest.raises(OSError, match="no space"):
        list(engine.map(fail, ["no space"]))


@contextmanager
def dask(what: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or a worker that is not restarted."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def read_slowly(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    time.sleep(0.1)
    return []


class Interrupting(NoProgress):
    """Progress that raises an interrupt after the first step."""

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt

    def advance(self, steps: int = 1) -> None:
        if steps:
            self._interrupt()


@pytest.mark.parametrize("lost", ["scheduler", "worker"])
def test_finished_shards_are_cached_when_the_scheduler_or_all_workers_are_lost(
    lost: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setattr(extract, "find_mentions", read_slowly)
    monkeypatch.setattr(extraction, "SHARD", 1)
    passages = [(f"work/{number}", f"abstract {number}") for number in range(30)]
    file = tmp_path / "scheduler.json"
    with (
        dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)) as scheduler,
        dask("worker", "--scheduler-file", str(file), "--no-nanny", "--nthreads", "1") as worker,
    ):
        wait_until(file.exists)
        address = json.loads(file.read_text())["address"]

        def lose() -> None:
            monkeypatch.setattr("kg.engine.cluster._TIMEOUT", 1)
            {"scheduler": scheduler, "worker": worker}[lost].kill()

        with (
            open_engine(EngineChoice("dask", jobs=1, scheduler=address), 0) as engine,
            pytest.raises(EngineError, match="finished abstracts are cached"),
        ):
            extraction.find_mentions(passages, None, engine, tmp_path / "cache", Interrupting(lose))
    assert extraction.find_mentions(passages, None, Serial(), tmp_path / "cache", NoProgress()).cached > 0


def test_a_scheduler_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engine.cluster._TIMEOUT", 1)
    choice = EngineChoice("dask", jobs=1, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EngineError, match="cannot connect to a Dask scheduler"), open_engine(choice, 0):
        pass


def test_a_scheduler_that_is_lost_is_an_error() -> None:
    with distributed.LocalCluster(processes=False, protocol="tcp", n_workers=1, host="127.0.0.1", **QUIET) as cluster:
        choice = EngineChoice("dask", jobs=1, scheduler=cluster.scheduler_address)
        with open_engine(choice, 0) as engine:
            results = engine.map(time.sleep, [0.0, *[0.2] * 40])
            assert next(results) is None
            cluster.close()
            with pytest.raises(EngineError, match="lost"):
                list(results)
