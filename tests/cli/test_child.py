"""A query of the command line runs in a child process; a signal that ends it is one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import new_store
from tests.tiny import tiny_quads
from tests.waiting import WAIT_LIMIT

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import os, signal, sys
import pyoxigraph
class Crashing:
    named_graphs = staticmethod(lambda: iter(()))
    def query(self, *_, **__): os.kill(os.getpid(), signal.{name})
    def quads_for_pattern(self, *_): return iter(())
import kg.store.loading
kg.store.loading.Store.read_only
class Opening:
    read_only = staticmethod(lambda _: Crashing())
kg.store.loading.Store = Opening
sys.argv = ["kg", "query", "ASK {{}}", "--out", {out!r}]
from kg.__main__ import main
main()
"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?i) }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "output"
    new_store(folder / "store", tiny_quads()).flush()
    return folder


def start(*words: str) -> subprocess.Popen[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
    return subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT
    )


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGKILL"])
def test_a_crash_of_the_engine_is_one_line(out: Path, name: str) -> None:
    process = start("-c", CRASH.format(name=name, out=str(out)))
    _, said = process.communicate(timeout=WAIT_LIMIT)
    assert process.returncode == 2
    assert said.count("\n") == 1 and f"ended with {name} before the result was complete" in said


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_running_query_is_ended_by_a_signal(out: Path, number: signal.Signals, code: int) -> None:
    process = start("-m", "kg", "query", RUNAWAY, "--out", str(out))
    assert process.pid
    until = time.monotonic() + 60
    while not _children(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    children = _children(process.pid)
    time.sleep(0.5)
    process.send_signal(number)
    process.communicate(timeout=WAIT_LIMIT)
    assert process.returncode == code
    assert children and not any(Path(f"/proc/{child}").exists() for child in children)


def _children(pid: int) -> list[str]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("the children of a process are unknown on this system")
    return path.read_text(encoding="ascii").split()


def test_control_characters_in_file_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    process = start(
        "-m", "kg", "build", str(tmp_path / "a\x1b]0;x\x07\x1b[31m\u009b2Jb.txt"), "--out", str(tmp_path / "o")
    )
    _, said = process.communicate(timeout=WAIT_LIMIT)
    assert process.returncode == 2 and "no such file" in said
    assert not set(said) & {"\x1b", "\x07", "\u009b"}
