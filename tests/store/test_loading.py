"""Loading of statements in one call or several, and errors while loading."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.model.errors import OutputError
from kg.rdf import SortedRuns, summary_of, write_ntriples
from kg.store import load, load_files, loading, new_store, open_store, summarise
from tests.tiny import tiny_lines, tiny_quads


@pytest.mark.parametrize("batch", [1_000_000, 0], ids=["one batch", "compacted"])
def test_statements_are_loaded_from_a_stream_and_then_from_files(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_BATCH", batch)
    lines = tiny_lines()
    first, files = lines[: len(lines) // 2], [tmp_path / "one.nt", tmp_path / "other.nt"]
    rest = lines[len(lines) // 2 :]
    for file, some in zip(files, (rest[::2], rest[1::2]), strict=True):
        write_ntriples(some, file)
    store = new_store(tmp_path / "store", ())
    with SortedRuns(tmp_path, run=100) as runs:
        load(store, runs.add(first))
    load_files(store, files)
    del store  # closes it
    assert set(open_store(tmp_path / "store")) == set(tiny_quads())


def test_an_error_in_the_stream_ends_the_loading(tmp_path: Path) -> None:
    def broken() -> object:
        yield tiny_lines()[0].encode()
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        load(new_store(tmp_path / "store", ()), broken())  # type: ignore[arg-type]


def test_an_error_in_the_statements_is_raised(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        load(new_store(tmp_path / "store", ()), [b"<http://a> <http://b>\n"] * 100_000)


def test_a_store_with_named_graphs_is_rejected_as_outdated(tmp_path: Path) -> None:
    node = NamedNode("https://example.org/x")
    store = new_store(tmp_path / "store", [Quad(node, node, node, node)])
    store.flush()
    del store
    with pytest.raises(OutputError, match="older version of paperkg; build the graph again"):
        open_store(tmp_path / "store")


def test_counts_with_and_without_a_store_are_equal() -> None:
    lines = sorted(set(tiny_lines()))
    whole = summarise(new_store(None, tiny_quads()))
    assert summary_of(lines) == whole
    assert summary_of(lines[::2]) + summary_of(lines[1::2]) == whole
    assert whole.triples == len(lines)
