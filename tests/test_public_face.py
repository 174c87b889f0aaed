"""The names of `kg`: version, lazy imports, type information."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

import kg


def test_every_public_name_exists_and_is_listed() -> None:
    assert set(kg.__all__) <= set(dir(kg))
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert kg.__version__ == importlib.metadata.version("paperkg")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_types_are_shipped() -> None:
    assert (Path(kg.__file__).parent / "py.typed").is_file()


def test_the_libraries_of_a_build_are_imported_on_first_use() -> None:
    code = "import sys, kg; print(sorted({'spacy', 'networkx', 'pyoxigraph', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
