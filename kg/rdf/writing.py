"""Quads to files: sorted canonical N-Quads, and readable Turtle."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import TYPE

_RUN = 1_000_000  # quads sorted in memory at a time, about 300 MB


def write_nquads(quads: Iterable[Quad], path: Path, run: int = _RUN) -> int:
    """Write canonical N-Quads, one statement a line, sorted by bytes and without repeats; return their number.

    No more than `run` quads are in memory at a time; beyond that, sorted runs go to temporary files and are merged.
    """
    waiting = iter(quads)
    with ExitStack() as open_files, path.open("wb") as target:
        lines = _sorted_lines(waiting, run)
        runs: list[Iterable[bytes]] = [lines]
        while len(lines) == run:
            runs[-1] = _set_aside(lines, open_files)
            lines = _sorted_lines(waiting, run)
            runs.append(lines)
        return _write_once(heapq.merge(*runs) if len(runs) > 1 else lines, target)


def read_nquads(path: Path) -> Iterator[Quad]:
    """The quads of a file, in its order."""
    return parse(path=path, format=RdfFormat.N_QUADS)


def write_turtle(quads: Iterable[Quad], path: Path, names: Namespaces) -> None:
    """Write the union of all graphs as Turtle: a paragraph a subject, its types first.

    The quads must come sorted as `write_nquads` sorts them, which `read_nquads` of its file gives; they are not held
    in memory.
    """
    with tempfile.TemporaryFile() as draft, path.open("wb") as target:
        serialize(_triples(quads), draft, RdfFormat.TURTLE, prefixes=names.prefixes())
        draft.seek(0)
        target.writelines(_paragraphs(draft))


def _sorted_lines(quads: Iterator[Quad], run: int) -> list[bytes]:
    lines = serialize(islice(quads, run), format=RdfFormat.N_QUADS) or b""
    return sorted(lines.splitlines(keepends=True))  # line ends within a literal are escaped


def _write_once(lines: Iterable[bytes], target: IO[bytes]) -> int:
    count = 0
    for line, _ in groupby(lines):
        target.write(line)
        count += 1
    return count


def _set_aside(lines: list[bytes], open_files: ExitStack) -> IO[bytes]:
    file = open_files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
    file.writelines(lines)
    file.seek(0)
    return file


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    for _, group in groupby(quads, key=lambda quad: quad.subject):
        statements = dict.fromkeys(quad.triple for quad in group)
        yield from (triple for triple in statements if triple.predicate == TYPE)
        yield from (triple for triple in statements if triple.predicate != TYPE)


def _paragraphs(turtle: Iterable[bytes]) -> Iterator[bytes]:
    """The same document with its prefixes sorted and an empty line before each subject.

    The serialiser gives prefixes in an order that changes from run to run; a line that is not indented begins a
    subject, for line ends within a literal are escaped.
    """
    header: list[bytes] = []
    for line in turtle:
        if line.startswith(b"@prefix "):
            header.append(line)
            continue
        yield from sorted(header)
        header.clear()
        yield line if line.startswith(b"\t") else b"\n" + line
    yield from sorted(header)
