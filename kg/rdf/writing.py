"""Quads to files: sorted canonical N-Quads."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import IO

from pyoxigraph import Quad, RdfFormat, parse, serialize

_RUN = 100_000  # quads sorted in memory at a time, about 60 MB
_AT_ONCE = 64  # files merged at a time


class Runs:
    """Statements set aside in sorted runs, so that no more than `run` of them are in memory, and written as one file.

    The runs are nameless files in `folder`, which are gone when the block ends, however it ends.
    """

    def __init__(self, folder: Path, run: int = _RUN) -> None:
        self._folder = folder
        self._run = run
        self._open = ExitStack()
        self._runs: list[IO[bytes]] = []
        self._merged: list[IO[bytes]] = []

    def through(self, quads: Iterable[Quad]) -> Iterator[bytes]:
        """Set the quads aside, run by run, and pass each run on as sorted N-Quads."""
        waiting = iter(quads)
        while lines := b"".join(_sorted_lines(islice(waiting, self._run))):
            self._set_aside(lines)
            yield lines

    def take(self, path: Path) -> Iterator[bytes]:
        """Take over a file of sorted N-Quads as one of the runs, and pass its lines on, as many at a time as in a run.

        Its name is gone at once.
        """
        file = self._open.enter_context(path.open("rb"))
        path.unlink()
        while some := b"".join(islice(file, self._run)):
            yield some
        self._runs.append(file)

    def write(self, path: Path) -> int:
        """Write canonical N-Quads, one statement a line, sorted by bytes and without repeats; return their number."""
        count = 0
        with path.open("wb") as target:
            for line, _ in groupby(_merged([*self._merged, *self._runs])):
                target.write(line)
                count += 1
        return count

    def __enter__(self) -> Runs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _set_aside(self, lines: bytes) -> None:
        self._runs.append(self._file([lines]))
        if len(self._runs) == _AT_ONCE:
            self._merged.append(self._file(_merged(self._runs)))
            for each in self._runs:
                each.close()
            self._runs = []

    def _file(self, lines: Iterable[bytes]) -> IO[bytes]:
        """A nameless file."""
        file = self._open.enter_context(tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115 - it is, by the stack
        file.writelines(lines)
        return file


def write_nquads(quads: Iterable[Quad], path: Path, run: int = _RUN) -> int:
    """Write canonical N-Quads, one statement a line, sorted by bytes and without repeats; return their number.

    No more than `run` quads are in memory at a time.
    """
    with Runs(path.parent, run) as runs:
        for _ in runs.through(quads):
            pass
        return runs.write(path)


def read_nquads(path: Path) -> Iterator[Quad]:
    """The quads of a file, in its order."""
    return parse(path=path, format=RdfFormat.N_QUADS)


def _sorted_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Canonical N-Quads; each quad is let go as soon as it is a line, and the next is made where it was."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(lines.splitlines(keepends=True))  # line ends within a literal are escaped


def _merged(files: Iterable[IO[bytes]]) -> Iterator[bytes]:
    """The lines of sorted files, each from its start, in one order."""
    for file in files:
        file.seek(0)
    return heapq.merge(*files)
