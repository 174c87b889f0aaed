"""Engines return results in the order of the shards; a lost process is an error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engine import Engine, EngineChoice, open_engine
from kg.engine.engine_choice import POOL_MIN_ABSTRACTS
from kg.engine.pool import ProcessPool
from kg.engine.serial import Serial
from kg.model.errors import EngineError, UsageError


@pytest.fixture(params=[1, 2])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with open_engine(EngineChoice(jobs=request.param), 0) as opened:
        yield opened


def test_results_come_in_the_order_of_the_shards(engine: Engine) -> None:
    assert list(engine.map(abs, [-3, 1, -2])) == [3, 1, 2]


def test_a_result_can_be_waited_for(engine: Engine) -> None:
    assert engine.start(abs, -3).result() == 3


def test_an_error_in_a_shard_is_raised(engine: Engine) -> None:
    with pytest.raises(TypeError):
        list(engine.map(abs, [1, "x", 2]))  # type: ignore[list-item]


def test_no_shards_give_no_results(engine: Engine) -> None:
    assert list(engine.map(abs, [])) == []


def test_shards_are_read_lazily() -> None:
    taken: list[int] = []
    with open_engine(EngineChoice(jobs=2), 0) as engine:
        results = engine.map(abs, (taken.append(n) or n for n in range(100)))  # type: ignore[func-returns-value]
        assert next(results) == 0
        assert len(taken) < 10
        assert list(results) == list(range(1, 100))


def test_few_abstracts_are_read_in_one_process_and_many_in_as_many_as_there_are_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.engine.engine_choice.cores", lambda: 2)
    with open_engine(EngineChoice(), POOL_MIN_ABSTRACTS - 1) as engine:
        assert isinstance(engine, Serial)
    with open_engine(EngineChoice(), POOL_MIN_ABSTRACTS) as engine:
        assert isinstance(engine, ProcessPool)


@pytest.mark.parametrize("choice", [EngineChoice("dask"), EngineChoice(scheduler="tcp://127.0.0.1:8786")])
def test_scheduler_and_engine_dask_need_each_other(choice: EngineChoice) -> None:
    with pytest.raises(UsageError, match="--scheduler"), open_engine(choice, 0):
        pass


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_a_clear_error() -> None:
    with open_engine(EngineChoice(jobs=2), 0) as engine, pytest.raises(EngineError, match="run the same command again"):
        list(engine.map(die, [1, 2, 3]))
    with open_engine(EngineChoice(jobs=2), 0) as engine, pytest.raises(EngineError, match="run the same command again"):
        engine.start(die, 1).result()


PARENT = """
import os, sys, time
from kg.engine import EngineChoice, open_engine
def pid(_):
    time.sleep(0.2)
    return os.getpid()
if __name__ == "__main__":
    with open_engine(EngineChoice(jobs=2), 0) as engine:
        print(*{*engine.map(pid, range(6))}, flush=True)
        os.kill(os.getpid(), 9)
"""


def test_processes_end_with_the_one_that_started_them_even_when_it_is_killed(tmp_path: Path, root: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=root, env=path_to(root))
    assert done.returncode == -signal.SIGKILL
    children = [int(pid) for pid in done.stdout.split()]
    assert children
    deadline = time.monotonic() + 20
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(alive, children))


def path_to(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root)}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
