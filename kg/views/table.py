"""Tables for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TypeAlias

Cell: TypeAlias = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table in UTF-8 with lines that end in "\\n".

    Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
    apostrophe before it, as OWASP advises; numbers stay numbers, None is an empty cell. Line ends in a cell become
    line feeds, what UTF-8 cannot hold becomes "?".
    """
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        write_rows(file, header, rows)


def write_rows(file: IO[str], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as `write_csv` does into an open file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_guarded(cell) for cell in header])
    writer.writerows([_guarded(cell) for cell in row] for row in rows)


def _guarded(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")  # Python before 3.13 does not quote a lone "\r"
    return f"'{text}" if cell.startswith(_FORMULA) else text
