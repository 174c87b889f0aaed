"""External merge sort of statements: sorted runs on disk, merged into one file.

Home-made because the standard library's `heapq.merge` compares line by line in Python and takes ten times as long, and
because `sort` of the shell is not on every system.
"""

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

_RUN = 100_000
"""Statements sorted in memory at a time, about 30 MB."""
_MERGE_BYTES = 32_000_000
"""Bytes of all runs in memory at a time while they are merged."""
_LEAST_BYTES = 16_384
"""Bytes of each run in memory at the least."""

Text = TypeVar("Text", str, bytes)


class SortedRuns:
    """Statements on disk in sorted runs, which `write` merges into one file.

    At most `run` statements are in memory while runs are added, and about 32 MB while they are merged. The runs are
    in an unnamed temporary file in `folder`, which is removed when the block ends, even after a crash.

    Parameters
    ----------
    folder
        Folder of the temporary file.
    run
        Number of statements in a run.
    """

    def __init__(self, folder: Path, run: int = _RUN) -> None:
        self._run = run
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed when the block ends
        self._spans: list[tuple[int, int]] = []

    def add(self, statements: Iterable[Statement]) -> Iterator[bytes]:
        """Add statements run by run, and yield each run as sorted N-Triples."""
        waiting = iter(statements)
        while lines := _sorted_lines(islice(waiting, self._run)):
            yield self._add_run(lines)

    def add_file(self, path: Path) -> None:
        """Add a file that `write_ntriples` wrote as one run, and remove the file."""
        start = self._file.seek(0, SEEK_END)
        with path.open("rb") as file:
            copyfileobj(file, self._file)
        self._spans.append((start, self._file.tell()))
        path.unlink()

    def write(self, path: Path) -> int:
        """Write canonical N-Triples, sorted by bytes and without duplicates, and return the number of statements."""
        count = 0
        with path.open("wb") as target:
            for lines in _merged(self._file, self._spans):
                target.writelines(lines)
                count += len(lines)
        return count

    def __enter__(self) -> SortedRuns:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _add_run(self, lines: bytes) -> bytes:
        start = self._file.seek(0, SEEK_END)
        self._file.write(lines)
        self._spans.append((start, start + len(lines)))
        return lines


class _RunReader:
    """Reader of one run during the merge, with about `step` bytes of its next lines in memory."""

    def __init__(self, file: IO[bytes], span: tuple[int, int], step: int) -> None:
        self._file = file
        self._place, self._end = span
        self._room = step
        self._lines: list[bytes] = []
        self._read()

    def take_to(self, bound: bytes) -> list[bytes]:
        """Return the lines in memory up to and including `bound`, and read others in their place."""
        cut = bisect_right(self._lines, bound)
        found = self._lines[:cut]
        del self._lines[:cut]
        self._room += sum(map(len, found))
        self._read()
        return found

    @property
    def last(self) -> bytes | None:
        """Last line in memory; None at the end of the run."""
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


def write_ntriples(statements: Iterable[Statement], path: Path, run: int = _RUN) -> int:
    """Write canonical N-Triples, sorted by bytes and without duplicates.

    Parameters
    ----------
    statements
        Statements in any order.
    path
        File to write. Temporary runs are in the same folder.
    run
        Number of statements in memory at a time.

    Returns
    -------
    int
        Number of statements written.
    """
    with SortedRuns(path.parent, run) as runs:
        for _ in runs.add(statements):
            pass
        return runs.write(path)


def _merged(file: IO[bytes], spans: list[tuple[int, int]]) -> Iterator[list[bytes]]:
    """Yield the lines of all runs in order and without duplicates, many at a time.

    Every line up to the smallest of the last lines in memory is in memory. These lines are sorted together, which is
    fast because they consist of sorted pieces.
    """
    runs = [_RunReader(file, span, max(_MERGE_BYTES // len(spans), _LEAST_BYTES)) for span in spans]
    while bounds := [run.last for run in runs if run.last is not None]:
        bound = min(bounds)
        yield _unique(sorted(chain.from_iterable(run.take_to(bound) for run in runs)))


def _sorted_lines(statements: Iterable[Statement]) -> bytes:
    """Return the statements in order, each once: strings sort as their UTF-8 does.

    Each line is encoded by itself, because a joined string with one wide character takes four bytes for each.
    """
    return b"".join(map(str.encode, _unique(sorted(statements))))


def _unique(lines: Iterable[Text]) -> list[Text]:
    """Return sorted lines, each once."""
    return [line for line, _ in groupby(lines)]
