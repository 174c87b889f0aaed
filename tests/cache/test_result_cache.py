"""Cached values are returned unchanged or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.cache import ResultCache, clear, contents
from kg.cache.result_cache import FILE


def test_values_are_found_by_the_next_build(tmp_path: Path) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({b"a": b"1", b"b": b""})
    with ResultCache(tmp_path) as cache:
        assert cache.get([b"a", b"b", b"c"]) == {b"a": b"1", b"b": b""}
        assert cache.warning == ""


def test_thousands_of_keys_are_found_at_once(tmp_path: Path) -> None:
    values = {str(n).encode(): b"x" * (n % 7) for n in range(3_000)}
    with ResultCache(tmp_path) as cache:
        cache.put(values)
        assert cache.get(list(values)) == values


def test_values_survive_a_killed_build(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path)
    cache.put({b"a": b"1"})
    with ResultCache(tmp_path) as other:  # the first is never closed
        assert other.get([b"a"]) == {b"a": b"1"}


def test_a_corrupt_entry_is_not_returned(tmp_path: Path) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({b"a": b"1", b"b": b"2"})
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE kept SET value = ? WHERE key = ?", (b"9", b"a"))
    file.close()
    with ResultCache(tmp_path) as cache:
        assert cache.get([b"a", b"b"]) == {b"b": b"2"}


@pytest.mark.parametrize("keep", [0, 100, 5_000], ids=["foreign", "cut short", "scribbled over"])
def test_a_damaged_file_is_replaced(tmp_path: Path, keep: int) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({bytes([n]): b"x" * 1000 for n in range(200)})
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:keep] + b"not a database" * (400 if keep else 5))
    with ResultCache(tmp_path) as cache:
        found = cache.get([bytes([n]) for n in range(200)])
        assert all(value == b"x" * 1000 for value in found.values())
        cache.put({b"new": b"1"})
    with ResultCache(tmp_path) as cache:
        assert cache.get([b"new"]) == {b"new": b"1"}


def test_a_file_whose_names_are_no_text_is_replaced(tmp_path: Path) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({b"a": b"1"})
    path = tmp_path / FILE
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE kept", b"CREATE \xe2ABLE kept"))
    with ResultCache(tmp_path) as cache:
        assert cache.get([b"a"]) == {} and "damaged" in cache.warning
        cache.put({b"b": b"2"})
        assert cache.get([b"b"]) == {b"b": b"2"}


@pytest.mark.parametrize(
    "damage", ["value = 'text'", "value = 7", "size = 'text'", "checksum = 'text'", "used = 'text'", "used = 9e999"]
)
def test_values_of_other_types_are_not_returned(tmp_path: Path, damage: str) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({b"a": b"first", b"b": b"second"})
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute(f"UPDATE kept SET {damage} WHERE key = ?", (b"a",))
    with ResultCache(tmp_path, max_bytes=3) as cache:
        assert cache.get([b"a", b"b"]) in ({b"b": b"second"}, {b"a": b"first", b"b": b"second"})
        cache.put({b"c": b"third"})
        assert cache.get([b"c"]) == {b"c": b"third"}
    assert not cache.warning


def test_a_folder_that_cannot_be_created_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with ResultCache(tmp_path / "file" / "cache") as cache:
        cache.put({b"a": b"1"})
        assert cache.get([b"a"]) == {}
    assert "cannot be used" in cache.warning


def test_the_least_recently_used_values_are_removed_first(tmp_path: Path) -> None:
    with ResultCache(tmp_path) as cache:
        cache.put({b"old": b"x" * 100, b"asked for": b"x" * 100})
    with ResultCache(tmp_path, max_bytes=250) as cache:
        cache.get([b"asked for"])
        cache.put({b"new": b"x" * 100})
    with ResultCache(tmp_path) as cache:
        assert set(cache.get([b"old", b"asked for", b"new"])) == {b"asked for", b"new"}


def test_contents_are_counted_and_only_they_are_cleared(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with ResultCache(tmp_path) as cache:
        cache.put({b"a": b"12", b"b": b"345"})
    held = contents(tmp_path)
    assert (held.entries, held.size) == (2, 5)
    assert held.on_disk > 0
    assert clear(tmp_path).entries == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert contents(tmp_path).entries == contents(tmp_path / "nowhere").entries == 0
