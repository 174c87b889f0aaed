"""The order of rows, made by Python: the engine looks every term up again each time it compares two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pyoxigraph import NamedNode

from kg.store.rows import Rows, Term, python_value

_CLAUSE = re.compile(r"\bORDER\s+BY((?:\s+(?:\?\w+|DESC\s*\(\s*\?\w+\s*\)))+)\s*$", re.IGNORECASE)
_KEY = re.compile(r"(DESC\s*\(\s*)?\?(\w+)", re.IGNORECASE)

Key = tuple[str, bool]
"""A column, and whether it descends."""


@cache
def unordered(text: str) -> tuple[str, tuple[Key, ...]]:
    """A query without the ORDER BY it ends with, and the keys of that; the query as it is where it ends otherwise."""
    found = _CLAUSE.search(text)
    if found is None:
        return text, ()
    return text[: found.start()], tuple((name, bool(falling)) for falling, name in _KEY.findall(found[1]))


def ordered(rows: Rows, keys: Sequence[Key]) -> Rows:
    """Rows by these columns, the first one first; what is not bound comes before numbers, these before texts."""
    if not keys:
        return rows
    found = list(rows.terms.drain())
    for name, falling in reversed(keys):
        place = rows.columns.index(name)
        found.sort(key=lambda row: _rank(row[place]), reverse=falling)
    return Rows(rows.columns, found, rows.note)


def _rank(term: Term | None) -> tuple[int, float, str]:
    if isinstance(term, NamedNode):
        return (2, 0.0, term.value)
    value = python_value(term)
    if isinstance(value, str) or value is None:
        return (0 if value is None else 2, 0.0, value or "")
    return (1, float(value), "")
