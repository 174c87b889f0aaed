"""N-Quads with one named graph for each part of the graph, in one file or several.

The store and the Turtle file contain all statements in the default graph, because a store keeps three indexes of the
default graph and six of named graphs. The part to which a statement belongs follows from the class of its subject;
measures are the exception and belong to "metrics".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.model.errors import OutputError
from kg.model.measure import MEASURE_NAMES
from kg.model.prefixes import KG as KG_SPACE
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import DCAT, FOAF, KG, OWL, SKOS, TYPE, VOID, Term

PARTS = ("core", "mentions", "metrics", "provenance", "vocabulary")
_MEASURES = frozenset(getattr(KG, name) for name in MEASURE_NAMES)
_PART_OF_CLASS = {
    **dict.fromkeys((KG.Work, KG.Authorship, FOAF.Person, KG.Series, KG.Edition), "core"),
    KG.Mention: "mentions",
    **dict.fromkeys((KG.Listing, KG.Record, KG.Conflict, KG.Judgement), "provenance"),
    **dict.fromkeys((VOID.Dataset, DCAT.Distribution), "provenance"),
    **dict.fromkeys((SKOS.Concept, SKOS.ConceptScheme, OWL.Ontology, OWL.Class), "vocabulary"),
    **dict.fromkeys((OWL.ObjectProperty, OWL.DatatypeProperty), "vocabulary"),
}
_FORMER = "core"
"""Part of a subject without a class, which is the former IRI of a person."""

Line = bytes


def read_statements(turtle: Path) -> Iterator[Quad]:
    """Yield the statements of a Turtle file that `write_turtle` wrote, in the order of their subjects.

    Raises OutputError if the file is damaged.
    """
    try:
        yield from parse(path=turtle, format=RdfFormat.TURTLE, lenient=True)
    except SyntaxError as error:
        raise OutputError(f"the graph cannot be read ({error}); build it again", file=turtle) from None


def nquads_lines(statements: Iterable[Quad], names: Namespaces, parts: Iterable[str] = PARTS) -> Iterator[Line]:
    """Yield canonical N-Quads, sorted by bytes.

    Parameters
    ----------
    statements
        Statements ordered by subject, as `read_statements` yields them.
    names
        Namespaces of the graph; the IRI of a named graph is `{base}graph/{part}`.
    parts
        Parts to write; all by default.

    Yields
    ------
    bytes
        A line of N-Quads with its line feed.
    """
    ends = {part: f" {names.graph(part)} .\n" for part in parts}
    partition = names.iri("graph/")[:-1]
    for subject, group in groupby(statements, key=attrgetter("subject")):
        lines = [(f"{subject}", f"{each.predicate}", f"{each.object}") for each in group]
        part = _part_of(lines, partition)
        ended = ((*line, ends.get("metrics" if line[1] in _MEASURES else part)) for line in lines)
        yield from sorted(f"{s} {p} {o}{end}".encode() for s, p, o, end in ended if end is not None)


def _part_of(lines: Sequence[tuple[Term, Term, Term]], partition: str) -> str:
    """Return the part of the statements about one subject."""
    for _, predicate, value in lines:
        if predicate == TYPE and value in _PART_OF_CLASS:
            return _PART_OF_CLASS[value]
    subject = lines[0][0]
    if subject.startswith(partition):
        return "provenance"
    return "vocabulary" if subject.startswith(f"<{KG_SPACE}") else _FORMER


def split_nquads(lines: Iterable[Line], count: int, folder: Path) -> dict[str, int]:
    """Distribute sorted lines of N-Quads over `count` files and return the number of lines of each file by its name.

    All statements about a subject are in the same file, which depends only on the subject and on `count`. The lines of
    each file are sorted.
    """
    names = [f"part-{number:03}.nq" for number in range(count)]
    counts = dict.fromkeys(names, 0)
    with ExitStack() as opened:
        files = {name: opened.enter_context((folder / name).open("wb")) for name in names}
        for subject, statements in groupby(lines, _subject):
            name = names[file_number(subject, count)]
            for line in statements:
                files[name].write(line)
                counts[name] += 1
    return counts


def file_number(subject: bytes, count: int) -> int:
    """Return the number of the file for a subject, from 0: the first 8 bytes of its SHA-256 hash modulo `count`.

    `subject` is the term in N-Quads syntax.
    """
    return int.from_bytes(sha256(subject).digest()[:8], "big") % count


def _subject(line: Line) -> bytes:
    return line.partition(b" ")[0]
