"""Rows of a table in CSV or TSV with the lines they stand in; a stray quote spoils its own row only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from kg.parsers.block import Lines

# Cells hold whole texts; the limit of the standard library is one for the process, and 131,072 characters.
csv.field_size_limit(1 << 30)
_STRAY = "a quote that is not closed, or text after a closed one"


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells of `lines[start:stop]`; `note` where a stray quote was read as text, no cells where it cannot be read."""

    start: int
    stop: int
    cells: tuple[str, ...]
    note: str = ""


def read_rows(lines: Lines, start: int, separator: str, width: int) -> Iterator[TableRow]:
    """Yield the rows of `lines[start:]`, of which each should have `width` cells."""
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
    """Return the row that begins at a line with quotes, which may hold line breaks."""
    literal = tuple(lines[at].split(separator))
    if separator == "\t" and len(literal) == width:
        return TableRow(at, at + 1, tuple(map(_unquoted, literal)))
    row = _strict(lines, at, separator)
    if row and (row.stop == at + 1 or len(row.cells) <= width):
        return row
    stop = at + 1
    while stop < len(lines) and len(split_line(lines[stop], separator)) != width:
        stop += 1
    return TableRow(at, stop, literal if stop == at + 1 and len(literal) == width else (), _STRAY)


def _unquoted(cell: str) -> str:
    """Return a cell without quotes that enclose all of it; quotes inside are doubled there."""
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return cell


def _strict(lines: Lines, at: int, separator: str) -> TableRow | None:
    reader = csv.reader((f"{lines[index]}\n" for index in range(at, len(lines))), delimiter=separator, strict=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return None
    return TableRow(at, at + reader.line_num, tuple(cells))


def split_line(line: str, separator: str) -> tuple[str, ...]:
    """Return the cells of one line, quotes taken into account where they are closed on it."""
    if '"' not in line:
        return tuple(line.split(separator))
    try:
        return tuple(next(csv.reader([line], delimiter=separator, strict=True)))
    except (csv.Error, StopIteration):
        return tuple(line.split(separator))
