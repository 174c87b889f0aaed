"""No mutant of a listing breaks a reader; `python -m benchmarks.fuzz` tries as many as are wanted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.parsers.mutating import SAMPLES, mutant, reads


@pytest.mark.parametrize("name", list(SAMPLES))
def test_mutants_give_records_or_an_error_and_account_for_each_line(name: str, tmp_path: Path) -> None:
    rng = random.Random(f"mutants of {name}")
    outcomes = [reads(tmp_path / "listing", mutant(name, rng), rng.choice((name, None))) for _ in range(60)]
    assert any(parsed and parsed.records for parsed in outcomes)


@pytest.mark.parametrize("name", list(SAMPLES))
def test_samples_are_read_as_their_format(name: str, tmp_path: Path) -> None:
    parsed = reads(tmp_path / "listing", SAMPLES[name].encode(), None)
    assert parsed is not None and parsed.listing.format == name and len(parsed.records) >= 1
