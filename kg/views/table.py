"""Writing of CSV tables that are safe to open in spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TypeAlias

Cell: TypeAlias = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV in UTF-8 with line feeds.

    Parameters
    ----------
    path
        Path of the file.
    header
        Titles of the columns.
    rows
        Cells of each row; None is an empty cell.

    Notes
    -----
    A text that a spreadsheet would interpret as a formula, because it begins with = + - @ (also in full width), a tab
    or a carriage return, is prefixed with an apostrophe, as OWASP recommends. Line breaks within cells become line
    feeds. A lone surrogate, which UTF-8 cannot encode, becomes "?".
    """
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        write_rows(file, header, rows)


def write_rows(file: IO[str], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table to an open file; see `write_csv`."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_guarded(cell) for cell in header])
    writer.writerows([_guarded(cell) for cell in row] for row in rows)


def _guarded(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")  # Python before 3.13 does not quote a lone "\r"
    return f"'{text}" if cell.startswith(_FORMULA) else text
