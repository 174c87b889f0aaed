"""Results of queries: rows and triples of RDF terms, and their Python values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, overload

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.errors import MissingDependencyError
from kg.model.prefixes import VOCABULARIES
from kg.store.buffer import Buffer
from kg.store.notebook import html_table

if TYPE_CHECKING:
    import pandas as pd

Term = object
Value = str | int | float | bool | None
_XSD = VOCABULARIES["xsd"]
_CONVERSIONS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "gYear")), int),
    **dict.fromkeys((_XSD + name for name in ("double", "decimal", "float")), float),
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rows:
    """Result of a SELECT or ASK query: a sequence of tuples of Python values.

    IRIs and texts are `str`, numbers and years `int` or `float`, truth values `bool`, unbound variables `None`. Rows
    are read from the store on first use and then kept in memory.

    Parameters
    ----------
    columns : tuple of str
        Names of the columns.
    source : iterable of tuple of RDF terms
        The rows.
    note : str, optional
        A remark about the result, for example that it is truncated.

    Attributes
    ----------
    terms : Buffer
        The rows as RDF terms of pyoxigraph.

    Examples
    --------
    >>> rows = Rows(("title", "year"), [(Literal("Gates"), Literal(2021)), (Literal("Bridges"), Literal(2022))])
    >>> len(rows), rows[0], rows[-1:].columns
    (2, ('Gates', 2021), ('title', 'year'))
    >>> for title, year in rows:
    ...     print(year, title)
    2021 Gates
    2022 Bridges
    """

    columns: tuple[str, ...]
    source: InitVar[Iterable[tuple[Term | None, ...]]]
    note: str = ""
    terms: Buffer[tuple[Term | None, ...]] = field(init=False)

    def __post_init__(self, source: Iterable[tuple[Term | None, ...]]) -> None:
        object.__setattr__(self, "terms", Buffer(source))

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return map(_values, self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, place: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> tuple[Value, ...] | Rows:
        if isinstance(place, slice):
            return Rows(self.columns, self.terms.items[place], self.note)
        return _values(self.terms.items[place])

    def __repr__(self) -> str:
        return f"<Rows: {len(self):,} × ({', '.join(self.columns)})>"

    def _repr_html_(self) -> str:
        return html_table(self.columns, self, len(self), self.note)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame with one column per variable.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        return _frame(self.columns, self)

    def drain(self) -> Iterator[tuple[Value, ...]]:
        """Yield the rows without keeping them in memory; the result cannot be read again afterwards."""
        return map(_values, self.terms.drain())


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Triples:
    """Result of a CONSTRUCT or DESCRIBE query: a sequence of subject, predicate and object as Python values.

    Parameters
    ----------
    source : iterable of pyoxigraph.Triple
        The triples.
    note : str, optional
        A remark about the result, for example that it is truncated.

    Attributes
    ----------
    triples : Buffer
        The triples as objects of pyoxigraph.
    columns : tuple of str
        "subject", "predicate" and "object".

    Examples
    --------
    >>> work = NamedNode("https://example.org/kg/work/gates")
    >>> triples = Triples([Triple(work, NamedNode("http://purl.org/dc/terms/title"), Literal("Gates"))])
    >>> list(triples)
    [('https://example.org/kg/work/gates', 'http://purl.org/dc/terms/title', 'Gates')]
    """

    source: InitVar[Iterable[Triple]]
    note: str = ""
    triples: Buffer[Triple] = field(init=False)

    def __post_init__(self, source: Iterable[Triple]) -> None:
        object.__setattr__(self, "triples", Buffer(source))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the three parts of a triple."""
        return ("subject", "predicate", "object")

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return (_values(tuple(triple)) for triple in self.triples)

    def __len__(self) -> int:
        return len(self.triples)

    @overload
    def __getitem__(self, place: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Triples: ...
    def __getitem__(self, place: int | slice) -> tuple[Value, ...] | Triples:
        if isinstance(place, slice):
            return Triples(self.triples.items[place], self.note)
        return _values(tuple(self.triples.items[place]))

    def __repr__(self) -> str:
        return f"<Triples: {len(self):,}>"

    def _repr_html_(self) -> str:
        return html_table(self.columns, self, len(self), self.note)

    def to_pandas(self) -> pd.DataFrame:
        """Return the triples as a data frame with the columns "subject", "predicate" and "object".

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        return _frame(self.columns, self)


def python_value(term: Term | None) -> Value:
    """Return the Python value of an RDF term; for a literal that is invalid in its datatype, its text.

    Examples
    --------
    >>> python_value(Literal(2021)), python_value(NamedNode("https://example.org/a")), python_value(None)
    (2021, 'https://example.org/a', None)
    """
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype.value)
    try:
        return term.value if convert is None else convert(term.value)
    except ValueError:
        return term.value


def _values(terms: tuple[Term | None, ...]) -> tuple[Value, ...]:
    return tuple(map(python_value, terms))


def _frame(columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise MissingDependencyError(
            "pandas is not installed; install it with `pip install 'paperkg[pandas]'`"
        ) from None
    return pd.DataFrame(list(rows), columns=list(columns))
