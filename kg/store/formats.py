"""Conversion of query results to CSV, SPARQL JSON, Turtle and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.model.prefixes import VOCABULARIES
from kg.store.rows import Rows, Term, Triples, Value

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def write_csv(rows: Rows, target: IO[str]) -> int:
    """Write rows as CSV with a header line and line feeds, and return the number of rows.

    A text that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
    """
    target.write(_line(rows.columns))
    count = 0
    for count, row in enumerate(rows.drain(), start=1):  # noqa: B007 - the last count is returned
        target.write(_line([_cell(value) for value in row]))
    return count


def _line(cells: Sequence[Value]) -> str:
    """Return a line of CSV; Python before 3.13 quotes a carriage return only if it is part of the line terminator."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def write_json(rows: Rows, target: IO[str]) -> int:
    """Write rows as SPARQL 1.1 Query Results JSON, one row per line, and return the number of rows."""
    place = -1
    target.write(f'{{"head":{{"vars":{json.dumps(rows.columns, ensure_ascii=False)}}},"results":{{"bindings":[')
    for place, row in enumerate(rows.terms.drain()):
        bound = {name: _json(term) for name, term in zip(rows.columns, row, strict=True) if term is not None}
        target.write(("," if place else "") + "\n" + _visible(json.dumps(bound, ensure_ascii=False)))
    target.write("\n]}}\n")
    return place + 1


def _visible(text: str) -> str:
    r"""Return a JSON text with control and invisible characters as escapes: a terminal interprets some of them.

    >>> _visible('"a\x9bb"')
    '"a\\u009bb"'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def write_triples(answer: Triples, target: IO[bytes], prefixes: Mapping[str, str] = VOCABULARIES) -> int:
    """Write triples as Turtle, sorted and without duplicates, and return their number.

    The prefix declarations are sorted here, since the serialiser writes them in arbitrary order.
    """
    triples = sorted(set(answer.triples.drain()), key=str)
    turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=_used(triples, prefixes)) or b""
    target.writelines(sorted(turtle.splitlines(keepends=True), key=_body))
    return len(triples)


def write_json_ld(answer: Triples, target: IO[bytes]) -> int:
    """Write triples as expanded JSON-LD, one object per node, sorted and without duplicates; return their number."""
    triples = sorted(set(answer.triples.drain()), key=str)
    quads = (Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    target.write((serialize(quads, format=RdfFormat.JSON_LD) or b"[]").rstrip() + b"\n")
    return len(triples)


def _cell(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "triple", "value": str(term)}
    form: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        form["xml:lang"] = term.language
    elif term.datatype.value != VOCABULARIES["xsd"] + "string":
        form["datatype"] = term.datatype.value
    return form


def _body(line: bytes) -> tuple[bool, bytes]:
    return (False, line) if line.startswith(b"@prefix ") else (True, b"")


def _used(triples: Iterable[object], prefixes: Mapping[str, str]) -> dict[str, str]:
    written = "\n".join(map(str, triples))
    return {prefix: space for prefix, space in prefixes.items() if f"<{space}" in written}
