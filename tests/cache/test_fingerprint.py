"""Fingerprint of the code, the model and the libraries that results depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cache import fingerprint
from kg.pipeline.extraction import version_of


def test_changed_code_has_another_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "rules.py"
    file.write_text("LIMIT = 1\n", encoding="utf-8")
    before = fingerprint([file], None)
    assert fingerprint([file], None) == before
    file.write_text("LIMIT = 2\n", encoding="utf-8")
    assert fingerprint([file], None) != before


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fingerprint([tmp_path / "missing.py"], None)


def test_all_code_that_mentions_depend_on_exists() -> None:
    assert len(version_of("vocabulary")) == 64
