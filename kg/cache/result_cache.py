"""Key-value cache of small results in one SQLite file.

It tolerates killed processes, concurrent builds and a damaged file, and its size is limited.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

FILE = "mentions-1.sqlite"
MAX_BYTES = 2 * 2**30
"""Default maximum size of all values in bytes; 108,000 papers take about 100 MB."""

_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, checksum INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID"""
_BATCH = 500
_TIMEOUT = 10.0
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""Errors of a damaged file; `sqlite3` decodes the messages of SQLite, which may quote the file, as UTF-8."""


@dataclass(frozen=True, slots=True)
class CacheContents:
    """Size of a cache: number of entries, total size of their values in bytes, and size of its files in bytes."""

    entries: int
    size: int
    on_disk: int


class ResultCache:
    """Key-value cache in a folder; use it as a context manager.

    Errors of the file raise no exception: `get` then finds nothing and `put` stores nothing, and `warning`, otherwise
    empty, describes the error. A damaged file is replaced by an empty one. On exit, the least recently used values are
    removed until at most `max_bytes` remain.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self.warning = ""
        self._path = folder / FILE
        self._max_bytes = max_bytes
        self._file: sqlite3.Connection | None = None
        self._generation = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open()
        except _DAMAGE as error:
            self._recreate(error)
        except OSError as error:
            self._disable(error)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values by key, without keys that are not stored or whose value does not match its checksum."""
        try:
            rows = list(self._rows(keys))
        except _DAMAGE as error:
            self._recreate(error)
            return {}
        return {key: value for key, value, checksum in rows if zlib.crc32(key + value) == checksum}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Write values to the file; an earlier value of the same key is replaced."""
        rows = [(key, value, len(value), zlib.crc32(key + value), self._generation) for key, value in values.items()]
        try:
            if self._file:
                with self._file:
                    self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
        except _DAMAGE as error:
            self._disable(error)

    def __enter__(self) -> ResultCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file:
                self._evict(self._file)
                self._file.close()
        except _DAMAGE as failure:
            self._disable(failure)

    def _open(self) -> None:
        self._file = sqlite3.connect(self._path, timeout=_TIMEOUT)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.execute(_TABLE)
        self._generation = self._file.execute("SELECT COALESCE(MAX(used), 0) + 1 FROM kept").fetchone()[0]

    def _rows(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
        for start in range(0, len(keys) if self._file else 0, _BATCH):
            some = keys[start : start + _BATCH]
            marks = ",".join("?" * len(some))
            assert self._file
            found = self._file.execute(f"SELECT key, value, checksum FROM kept WHERE key IN ({marks})", some)  # noqa: S608
            yield from (row for row in found if isinstance(row[1], bytes))  # a damaged file may have other types
            with self._file:
                self._file.execute(f"UPDATE kept SET used = ? WHERE key IN ({marks})", (self._generation, *some))  # noqa: S608

    def _evict(self, file: sqlite3.Connection) -> None:
        excess = file.execute("SELECT COALESCE(SUM(size), 0) FROM kept").fetchone()[0] - self._max_bytes
        if excess <= 0:
            return
        with file:
            for key, size in file.execute("SELECT key, CAST(size AS INTEGER) FROM kept ORDER BY used, key").fetchall():
                file.execute("DELETE FROM kept WHERE key = ?", (key,))
                excess -= size
                if excess <= 0:
                    break
        file.execute("VACUUM")

    def _recreate(self, error: Exception) -> None:
        """Replace a damaged file by an empty one; after another error, such as a lock, stop using the cache."""
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            self._disable(error)
            return
        try:
            self._close()
            for path in _files(self._path):
                path.unlink(missing_ok=True)
            self._open()
            self.warning = f"the cache was damaged ({error}) and has been replaced by an empty one"
        except (*_DAMAGE, OSError) as further:
            self._disable(further)

    def _disable(self, error: Exception) -> None:
        self.warning = f"the cache {self._path} cannot be used ({error}); results are not cached"
        self._close()

    def _close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None


def contents(folder: Path) -> CacheContents:
    """Return the size of the cache in a folder, without changing it.

    Parameters
    ----------
    folder
        Folder of the cache.

    Returns
    -------
    CacheContents
        Zeros if the folder contains no cache.
    """
    path = folder / FILE
    on_disk = sum(each.stat().st_size for each in _files(path) if each.exists())
    if not path.exists():
        return CacheContents(0, 0, on_disk)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_TIMEOUT)) as file:
            entries, size = file.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM kept").fetchone()
    except _DAMAGE:
        entries = size = 0
    return CacheContents(entries, size, on_disk)


def clear(folder: Path) -> CacheContents:
    """Delete the files of the cache in a folder, but no other files.

    Parameters
    ----------
    folder
        Folder of the cache.

    Returns
    -------
    CacheContents
        Size of the cache before it was deleted.
    """
    held = contents(folder)
    for path in _files(folder / FILE):
        path.unlink(missing_ok=True)
    return held


def _files(path: Path) -> Iterable[Path]:
    return (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
