"""Tables and answers on a terminal, and in files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

from pyoxigraph import NamedNode
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from rich.table import Table

from kg.model.errors import QueryError
from kg.store import (
    NamedQuery,
    Parameter,
    Rows,
    Triples,
    shortener,
    write_csv,
    write_json,
    write_json_ld,
    write_triples,
)
from kg.store.rows import python_value

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

_LONGEST_CELL = 300
_WIDEST_NAME = 30
"""Columns of an IRI where a person reads: what is beside it says more. A file has it whole."""
_ROW_FORMS: dict[str, Callable[..., int]] = {"csv": write_csv, "json": write_json}
_TRIPLE_FORMS: dict[str, Callable[..., int]] = {"ttl": write_triples, "jsonld": write_json_ld}


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> int:
    """Print rows as a table; the number of rows."""
    table = Table(
        title=title, title_justify="left", header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    values = [list(row) for row in rows]
    drawn = [[_cell(value) for value in row] for row in values]
    for index, name in enumerate(columns):
        numeric = bool(drawn) and all(_is_number(row[index]) for row in drawn)
        names = bool(drawn) and all(isinstance(row[index], Name) for row in values)
        cut = names and out.is_terminal and len(columns) > 1
        table.add_column(
            escape(name),
            justify="right" if numeric else "left",
            overflow="ellipsis" if cut else "fold",
            no_wrap=cut,
            max_width=_WIDEST_NAME if cut else None,
            style="cyan" if names else "",
        )
    for row in drawn:
        table.add_row(*map(escape, row))
    out.print(table)
    return len(drawn)


class Name(str):
    """The name of a thing, shown in the colour of names."""

    __slots__ = ()


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").lstrip("-").isdigit()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    # A listing's text may hold what moves a terminal's cursor or changes its colours.
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def show_queries(queries: Mapping[str, NamedQuery]) -> None:
    """The named queries by theme, each with its parameters and its question."""
    with _paged():
        for theme in sorted({query.theme for query in queries.values()}):
            of_theme = [query for query in queries.values() if query.theme == theme]
            rows = [(Name(q.name), " ".join(map(_parameter, q.parameters)), q.question) for q in of_theme]
            show_table(("query", "parameters", "question"), rows, title=f"\n[bold]{escape(theme)}[/]")


def _parameter(parameter: Parameter) -> str:
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"


def show_query(query: NamedQuery) -> None:
    """The SPARQL of a query, in colour on a terminal, and how to run it."""
    if not out.is_terminal:
        out.print(query.text, end="", markup=False, soft_wrap=True)
        return
    out.print(Syntax(query.text.rstrip(), "sparql", theme="ansi_dark", background_color="default", word_wrap=True))
    given = " ".join(f'--param {each.name}="…"' for each in query.parameters if each.default is None)
    out.print(f"\nkg query {query.name} {given}".rstrip(), style="bold", markup=False)


def show_answer(answer: Rows | Triples, form: str, prefixes: Mapping[str, str]) -> int:
    """Write an answer in one of the formats table, csv, json, ttl, jsonld; how many rows or statements it has.

    In a table IRIs are shortened by `prefixes`. Raises QueryError where a format does not fit the answer.
    """
    if isinstance(answer, Triples):
        count = _write_triples(answer, form)
        noun = "statement"
    else:
        count = _write_rows(answer, form, prefixes)
        noun = "row"
    if form == "table" or answer.note:
        err.print(f"{count:,} {noun}{'' if count == 1 else 's'}", style="dim")
    if answer.note:
        err.print(f"[yellow]note[/] {escape(answer.note)}", soft_wrap=True)
    return count


def show_nothing(looked_for: str) -> None:
    """What an empty answer looked for."""
    err.print(escape(looked_for), style="yellow", soft_wrap=True)


def _write_triples(answer: Triples, form: str) -> int:
    writer = _TRIPLE_FORMS.get("ttl" if form == "table" else form)
    if writer is None:
        raise QueryError(f"statements cannot be written as {form}; use --format ttl or jsonld")
    count = writer(answer, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return count


def _write_rows(answer: Rows, form: str, prefixes: Mapping[str, str]) -> int:
    if form in _TRIPLE_FORMS:
        raise QueryError(f"rows cannot be written as {form}; use table, csv or json, or ask with CONSTRUCT")
    if form != "table":
        return _ROW_FORMS[form](answer, sys.stdout)
    shorten = shortener(prefixes)
    rows = [
        [Name(shorten(term.value)) if isinstance(term, NamedNode) else python_value(term) for term in row]
        for row in answer.terms
    ]
    if not rows:
        return 0
    with _paged():
        return show_table(answer.columns, rows)


@contextmanager
def _paged() -> Iterator[None]:
    """A pager where a person sits at a terminal; it ends by itself where one screen is enough."""
    at_terminal = out.is_terminal and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
    if at_terminal:
        os.environ.setdefault("LESS", "-FRX")
    with out.pager(styles=True) if at_terminal else nullcontext():
        yield
