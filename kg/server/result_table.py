"""Rows of a query for display: names are links to pages, and IRIs are replaced by names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.search import SearchIndex
from kg.server.addresses import Addresses
from kg.server.page_elements import PageCell, PageLink
from kg.store import prefixes_of, shortener
from kg.store.kinds import LABELS
from kg.store.lookup import expand

Binding = Mapping[str, dict[str, str]]

_KINDS = {
    "title": ("work",),
    "proposer": ("work",),
    "name": ("person",),
    "author": ("person",),
    "label": ("method", "dataset"),
    "method": ("method",),
    "dataset": ("dataset",),
    "venue": ("venue",),
}
"""Kinds of resources whose names a column has, by the name of the column."""
_YEAR = re.compile(r" \([0-9]{4}\)$")
"""Year after the title of a cited paper."""
_WORDS = {"work": "paper", "works": "papers", "person": "author"}


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Converter of the rows of a query into cells.

    `unique` maps a kind and a name to the IRI of the only resource with this name.
    """

    store: Store
    addresses: Addresses
    unique: Mapping[tuple[str, str], str]
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def convert(
        self, columns: Sequence[str], rows: Sequence[Binding]
    ) -> tuple[tuple[str, ...], tuple[tuple[PageCell, ...], ...]]:
        """Return the headings and the cells of a table.

        A column of IRIs next to a column with their names is left out, and the names become links. Other IRIs are
        replaced by their names, or by prefixed names.
        """
        named = dict(self._named_columns(columns, rows))
        hidden = set(named.values())
        shown = [column for column in columns if column not in hidden]
        shorten = shortener(prefixes_of(self.store))
        cells = tuple(tuple(self._cell(column, row, named, shorten) for column in shown) for row in rows)
        return tuple(heading(column) for column in shown), cells

    def _named_columns(self, columns: Sequence[str], rows: Sequence[Binding]) -> Iterator[tuple[str, str]]:
        """Yield each column of names with the column of IRIs that it belongs to."""
        taken: set[str] = set()
        for iris in (column for column in columns if _has_type(rows, column, "uri")):
            texts = (each for each in columns if each not in taken and _has_type(rows, each, "literal"))
            for column in texts:
                if all(self._is_name(row.get(column), row.get(iris)) for row in rows):
                    taken.add(column)
                    yield column, iris
                    break

    def _is_name(self, text: dict[str, str] | None, iri: dict[str, str] | None) -> bool:
        if text is None or iri is None:
            return iri is None
        names, value = self.names(iri["value"]), text["value"]
        return value in names or _YEAR.sub("", value) in names

    def names(self, iri: str) -> tuple[str, ...]:
        """Return the names of a resource, the preferred one first."""
        if iri not in self._names:
            node, found = NamedNode(iri), []
            for label in LABELS:
                quads = self.store.quads_for_pattern(node, expand(label), None, None)
                found += sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))
            self._names[iri] = tuple(found)
        return self._names[iri]

    def _cell(self, column: str, row: Binding, named: Mapping[str, str], shorten: Callable[[str], str]) -> PageCell:
        term = row.get(column)
        if term is None:
            return None
        value = term["value"]
        if term["type"] == "uri":
            return PageLink(next(iter(self.names(value)), shorten(value)), self.addresses.of(value))
        if column in named and named[column] in row:
            return PageLink(value, self.addresses.of(row[named[column]]["value"]))
        for kind in _KINDS.get(column, ()):
            if iri := self.unique.get((kind, value)):
                return PageLink(value, self.addresses.of(iri))
        if column.endswith(("year", "first", "last")):
            return str(value)
        return _number(value, term.get("datatype", ""))


def heading(column: str) -> str:
    """Return the name of a column in words.

    >>> heading("works"), heading("line_start"), heading("person")
    ('papers', 'line start', 'author')
    """
    return _WORDS.get(column, column.replace("_", " "))


def unique_names(index: SearchIndex) -> dict[tuple[str, str], str]:
    """Return the IRI of each resource that is the only one of its kind with its name."""
    return {
        (entry.kind, entry.label): entry.iri for entry in index.entries if index.alike[entry.kind, entry.label] == 1
    }


def _number(value: str, datatype: str) -> str | int | float:
    """Return a whole number, or another number rounded to four digits; other values are returned as they are."""
    if datatype.endswith("#integer") and value.lstrip("-").isdigit():
        return int(value)
    if datatype.endswith(("#double", "#decimal", "#float")):
        with suppress(ValueError):
            return float(f"{float(value):.4g}")
    return value


def _has_type(rows: Sequence[Binding], column: str, wanted: str) -> bool:
    """Return True if a column has values, and all of them have this type; numbers are no names."""
    found = [row[column] for row in rows if column in row]
    return bool(found) and all(term["type"] == wanted and "datatype" not in term for term in found)
