"""The build hook as hatchling loads it, which the suite otherwise never does."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_the_build_hook_loads_from_its_path_alone() -> None:
    # Hatchling runs the file without entering it into sys.modules, where a dataclass looks for its own module.
    path = ROOT / "hatch_build.py"
    if not path.exists():
        pytest.skip("not run from a source tree")
    spec = spec_from_file_location("a_build_hook", path)
    assert spec is not None and spec.loader is not None
    hook = module_from_spec(spec)
    spec.loader.exec_module(hook)
    assert [program.script for program in hook.PROGRAMS] == ["explorer.js", "editor.js"]
