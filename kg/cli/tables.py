"""Tables of text with aligned columns, shortened to the width of a terminal, or with one block per row if it is narrow.

The library rich takes a minute for a table of 89,256 rows; these functions take a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.cells import cell_len, set_cell_size

from kg.cli.console import out, printable

_GAP = "  "
_MOST_CHARACTERS = 300
_NARROWEST_TEXT, _NARROWEST_HEADER = 8, 6
"""Minimum widths of a column of texts and of the header of a column of numbers; numbers are never shortened."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """Names of columns, rows of cells as text, and whether each column contains only numbers."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numeric: tuple[bool, ...]


def make_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> TextTable:
    """Return a table of Python values, converted to text."""
    cells = [tuple(map(cell_text, row)) for row in rows]
    numeric = tuple(_is_numeric([row[place] for row in cells]) for place in range(len(columns)))
    return TextTable(tuple(columns), cells, numeric)


def cell_text(value: object) -> str:
    r"""Return a value as the text of a cell, without control characters, since the text of listings is not trusted.

    >>> cell_text(None), cell_text(0.123456), cell_text(89256), cell_text("a\x1b[2Jb")
    ('', '0.1235', '89256', 'a [2Jb')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    text = printable(str(value))
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: on a terminal, shortened to its width and with a bold header; elsewhere, in full."""
    table = make_table(columns, rows)
    if not out.is_terminal:
        out.file.writelines(f"{line}\n" for line in table_lines(table))
        return
    widths = fitted_widths(table, out.width)
    if widths is None:
        out.out("\n".join(block_lines(table, out.width)), highlight=False)
        return
    header, *lines = table_lines(table, widths)
    out.out(header, style="bold", highlight=False)
    if lines:
        out.out("\n".join(lines), highlight=False)


def table_lines(table: TextTable, widths: Sequence[int] | None = None) -> Iterator[str]:
    """Yield the header and the rows as lines, with columns of these widths; by default, as wide as their widest cell.

    >>> list(table_lines(make_table(["name", "papers"], [["Ada Example", 12], ["Bo", 3]]), [8, 6]))
    ['name      papers', 'Ada Exa…      12', 'Bo             3']
    """
    fixed = full_widths(table) if widths is None else widths
    for cells in chain([table.columns], table.rows):
        padded = (_fill(*each) for each in zip(cells, fixed, table.numeric, strict=True))
        yield _GAP.join(padded).rstrip()


def block_lines(table: TextTable, width: int) -> Iterator[str]:
    """Yield one line for each non-empty cell, with the name of its column, and an empty line between rows.

    >>> list(block_lines(make_table(["name", "papers"], [["Ada Example", 12]]), 14))
    ['name    Ada E…', 'papers  12']
    """
    names = max(map(_width, table.columns), default=0)
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        for name, cell in zip(table.columns, row, strict=True):
            if cell:
                yield _shorten(f"{_fill(name, names, numeric=False)}{_GAP}{cell}", width)


def full_widths(table: TextTable) -> list[int]:
    """Return the width of the widest cell of each column, including the header."""
    return [max(_width(name), cells) for name, cells in zip(table.columns, _cell_widths(table), strict=True)]


def fitted_widths(table: TextTable, width: int) -> list[int] | None:
    """Return widths of columns that fit in `width` together; None if columns would be too narrow to be readable.

    The widest columns are shortened first.
    """
    widths = full_widths(table)
    room = width - len(_GAP) * (len(widths) - 1)
    floors = [
        min(full, max(cells, _NARROWEST_HEADER) if numeric else _NARROWEST_TEXT)
        for full, cells, numeric in zip(widths, _cell_widths(table), table.numeric, strict=True)
    ]
    if sum(floors) > room:
        return None
    cap = max(widths, default=0)
    while sum(fitted := _capped(widths, floors, cap)) > room:
        cap -= 1
    for place, full in enumerate(widths):
        fitted[place] += min(full - fitted[place], room - sum(fitted))
    return fitted


def _capped(widths: Sequence[int], floors: Sequence[int], cap: int) -> list[int]:
    return [max(floor, min(full, cap)) for full, floor in zip(widths, floors, strict=True)]


def _cell_widths(table: TextTable) -> list[int]:
    return [max((_width(row[place]) for row in table.rows), default=0) for place in range(len(table.columns))]


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_is_number(cell) for cell in filled)


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True


def _width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _fill(text: str, width: int, numeric: bool) -> str:
    short = _shorten(text, width)
    space = " " * (width - _width(short))
    return space + short if numeric else short + space


def _shorten(text: str, width: int) -> str:
    return text if _width(text) <= width else set_cell_size(text, width - 1) + "…"
