"""The acceptance cases for reading listings hold; they are run in this process, without the pages of a build."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.cli import app, console
from kg.pipeline import build, rendering
from tests.conftest import ROOT

CASES = Path(os.environ.get("KG_CASES", ROOT.parent / "shared" / "cases"))
LISTINGS = CASES / "listings"
WIDTH = 300
# No case is about these pages, and they take most of the time of a small build.
PAGES = ((build, "render_report"), (build, "render_explorer"), (rendering, "write_network_page"))


def _cases() -> list[dict[str, Any]]:
    file = LISTINGS / "cases.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


def _runner() -> ModuleType:
    """Return the module that checks the cases, which lies beside them."""
    spec = importlib.util.spec_from_file_location("case_runner", CASES / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command(_: object, *words: object) -> tuple[int, str]:
    """Run a command of kg in this process; return its exit code and what it printed."""
    printed = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        patch.setattr(sys, "argv", ["kg", *map(str, words)])
        try:
            app.main()
        except SystemExit as done:
            return done.code if isinstance(done.code, int) else 0, printed.getvalue()
    return 0, printed.getvalue()


def _nothing(*_: object, **__: object) -> None:
    """Write no page."""


@pytest.fixture(scope="module")
def run_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[dict[str, Any]], list[str]]]:
    """The check of one case: what differs from its expectation."""
    runner = _runner()
    cache = tmp_path_factory.mktemp("cases-cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "command", command)
        for module, name in PAGES:
            patch.setattr(module, name, _nothing)
        for printer in (console.out, console.err):
            patch.setattr(printer, "width", WIDTH)
        yield lambda case: runner.run_case(case, LISTINGS, "kg", cache)


@pytest.mark.skipif(not LISTINGS.is_dir(), reason=f"the acceptance cases are not here ({CASES.name}): set KG_CASES")
@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["case"])
def test_the_case_holds(case: dict[str, Any], run_case: Callable[[dict[str, Any]], list[str]]) -> None:
    assert run_case(case) == []
