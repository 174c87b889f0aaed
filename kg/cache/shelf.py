"""Small results by key in one SQLite file: safe against kills, several builds at once, damage and growth."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

FILE = "mentions-1.sqlite"
LARGEST = 2 * 2**30
"""Bytes of results that are kept unless told otherwise: 108,000 works take about 100 MB."""

_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, checksum INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID"""
_AT_ONCE = 500
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a cache holds: entries, the bytes of their values, the bytes of its file."""

    entries: int
    size: int
    on_disk: int


class Shelf:
    """Values by key. Whatever goes wrong with the file, a value is then not known or not kept: never an exception.

    `trouble` says in words what went wrong, or is empty. A file that is damaged is replaced by an empty one. When it
    is closed, values used longest ago go until `largest` bytes remain.
    """

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.trouble = ""
        self._path = folder / FILE
        self._largest = largest
        self._file: sqlite3.Connection | None = None
        self._turn = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open()
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
        except OSError as error:
            self._give_up(error)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are known and undamaged."""
        try:
            return {key: value for key, value, checksum in self._rows(keys) if zlib.crc32(key + value) == checksum}
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
            return {}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values; they are on the disk when this returns."""
        rows = [(key, value, len(value), zlib.crc32(key + value), self._turn) for key, value in values.items()]
        try:
            if self._file:
                with self._file:
                    self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            self._give_up(error)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file:
                self._evict(self._file)
                self._file.close()
        except sqlite3.DatabaseError as failure:
            self._give_up(failure)

    def _open(self) -> None:
        self._file = sqlite3.connect(self._path, timeout=_PATIENCE)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.execute(_TABLE)
        self._turn = self._file.execute("SELECT COALESCE(MAX(used), 0) + 1 FROM kept").fetchone()[0]

    def _rows(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
        for start in range(0, len(keys) if self._file else 0, _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            assert self._file
            yield from self._file.execute(f"SELECT key, value, checksum FROM kept WHERE key IN ({marks})", some)  # noqa: S608
            with self._file:
                self._file.execute(f"UPDATE kept SET used = ? WHERE key IN ({marks})", (self._turn, *some))  # noqa: S608

    def _evict(self, file: sqlite3.Connection) -> None:
        excess = file.execute("SELECT COALESCE(SUM(size), 0) FROM kept").fetchone()[0] - self._largest
        if excess <= 0:
            return
        with file:
            for key, size in file.execute("SELECT key, size FROM kept ORDER BY used, key").fetchall():
                file.execute("DELETE FROM kept WHERE key = ?", (key,))
                excess -= size
                if excess <= 0:
                    break
        file.execute("VACUUM")

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        """Damage is mended by losing what can be found again; a file that others lock is not damaged."""
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            self._give_up(error)
            return
        try:
            self._close()
            for path in _files(self._path):
                path.unlink(missing_ok=True)
            self._open()
            self.trouble = f"the cache was damaged ({error}) and begins anew"
        except (sqlite3.DatabaseError, OSError) as further:
            self._give_up(further)

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"the cache {self._path} cannot be used ({error}); all is extracted and nothing kept"
        self._close()

    def _close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None


def contents(folder: Path) -> Contents:
    """What the cache in a folder holds."""
    path = folder / FILE
    on_disk = sum(each.stat().st_size for each in _files(path) if each.exists())
    if not path.exists():
        return Contents(0, 0, on_disk)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as file:
            entries, size = file.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM kept").fetchone()
    except sqlite3.DatabaseError:
        entries = size = 0
    return Contents(entries, size, on_disk)


def clear(folder: Path) -> Contents:
    """Remove the cache in a folder, and nothing else there; what it held."""
    held = contents(folder)
    for path in _files(folder / FILE):
        path.unlink(missing_ok=True)
    return held


def _files(path: Path) -> Iterable[Path]:
    return (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
