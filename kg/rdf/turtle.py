"""Sorted statements as readable Turtle."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import TYPE, address_of

_TYPE = NamedNode(address_of(TYPE))
_SUBJECTS = 2_000
"""Subjects that are serialised at a time."""


def write_turtle(ntriples: Path, path: Path, names: Namespaces) -> None:
    """Write sorted N-Triples as Turtle: prefixes in order, then subjects in order, the types of each first.

    Parameters
    ----------
    ntriples
        File that `write_ntriples` wrote. It is streamed and not held in memory.
    path
        File to write.
    names
        Namespaces of the graph, which give the prefixes.
    """
    prefixes = names.prefixes()
    subjects = groupby(parse(path=ntriples, format=RdfFormat.N_TRIPLES, lenient=True), key=attrgetter("subject"))
    with path.open("wb") as target:
        target.writelines(f"@prefix {prefix}: <{prefixes[prefix]}> .\n".encode() for prefix in sorted(prefixes))
        while statements := [each for _, group in islice(subjects, _SUBJECTS) for each in _types_first(group)]:
            written = serialize(statements, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
            target.write(written.split(b"\n", len(prefixes))[-1])


def _types_first(statements: Iterable[Quad]) -> list[Quad]:
    return sorted(statements, key=_is_no_type)


def _is_no_type(statement: Quad) -> bool:
    return statement.predicate != _TYPE
