"""Rows of the table of a dataset viewer, located by the forms of their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.parsers.block import Lines
from kg.parsers.paragraph import next_filled

_MOST_EXTRA = 200
_SAMPLE = 20
_LONGEST_CLASS = 200
_NUMBER = re.compile(r"-?[\d,]{1,20}(?:\.\d{1,20})?(?:e-?\d{1,3})?")
_NOTHING = frozenset({"null", "none", "nan", ""})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and the type shown by the viewer."""

    name: str
    kind: str


def row_starts(lines: Lines, first: int, columns: Sequence[Column]) -> list[int]:
    """Return the indices of the first lines of rows, from line `first` on.

    A row has one line per cell, followed by up to 200 further lines. It ends before the first line from which on the
    lines have the forms of the columns again; if there is none, it has no further lines.
    """
    width = len(columns)
    if not width:
        return []
    forms = _forms(lines, first, columns)
    starts: list[int] = []
    place = next_filled(lines, first, len(lines))
    while place + width <= len(lines):
        starts.append(place)
        after = place + width
        place = next(
            (at for at in range(after, min(after + _MOST_EXTRA, len(lines))) if _fits(lines, at, forms)), after
        )
    return starts


def _fits(lines: Lines, start: int, forms: Sequence[Callable[[str], bool]]) -> bool:
    cells = [line.strip() for line in lines[start : start + len(forms)]]
    return any(cells) and all(form(cell) for form, cell in zip(forms, cells, strict=False))


def _forms(lines: Lines, first: int, columns: Sequence[Column]) -> list[Callable[[str], bool]]:
    """Return a predicate for the cells of each column, which depends on its type and its first cell."""
    width = len(columns)
    rows = [lines[start : start + width] for start in range(first, min(len(lines), first + width * _SAMPLE), width)]
    return [
        _form(column.kind, rows[0][place].strip() if rows and place < len(rows[0]) else "")
        for place, column in enumerate(columns)
    ]


def _form(kind: str, sample: str) -> Callable[[str], bool]:
    if kind.startswith(("int", "uint", "float", "double")):
        return _is_number
    if kind.startswith(("list", "sequence")):
        return _is_list
    if kind == "bool":
        return _is_truth
    if kind == "stringclasses":
        return _is_short
    return _is_address if sample.startswith(("http://", "https://")) else _is_anything


def _is_number(cell: str) -> bool:
    return cell.casefold() in _NOTHING or _NUMBER.fullmatch(cell) is not None


def _is_list(cell: str) -> bool:
    return cell.casefold() in _NOTHING or cell.startswith("[")


def _is_truth(cell: str) -> bool:
    return cell.casefold() in ("true", "false") or cell.casefold() in _NOTHING


def _is_short(cell: str) -> bool:
    return len(cell) <= _LONGEST_CLASS


def _is_address(cell: str) -> bool:
    return cell.startswith(("http://", "https://")) or cell.casefold() in _NOTHING


def _is_anything(cell: str) -> bool:
    return True
