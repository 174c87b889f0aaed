"""What a query answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from kg.model.prefixes import VOCABULARIES

Term = object
Value = str | int | float | bool | None
_XSD = VOCABULARIES["xsd"]
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "gYear")}
_FLOATS = {_XSD + name for name in ("double", "decimal", "float")}


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the names of its columns and its rows of RDF terms, which can be read once.

    Iterating gives tuples of Python values: IRIs and texts as str, numbers and years as int or float, truth values as
    bool, nothing as None.
    """

    columns: tuple[str, ...]
    terms: Iterator[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return (tuple(map(python_value, row)) for row in self.terms)


@dataclass(frozen=True, slots=True)
class Triples:
    """Statements, which can be read once: the answer of CONSTRUCT and DESCRIBE."""

    triples: Iterator[Triple]


def python_value(term: Term | None) -> Value:
    """The Python value of an RDF term; a literal whose text does not fit its type is its text."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return getattr(term, "value", None) or str(term)
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return float(text)
    except ValueError:
        return text
    return text in ("true", "1") if datatype == _XSD + "boolean" else text
