"""Export of the whole graph: Turtle, N-Quads with named graphs, JSON-LD."""

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
    """Yield the graph of the build in `out` as sorted N-Quads, a line at a time, or only the named part.

    Raises QueryError where there is no such part, and OutputError where there is no build.
    """
    if part is not None and part not in PARTS:
        raise QueryError(f"there is no part {part!r} of the graph; choose one of {', '.join(PARTS)}")
    return (line.decode("utf-8") for line in _lines(out, PARTS if part is None else (part,)))


def turtle(out: Path) -> Iterator[str]:
    """Yield the Turtle file of the build in `out`, a line at a time."""
    with _checked(out).open(encoding="utf-8", newline="\n") as lines:
        yield from lines


def json_ld(out: Path) -> Iterator[str]:
    """Yield the graph of the build in `out` as expanded JSON-LD, in one piece."""
    statements = read_statements(_checked(out))
    yield (serialize(statements, format=RdfFormat.JSON_LD) or b"").decode("utf-8")


def export_parts(out: Path, parts: int, into: Path) -> dict[str, int]:
    """Write the graph of the build in `out` as `parts` files of N-Quads.

    All statements about a subject are in one file. The folder `into` is replaced whole or not at all.

    Returns
    -------
    dict
        Number of statements in each file, by its name.

    Raises
    ------
    OutputError
        Where there is no build, or where `into` cannot be written or holds something else.
    """
    manifest = output.read_manifest(into)
    if manifest is not None and "parts" not in manifest:
        raise OutputError("holds a build; choose another folder with --into for the export", file=into)
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
    """Return the Turtle file of a build, or raise OutputError where it cannot be read."""
    path = out / output.TURTLE
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}; build the graph again", file=path) from None
