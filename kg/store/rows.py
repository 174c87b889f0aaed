"""What a query answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.prefixes import VOCABULARIES

Term = object
Value = str | int | float | bool | None
_XSD = VOCABULARIES["xsd"]
_CONVERSIONS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "gYear")), int),
    **dict.fromkeys((_XSD + name for name in ("double", "decimal", "float")), float),
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the names of its columns and its rows of RDF terms, which can be read once.

    Iterating gives tuples of Python values: IRIs and texts as str, numbers and years as int or float, truth values as
    bool, nothing as None. `note` is what the reader must know of the whole, such as that rows are missing.
    """

    columns: tuple[str, ...]
    terms: Iterator[tuple[Term | None, ...]]
    note: str = ""

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return (tuple(map(python_value, row)) for row in self.terms)


@dataclass(frozen=True, slots=True)
class Triples:
    """Statements, which can be read once: the answer of CONSTRUCT and DESCRIBE."""

    triples: Iterator[Triple]
    note: str = ""


def python_value(term: Term | None) -> Value:
    """The Python value of an RDF term; a literal whose text does not fit its type is its text."""
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype.value)
    try:
        return term.value if convert is None else convert(term.value)
    except ValueError:
        return term.value
