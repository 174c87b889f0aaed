"""Texts for values and their queries, shared by the formats of a report."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from kg.model.report import Cell, NumberSource, Pairs, ReportQuery, ValueFormat, value_of
from kg.views.pages import number, with_commas

_MIN_P_VALUE = 0.0001


def shown(value: Cell, value_format: ValueFormat = ValueFormat.TEXT) -> str:
    """Format a value for display: 1016 as "1,016", 0.25 as "25.0 %", 1.5 as "× 1.5", None as ""."""
    if value is None or isinstance(value, str):
        return value or ""
    if value_format == ValueFormat.SHARE:
        return f"{100 * value:.1f} %"
    if value_format == ValueFormat.TIMES:
        return f"× {number(value)}"
    if value_format == ValueFormat.P_VALUE:
        return number(value) if value >= _MIN_P_VALUE else f"< {_MIN_P_VALUE}"
    if value_format == ValueFormat.COUNT:
        return with_commas(value)
    return str(value) if value_format in (ValueFormat.YEAR, ValueFormat.TEXT) else number(value)


def command(source: NumberSource, query: ReportQuery, keys: Pairs) -> str:
    """Return the command that runs the query whose result contains a number."""
    given = (f" --param {shlex.quote(f'{name}={value_of(key, keys)}')}" for name, key in source.params)
    return f"kg query {query.argument}{''.join(given)}"


def explanation(source: NumberSource, keys: Pairs | None = None) -> str:
    """Return a phrase about how a number is obtained from the result of its query.

    An example is "the sum of works over the rows of the query result where year is 2021". Without `keys`, the phrase is
    about all rows of a table: "… where year is the value in the table row".
    """
    if source.derived:
        return "computed from the query result; see Methodology for the formula"
    match = [(column, value_of(key, keys) if keys is not None else _plain(column, key)) for column, key in source.match]
    rows = [f"{column} is {value}" for column, value in match]
    what = f"the sum of {source.column} over the rows" if source.column else "the number of rows"
    where = f" where {' and '.join(rows)}" if rows else ""
    return f"{what} of the query result{where}"


def by_name(queries: tuple[ReportQuery, ...]) -> Mapping[str, ReportQuery]:
    """Return queries by name."""
    return {query.name: query for query in queries}


def _plain(column: str, key: str) -> str:
    if key.startswith("="):
        return key[1:]
    return f"{'the value' if key == column else f'the {key}'} in the table row"
