"""A store holds what was loaded, however it was cut, and is read by others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.rdf import Runs, summary_of, write_nquads
from kg.store import load, load_further, loading, new_store, open_store, settle, summarise
from tests.tiny import tiny_lines, tiny_quads


@pytest.mark.parametrize("at_once", [1_000_000, 0])
def test_a_store_is_loaded_run_by_run_and_then_further(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_AT_ONCE", at_once)
    monkeypatch.setattr(loading, "_RUN", 7)
    lines = tiny_lines()
    first, files = lines[: len(lines) // 2], [tmp_path / "one.nq", tmp_path / "other.nq"]
    rest = lines[len(lines) // 2 :]
    for file, some in zip(files, (rest[::2], rest[1::2]), strict=True):
        write_nquads(some, file)
    store = new_store(tmp_path / "store", ())
    with Runs(tmp_path, run=100) as runs:
        load(store, runs.through(first))
    settle(store)
    load_further(store, files)
    del store  # closes it: nothing is put in order while another reads
    assert set(open_store(tmp_path / "store")) == set(tiny_quads())


def test_statements_are_counted_alike_with_a_store_and_without() -> None:
    lines = sorted(set(tiny_lines()))
    whole = summarise(new_store(None, tiny_quads()))
    assert summary_of(lines) == whole
    assert summary_of(lines[::2]) + summary_of(lines[1::2]) == whole
    assert whole.triples == len(lines)
