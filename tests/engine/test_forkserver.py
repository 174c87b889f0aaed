"""Fork server: processes start with modules and model loaded, and only builds start it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import __main__ as command
from kg.engine import EngineChoice, open_engine
from kg.store import new_store


def ready(_: int) -> bool:
    from kg.extract.loading import load_tools

    return {"spacy", "kg.pipeline.rendering"} <= set(sys.modules) and load_tools.cache_info().currsize > 0


def test_processes_start_with_the_model_loaded() -> None:
    with open_engine(EngineChoice(jobs=2), 0) as engine:
        assert list(engine.map(ready, range(4))) == [True] * 4


@pytest.mark.parametrize(
    ("words", "begun"),
    [("build listings", True), ("build --help", False), ("build x -h", False), ("query --list", False), ("", False)],
)
def test_only_builds_start_the_fork_server(monkeypatch: pytest.MonkeyPatch, words: str, begun: bool) -> None:
    order: list[str] = []
    monkeypatch.setattr(sys, "argv", ["kg", *words.split()])
    monkeypatch.setattr("kg.engine.start_forkserver", lambda: order.append("server"))
    monkeypatch.setattr("kg.cli.app.main", lambda: order.append("command line"))
    try:
        command.main()
    finally:
        gc.unfreeze()
    assert order == (["server"] if begun else []) + ["command line"]


HOSTILE = ("socket", "struct", "signal", "json", "pickle", "subprocess", "threading", "selectors")
STARTS = """
import asyncio, socket, sys
from pathlib import Path
from kg.engine import EngineChoice, open_engine
from kg.graph.isolated import run_isolated
from kg.server.fork_client import ForkClient

async def start_worker(store):
    client, (ours, theirs) = ForkClient([str(store)]), socket.socketpair()
    client.start()
    print(await client.start_worker(theirs.fileno()) > 0)
    client.end()

if __name__ == "__main__":
    store = Path(sys.argv[1])
    with open_engine(EngineChoice(jobs=2), 0) as engine:
        print(*engine.map(abs, [-1, -2]))
    print(*(row[0] for row in run_isolated(store, "ASK {}", {})))
    asyncio.run(start_worker(store))
"""


def test_no_process_imports_modules_of_the_working_directory(root: Path, tmp_path: Path) -> None:
    """A folder of listings may come from anybody and contain a file with the name of a module."""
    new_store(tmp_path / "store", ()).flush()
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "start.py").write_text(STARTS, encoding="utf-8")
    listings = tmp_path / "listings"
    listings.mkdir()
    for name in HOSTILE:
        (listings / f"{name}.py").write_text(f"open({name!r}, 'w').close(); raise SystemExit(9)", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "script" / "start.py", tmp_path / "store"],
        cwd=listings, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["1", "2", "True", "True"], done.stderr
    assert {path.name for path in listings.iterdir()} == {f"{name}.py" for name in HOSTILE}


def test_processes_do_not_run_the_command_line_again(root: Path) -> None:
    loaded = "import kg.__main__, sys; sys.exit('kg.cli' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=root, check=False).returncode == 0
