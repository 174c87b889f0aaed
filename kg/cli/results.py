"""Output of query results, as a table or in a file format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode

from kg.cli.console import out, paged, plural, show_count, show_note, text_output
from kg.cli.tables import show_table
from kg.model.errors import UsageError
from kg.store import Rows, Triples, shortener, write_csv, write_json, write_json_ld, write_triples
from kg.store.rows import python_value

TERMINAL_LIMIT = 50
"""Maximum number of rows that a terminal shows by default."""


class RowFormat(StrEnum):
    """Format of the result of a query."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"
    JSONLD = "jsonld"


_ROW_WRITERS: dict[RowFormat, Callable[..., int]] = {RowFormat.CSV: write_csv, RowFormat.JSON: write_json}
_TRIPLE_WRITERS: dict[RowFormat, Callable[..., int]] = {
    RowFormat.TABLE: write_triples,
    RowFormat.TTL: write_triples,
    RowFormat.JSONLD: write_json_ld,
}


@dataclass(frozen=True, slots=True)
class Display:
    """Options for the output of a result.

    `form` is the format, `limit` the maximum number of rows (0: no limit; None: TERMINAL_LIMIT on a terminal, otherwise
    no limit), `iris` whether tables show all columns of IRIs, and `prefixes` the prefixes that shorten IRIs.
    """

    form: RowFormat = RowFormat.TABLE
    limit: int | None = None
    iris: bool = False
    prefixes: Mapping[str, str] | None = None

    @property
    def most(self) -> int | None:
        """The maximum number of rows if output does not go to a terminal; None: no limit."""
        return min(self.limit, sys.maxsize) if self.limit else None


def show_result(result: Rows | Triples, display: Display) -> int:
    """Write a result to standard output and its number of rows to standard error, and return this number.

    Raises UsageError if the result cannot be written in the format.
    """
    if isinstance(result, Triples):
        count = _write_triples(result, display)
    elif display.form is RowFormat.TABLE:
        count = _write_table(result, display)
    else:
        count = _write_rows(result, display)
    if result.note:
        show_note(result.note)
    return count


def _write_triples(result: Triples, display: Display) -> int:
    writer = _TRIPLE_WRITERS.get(display.form)
    if writer is None:
        raise UsageError(f"triples cannot be written as {display.form}; use --format ttl or jsonld, or a SELECT query")
    triples = result.triples.drain()
    target = BytesIO() if sys.stdout.isatty() else sys.stdout.buffer
    count = writer(Triples(islice(triples, display.most)), target)
    if isinstance(target, BytesIO):
        text_output().write(target.getvalue().decode("utf-8", "replace"))
    target.flush()
    if display.form is not RowFormat.JSONLD:
        show_count(plural(count, "triple"))
    return count


def _write_rows(result: Rows, display: Display) -> int:
    writer = _ROW_WRITERS.get(display.form)
    if writer is None:
        raise UsageError(
            f"rows cannot be written as {display.form}; use --format table, csv or json, or a CONSTRUCT query"
        )
    terms = result.terms.drain()
    return writer(Rows(result.columns, islice(terms, display.most)), text_output())


def _write_table(result: Rows, display: Display) -> int:
    most = TERMINAL_LIMIT if display.limit is None and out.is_terminal else display.most
    terms = result.terms.drain()
    rows = list(islice(terms, most))
    total = len(rows) + sum(1 for _ in terms)
    if rows:
        columns, cells = visible(result.columns, rows, display)
        with paged():
            show_table(columns, cells)
    omitted = f"showing {len(rows):,} of {total:,} rows; --limit 0 shows all"
    show_count(omitted if total > len(rows) else plural(total, "row"))
    return total


def visible(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], display: Display
) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the columns that a table shows and the values of its rows, with IRIs as prefixed names.

    If `display.iris` is false, a column of IRIs is hidden if the column next to it has their labels, or if the IRIs
    are web addresses. It is shown nevertheless if some rows would otherwise be equal.
    """
    shorten = shortener(display.prefixes or {})

    def cells(indices: Sequence[int]) -> Iterator[list[Any]]:
        for row in rows:
            yield [shorten(t.value) if isinstance(t := row[n], NamedNode) else python_value(t) for n in indices]

    everything = range(len(columns))
    shown = [n for n in everything if display.iris or not _is_hidden(n, rows, shorten)]
    if len(shown) < len(columns) and (not shown or len(set(map(tuple, cells(shown)))) < len(rows)):
        shown = [n for n in everything if not _is_web_address(n, rows, shorten)] or list(everything)
    return [columns[n] for n in shown], cells(shown)


def _is_hidden(place: int, rows: Sequence[Sequence[Any]], shorten: Callable[[str], str]) -> bool:
    if not _has_only_iris(place, rows):
        return False
    neighbours = [n for n in (place - 1, place + 1) if 0 <= n < len(rows[0])]
    labelled = any(_is_text(row[n]) for row in rows for n in neighbours)
    return labelled or _is_web_address(place, rows, shorten)


def _is_web_address(place: int, rows: Sequence[Sequence[Any]], shorten: Callable[[str], str]) -> bool:
    """Return True if a column has only IRIs that have no prefix: addresses outside the graph and its vocabularies."""
    iris = [row[place].value for row in rows if row[place] is not None]
    return _has_only_iris(place, rows) and all(shorten(iri) == iri for iri in iris)


def _has_only_iris(place: int, rows: Sequence[Sequence[Any]]) -> bool:
    cells = [row[place] for row in rows if row[place] is not None]
    return bool(cells) and all(isinstance(cell, NamedNode) for cell in cells)


def _is_text(term: object) -> bool:
    return not isinstance(term, NamedNode) and isinstance(python_value(term), str)
