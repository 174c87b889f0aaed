"""Statements to files: sorted canonical N-Quads."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from os import SEEK_END
from pathlib import Path
from shutil import copyfileobj
from types import TracebackType
from typing import IO, TypeVar

from kg.rdf.describe import Statement

_RUN = 100_000  # statements sorted in memory at a time, about 30 MB
_HELD = 32_000_000  # bytes of all runs in memory at a time while they are merged,
_LEAST = 16_384  # but no fewer of each run


Text = TypeVar("Text", str, bytes)


class Runs:
    """Statements set aside in sorted runs and written as one file.

    No more than `run` of them are in memory at a time while they are set aside, and some 32 MB while they are merged.
    The runs are in a nameless file in `folder`, which is gone when the block ends, however it ends.
    """

    def __init__(self, folder: Path, run: int = _RUN) -> None:
        self._run = run
        self._aside = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed when the block ends
        self._spans: list[tuple[int, int]] = []

    def through(self, statements: Iterable[Statement]) -> Iterator[bytes]:
        """Set the statements aside, run by run, and pass each run on as sorted N-Quads."""
        waiting = iter(statements)
        while lines := _sorted_lines(islice(waiting, self._run)):
            yield self._set_aside(lines)

    def take(self, path: Path) -> None:
        """Set a file that `write_nquads` wrote aside, as a run; the file is removed."""
        start = self._aside.seek(0, SEEK_END)
        with path.open("rb") as file:
            copyfileobj(file, self._aside)
        self._spans.append((start, self._aside.tell()))
        path.unlink()

    def write(self, path: Path) -> int:
        """Write canonical N-Quads, one statement a line, sorted by bytes and without repeats; return their number."""
        count = 0
        with path.open("wb") as target:
            for lines in _merged(self._aside, self._spans):
                target.writelines(lines)
                count += len(lines)
        return count

    def __enter__(self) -> Runs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._aside.close()

    def _set_aside(self, lines: bytes) -> bytes:
        start = self._aside.seek(0, SEEK_END)
        self._aside.write(lines)
        self._spans.append((start, start + len(lines)))
        return lines


class _Run:
    """A run while it is merged: its first lines, about `step` bytes of them in memory, and the span of all others."""

    def __init__(self, file: IO[bytes], span: tuple[int, int], step: int) -> None:
        self._file = file
        self._place, self._end = span
        self._room = step
        self._lines: list[bytes] = []
        self._read()

    def lines_to(self, bound: bytes) -> list[bytes]:
        """Those of the lines in memory that do not come behind `bound`; others are read in their place."""
        cut = bisect_right(self._lines, bound)
        found = self._lines[:cut]
        del self._lines[:cut]
        self._room += sum(map(len, found))
        self._read()
        return found

    @property
    def last(self) -> bytes | None:
        """The last line in memory; None where the run is at its end."""
        return self._lines[-1] if self._lines else None

    def _read(self) -> None:
        size = min(self._room, self._end - self._place)
        if size > 0:
            self._file.seek(self._place)
            some = self._file.read(size)
            if not some.endswith(b"\n"):
                some += self._file.readline()
            self._place += len(some)
            self._room -= len(some)
            self._lines += some.splitlines(keepends=True)


def write_nquads(statements: Iterable[Statement], path: Path, run: int = _RUN) -> int:
    """Write canonical N-Quads, one statement a line, sorted by bytes and without repeats; return their number.

    No more than `run` statements are in memory at a time, and some 32 MB of lines.
    """
    with Runs(path.parent, run) as runs:
        for _ in runs.through(statements):
            pass
        return runs.write(path)


def _merged(file: IO[bytes], spans: list[tuple[int, int]]) -> Iterator[list[bytes]]:
    """The lines of sorted runs in one order without repeats, many at a time.

    All lines up to the least of the last lines in memory are in memory. They are sorted together, which is little work
    where much is in order already.
    """
    runs = [_Run(file, span, max(_HELD // len(spans), _LEAST)) for span in spans]
    while bounds := [run.last for run in runs if run.last is not None]:
        bound = min(bounds)
        yield _unique(sorted(chain.from_iterable(run.lines_to(bound) for run in runs)))


def _sorted_lines(statements: Iterable[Statement]) -> bytes:
    """The statements in their order, each once: texts sort as their UTF-8 does."""
    return b"".join(map(str.encode, _unique(sorted(statements))))  # one text of all would have four bytes a character


def _unique(lines: Iterable[Text]) -> list[Text]:
    """Sorted lines, each once."""
    return [line for line, _ in groupby(lines)]
