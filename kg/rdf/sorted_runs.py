"""External merge sort of statements: sorted runs on disk, merged into one file.

The merge is our own, because the standard library's `heapq.merge` compares line by line in Python and takes ten times
as long, and because the command `sort` is not available on every system.
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
"""Number of statements that are sorted in memory at a time, about 30 MB."""
_MERGE_BYTES = 32_000_000
"""Size of the buffers of all runs together during the merge, in bytes."""
_LEAST_BYTES = 16_384
"""Minimum size of the buffer of one run, in bytes."""

Text = TypeVar("Text", str, bytes)


class SortedRuns:
    """Sorted runs of statements on disk, which `write` merges into one file; a context manager.

    At most `run` statements are in memory while runs are added, and about 32 MB while they are merged. The runs are in
    an unnamed temporary file in `folder`, which the system removes at the end of the `with` block, even after a crash.

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
        """Split the statements into runs, store each run, and yield it as sorted N-Triples without duplicates."""
        waiting = iter(statements)
        while lines := _sorted_lines(islice(waiting, self._run)):
            yield self._add_run(lines)

    def add_file(self, path: Path) -> None:
        """Store the content of a file that `write_ntriples` wrote as one run, and remove the file."""
        start = self._file.seek(0, SEEK_END)
        with path.open("rb") as file:
            copyfileobj(file, self._file)
        self._spans.append((start, self._file.tell()))
        path.unlink()

    def write(self, path: Path) -> int:
        """Merge all runs into a file of N-Triples, sorted by bytes and without duplicates; return their number."""
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
    """Reader of one run during the merge, with a buffer of about `size` bytes for its next lines."""

    def __init__(self, file: IO[bytes], span: tuple[int, int], size: int) -> None:
        self._file = file
        self._place, self._end = span
        self._room = size
        self._lines: list[bytes] = []
        self._read()

    def take_to(self, bound: bytes) -> list[bytes]:
        """Remove the lines up to and including `bound` from the buffer, refill it, and return the removed lines."""
        count = bisect_right(self._lines, bound)
        found = self._lines[:count]
        del self._lines[:count]
        self._room += sum(map(len, found))
        self._read()
        return found

    @property
    def last(self) -> bytes | None:
        """Last line in the buffer; None at the end of the run."""
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
        File to write. Temporary files are in the same folder.
    run
        Maximum number of statements in memory at a time.

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
    """Yield the lines of all runs in order and without duplicates, in batches.

    `bound` is the smallest of the last lines of all buffers. All remaining lines up to `bound` are therefore in the
    buffers, and form one batch. Sorting a batch is fast, because it is a concatenation of sorted lists.
    """
    runs = [_RunReader(file, span, max(_MERGE_BYTES // len(spans), _LEAST_BYTES)) for span in spans]
    while bounds := [run.last for run in runs if run.last is not None]:
        bound = min(bounds)
        yield _unique(sorted(chain.from_iterable(run.take_to(bound) for run in runs)))


def _sorted_lines(statements: Iterable[Statement]) -> bytes:
    """Return the statements as UTF-8, sorted and without duplicates; strings and their UTF-8 have the same order.

    Lines are encoded one by one: a joined string takes four bytes per character if any character is above U+FFFF.
    """
    return b"".join(map(str.encode, _unique(sorted(statements))))


def _unique(lines: Iterable[Text]) -> list[Text]:
    """Return sorted lines without duplicates."""
    return [line for line, _ in groupby(lines)]
