"""The same listings give the same bytes with any engine, locale, time zone and order of inputs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = ("graph.ttl", "ledger.json", "coauthors.graphml", "concepts.graphml", "centrality_authors.csv")
CASES = {
    "two processes, Turkish, Kathmandu": (["--jobs", "2", "--no-cache"], "tr_TR.UTF-8", "Asia/Kathmandu"),
    "four processes, German, Honolulu": (["--jobs", "4"], "de_DE.UTF-8", "Pacific/Honolulu"),
    "from the cache, C, UTC": (["--jobs", "1"], "C", "UTC"),
}


def kg(root: Path, out: Path, options: list[str], language: str, zone: str, backwards: bool) -> None:
    listings = sorted((root / "examples").glob("*-*"), reverse=backwards)
    command = [sys.executable, "-m", "kg", "build", *map(str, listings), "--out", str(out)]
    environment = {**os.environ, "LC_ALL": language, "LANG": language, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    done = subprocess.run([*command, *options], cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def plain(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain") / "out"
    kg(root, out, ["--jobs", "1", "--no-cache"], "en_US.UTF-8", "Europe/Berlin", backwards=False)
    return out


@pytest.mark.parametrize("case", CASES)
def test_the_bytes_are_those_of_one_process(plain: Path, root: Path, tmp_path: Path, case: str) -> None:
    kg(root, tmp_path / "out", *CASES[case], backwards=True)
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (plain / name).read_bytes(), name
