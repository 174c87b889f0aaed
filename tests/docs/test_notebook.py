"""The notebook of the tutorial has no outputs and runs from top to bottom."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from docs.generate.notebook import NOTEBOOK, cells, fragment


def test_the_notebook_is_stored_without_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_the_notebook_runs(
    examples_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(shutil.copytree(examples_built, tmp_path / "checkout"))
    names: dict[str, object] = {}
    for number, (kind, source) in enumerate(cells()):
        if kind == "code":
            exec(compile(source, f"cell {number}", "exec"), names)
    printed = capsys.readouterr().out
    assert "dropout" in printed and "MNIST" in printed


def test_its_page_has_every_cell() -> None:
    page = fragment()
    assert all(source in page for _, source in cells())
    assert page.count("```python") == sum(kind == "code" for kind, _ in cells())
