"""The examples in docstrings, run in a folder with the example listings and their graph."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parents[1]
FILES = [path for path in sorted((ROOT / "kg").rglob("*.py")) if ">>>" in path.read_text(encoding="utf-8")]
PUBLIC = [kg.read, kg.build, kg.open, kg.read_settings, *(v for n, v in vars(kg.Graph).items() if n[0] != "_")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("docstrings")
    (made / "examples").symlink_to(ROOT / "examples")
    kg.build(made / "examples", made / "output")
    return made


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_give_what_they_show(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    module = importlib.import_module(name)
    monkeypatch.chdir(folder)
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("public", [value for value in PUBLIC if callable(value)], ids=lambda value: value.__name__)
def test_public_functions_have_the_sections_of_numpydoc(public: object) -> None:
    text = public.__doc__ or ""
    code = getattr(public, "__code__")  # noqa: B009
    parameters = [name for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if name != "self"]
    if parameters:
        section = text.partition("Parameters\n")[2].partition("Returns\n")[0]
        assert all(name in section for name in parameters), parameters
