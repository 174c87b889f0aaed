"""Mentions can be traced to the model that found them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kg.extract import model_version
from kg.extract.version import SHIPPED


def test_the_built_in_model_has_a_version() -> None:
    meta = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))
    assert model_version() == f"en_concepts {meta['version']}"


def test_a_model_in_a_folder_has_its_own_version(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "de", "name": "zorb", "version": "2.0"}', encoding="utf-8")
    assert model_version(str(tmp_path)) == "de_zorb 2.0"


def test_a_model_without_meta_has_its_name_and_the_vocabulary_is_no_model(tmp_path: Path) -> None:
    assert model_version(str(tmp_path / "zorb-model")) == "zorb-model"
    assert model_version("no_such_package_zorb") == "no_such_package_zorb"
    assert model_version("vocabulary") == model_version("patterns") == ""


def test_reading_the_version_does_not_import_spacy() -> None:
    script = "import sys; from kg.extract import model_version; model_version(); print('spacy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
