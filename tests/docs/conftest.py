"""Fixtures: a build of the examples for the code blocks, and the documentation site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg


@pytest.fixture(scope="session")
def examples_built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a folder with examples/, ontology/ and output/, as in a checkout after `make demo`."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("examples", "ontology"):
        shutil.copytree(root / name, folder / name)
    kg.build([folder / "examples"], folder / "output", kg.read_settings(folder / "examples" / "kg.toml"))
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return the folder of the built site; a warning of the strict build fails the tests."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(
        command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder
