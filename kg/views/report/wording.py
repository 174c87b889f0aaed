"""Display text of values and of the queries behind them, shared by the page, Markdown and CSV."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from kg.model.report import Cell, NumberSource, Pairs, ReportQuery, ValueFormat
from kg.views.pages import number, whole

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
        return whole(value)
    return str(value) if value_format in (ValueFormat.YEAR, ValueFormat.TEXT) else number(value)


def value_of(key: str, keys: Pairs) -> str:
    """Return the value of a key: a literal after "=", else the value that `keys` has for it."""
    return key[1:] if key.startswith("=") else dict(keys)[key]


def command(source: NumberSource, query: ReportQuery, keys: Pairs) -> str:
    """Return the command that runs the query behind a number."""
    given = (f" --param {shlex.quote(f'{name}={value_of(key, keys)}')}" for name, key in source.params)
    return f"kg query {query.argument}{''.join(given)}"


def explanation(source: NumberSource, keys: Pairs | None = None) -> str:
    """Return a phrase that states how the number follows from the query result."""
    if source.derived:
        return "computed from the query result; see Methodology for the formula"
    rows = [f"{column} is {value_of(key, keys) if keys is not None else _plain(key)}" for column, key in source.match]
    where = f" where {' and '.join(rows)}" if rows else ""
    return f"{f'the sum of {source.column} over the rows' if source.column else 'the number of rows'}{where}"


def by_name(queries: tuple[ReportQuery, ...]) -> Mapping[str, ReportQuery]:
    """Return queries by name."""
    return {query.name: query for query in queries}


def _plain(key: str) -> str:
    return key[1:] if key.startswith("=") else f"the {key} of the row"
