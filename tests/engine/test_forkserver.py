"""Fork server: processes start with modules and model loaded, and only builds start it."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from kg import __main__ as command
from kg.engine import EngineChoice, open_engine


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


def test_processes_do_not_run_the_command_line_again(root: Path) -> None:
    loaded = "import kg.__main__, sys; sys.exit('kg.cli' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=root, check=False).returncode == 0
