"""Exports of the complete graph as Turtle, as N-Quads with named graphs and as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg import output
from kg.model.errors import OutputError, QueryError
from kg.rdf import PARTS, Namespaces, nquads_lines, read_statements, split_nquads
from kg.store import base_of, open_store


def nquads(out: Path, part: str | None = None) -> Iterator[str]:
    """Return the lines of the graph of the build in `out`, or of one part of it, as sorted N-Quads.

    Raises QueryError if the part is unknown, and OutputError if the folder has no build.
    """
    if part is not None and part not in PARTS:
        raise QueryError(f"unknown part {part!r} of the graph; choose one of {', '.join(PARTS)}")
    return (line.decode("utf-8") for line in _lines(out, PARTS if part is None else (part,)))


def turtle(out: Path) -> Iterator[str]:
    """Yield the lines of the Turtle file of the build in `out`."""
    with _checked(out).open(encoding="utf-8", newline="\n") as lines:
        yield from lines


def json_ld(out: Path) -> Iterator[str]:
    """Yield the graph of the build in `out` as expanded JSON-LD, as a single text."""
    statements = read_statements(_checked(out))
    yield (serialize(statements, format=RdfFormat.JSON_LD) or b"").decode("utf-8")


def export_parts(out: Path, parts: int, into: Path) -> dict[str, int]:
    """Write the graph of the build in `out` as `parts` files of N-Quads into the folder `into`.

    All statements about a subject are in the same file. The folder is replaced atomically.

    Returns
    -------
    dict
        Number of statements in each file, by its name.

    Raises
    ------
    OutputError
        If `out` has no build, or if `into` cannot be written or contains other files.
    """
    manifest = output.read_manifest(into)
    if manifest is not None and "parts" not in manifest:
        raise OutputError("this folder contains a build; choose another folder with --into", file=into)
    lines = _lines(out, PARTS)
    with output.staged(into) as folder:
        counts = split_nquads(lines, parts, folder)
        written = {"generator": output.GENERATOR, "artefacts": [*counts, output.MANIFEST], "parts": counts}
        (folder / output.MANIFEST).write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    return counts


def _lines(out: Path, parts: Iterable[str]) -> Iterator[bytes]:
    names = Namespaces(base_of(open_store(out / output.STORE)) or "")
    return nquads_lines(read_statements(_checked(out)), names, parts)


def _checked(out: Path) -> Path:
    """Return the path of the Turtle file of a build. Raises OutputError if the file cannot be read."""
    path = out / output.TURTLE
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}; build the graph again", file=path) from None
