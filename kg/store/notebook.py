"""Conversion of query results to HTML tables, which notebooks display."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

MOST_SHOWN = 50


def html_table(columns: Sequence[str], rows: Iterable[Sequence[object]], count: int, note: str = "") -> str:
    """Return the first 50 rows as an HTML table, followed by `count`, the number of all rows, and the note.

    Examples
    --------
    >>> html_table(["a<b"], [[1]], 1).partition("<tbody>")[2]
    '<tr><td>1</td></tr></tbody></table><p>1 row</p>'
    """
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, MOST_SHOWN))
    shown = f"showing {MOST_SHOWN} of {count:,} rows" if count > MOST_SHOWN else f"{count:,} row{'s' * (count != 1)}"
    below = escape("; ".join(filter(None, (shown, note))))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{below}</p>"


def _cell(value: object) -> str:
    text = "" if value is None else escape(str(value))
    return f'<td><a href="{text}">{text}</a></td>' if text.startswith(("https://", "http://")) else f"<td>{text}</td>"
