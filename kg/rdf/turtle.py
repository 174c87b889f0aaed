"""Conversion of sorted N-Triples to readable Turtle."""

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
"""Number of subjects that are serialised at a time."""


def write_turtle(ntriples: Path, path: Path, names: Namespaces) -> None:
    """Convert sorted N-Triples to Turtle: sorted prefixes, then sorted subjects, each with its types first.

    Parameters
    ----------
    ntriples
        File that `write_ntriples` wrote. It is streamed, so that memory use does not depend on its size.
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
    return sorted(statements, key=_is_not_type)


def _is_not_type(statement: Quad) -> bool:
    return statement.predicate != _TYPE
