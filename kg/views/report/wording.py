"""How values and queries are written for people, the same on the page and in its twins."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from kg.model.report import Ask, Asked, Cell, Form, Pairs
from kg.views.pages import number, whole

_RAREST = 0.0001


def shown(value: Cell, form: Form = Form.TEXT) -> str:
    """A value as its column shows it: 1016 as "1,016", 0.25 as "25.0 %", 1.5 as "× 1.5"; nothing as ""."""
    if value is None or isinstance(value, str):
        return value or ""
    if form == Form.SHARE:
        return f"{100 * value:.1f} %"
    if form == Form.TIMES:
        return f"× {number(value)}"
    if form == Form.CHANCE:
        return number(value) if value >= _RAREST else f"< {_RAREST}"
    if form == Form.COUNT:
        return whole(value)
    return str(value) if form in (Form.YEAR, Form.TEXT) else number(value)


def value_of(key: str, keys: Pairs) -> str:
    """What a key of a query stands for."""
    return key[1:] if key.startswith("=") else dict(keys)[key]


def command(ask: Ask, query: Asked, keys: Pairs) -> str:
    """The command that runs the query behind a number."""
    given = (f" --param {shlex.quote(f'{name}={value_of(key, keys)}')}" for name, key in ask.params)
    return f"kg query {query.call}{''.join(given)}"


def answer(ask: Ask, keys: Pairs | None = None) -> str:
    """What of the answer the number is, in words."""
    if ask.derived:
        return "computed from the answer; How it was found has the formula"
    rows = [f"{column} is {value_of(key, keys) if keys is not None else _plain(key)}" for column, key in ask.match]
    where = f" where {' and '.join(rows)}" if rows else ""
    return f"{f'the sum of {ask.column} over the rows' if ask.column else 'the number of rows'}{where}"


def by_name(queries: tuple[Asked, ...]) -> Mapping[str, Asked]:
    """Queries by name."""
    return {query.name: query for query in queries}


def _plain(key: str) -> str:
    return key[1:] if key.startswith("=") else f"the {key} of the row"
