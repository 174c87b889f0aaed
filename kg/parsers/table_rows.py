"""Rows of a CSV or TSV table, with their lines; a stray quote affects only its own row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from kg.parsers.block import Lines

# Cells can be longer than the default limit of the csv module, 131,072 characters; the limit applies to the process.
csv.field_size_limit(1 << 30)
# Cells that a quoted row of several lines may have beyond the columns: exports can have several texts in one column.
_MOST_SURPLUS = 3
_STRAY = "an unclosed quote or text after a closing quote"


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells of the row in `lines[start:stop]`, or no cells if the row cannot be parsed; `note` is the problem."""

    start: int
    stop: int
    cells: tuple[str, ...]
    note: str = ""


def read_rows(lines: Lines, start: int, separator: str, width: int) -> Iterator[TableRow]:
    """Yield the rows of `lines[start:]`; `width` is the expected number of cells."""
    at = start
    while at < len(lines):
        if '"' not in lines[at]:
            yield TableRow(at, at + 1, tuple(lines[at].split(separator)))
            at += 1
            continue
        row = _quoted(lines, at, separator, width)
        yield row
        at = row.stop


def _quoted(lines: Lines, at: int, separator: str, width: int) -> TableRow:
    """Return the row that begins at a line with quotes; its cells can contain line breaks."""
    literal = tuple(lines[at].split(separator))
    if separator == "\t" and len(literal) == width:
        return TableRow(at, at + 1, tuple(map(_unquoted, literal)))
    row = _strict(lines, at, separator)
    if row and (row.stop == at + 1 or len(row.cells) <= width + _MOST_SURPLUS):
        return row
    if '\\"' in lines[at] and (row := _strict(lines, at, separator, escaped=True)) and len(row.cells) == width:
        return row
    if (whole := _all_quoted(lines[at], separator)) and len(whole) == width:
        return TableRow(at, at + 1, whole, _STRAY)
    stop = at + 1
    while stop < len(lines) and len(split_line(lines[stop], separator)) != width:
        stop += 1
    return TableRow(at, stop, literal if stop == at + 1 and len(literal) == width else (), _STRAY)


def _all_quoted(line: str, separator: str) -> tuple[str, ...]:
    """Return the cells of a line in which each cell is quoted, even if quotes inside a cell are not doubled.

    Return () for any other line.
    """
    line = line.strip()
    if len(line) < 2 or line[0] != '"' or line[-1] != '"':
        return ()
    return tuple(cell.replace('""', '"') for cell in line[1:-1].split(f'"{separator}"'))


def _unquoted(cell: str) -> str:
    """Return a cell without its enclosing quotes, with doubled quotes inside replaced by single ones."""
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return cell


def _strict(lines: Lines, at: int, separator: str, escaped: bool = False) -> TableRow | None:
    """Return the row that begins at a line, or None if its quotes do not match.

    If `escaped` is true, a backslash stands before a quote inside a cell, as databases write it.
    """
    texts = (f"{lines[index]}\n" for index in range(at, len(lines)))
    reader = csv.reader(texts, delimiter=separator, strict=True, escapechar="\\" if escaped else None)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return None
    return TableRow(at, at + reader.line_num, tuple(cells))


def split_line(line: str, separator: str) -> tuple[str, ...]:
    """Return the cells of a line; quotes are interpreted if they are closed on this line."""
    if '"' not in line:
        return tuple(line.split(separator))
    try:
        return tuple(next(csv.reader([line], delimiter=separator, strict=True)))
    except (csv.Error, StopIteration):
        return tuple(line.split(separator))
