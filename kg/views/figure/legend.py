"""Legend of a figure: names of communities in columns, divided into lines where a column is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.views.figure.labels import wrapped

_NARROW = 110.0
"""Width of a figure in millimetres below which the legend has one column."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour with its name and the number of nodes, which may be empty."""

    colour: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry of the legend: its colour, the lines of its text, its column, and its first row."""

    colour: str
    lines: tuple[str, ...]
    column: int
    row: int


def legend_columns(width: float) -> int:
    """Return the number of columns of the legend of a figure of this width in millimetres."""
    return 1 if width < _NARROW else 2


def lay_out_legend(
    entries: Sequence[LegendEntry], columns: int, room: float, measure: Callable[[str], float]
) -> tuple[list[PlacedEntry], int]:
    """Return the entries at their places, column by column, and the number of rows.

    No line is wider than `room` by `measure`, unless a word is; such a word is shortened.
    """
    texts = [wrapped(f"{each.name}\N{NO-BREAK SPACE}{each.count}".strip(), room, measure) for each in entries]
    most = -(-sum(map(len, texts)) // columns)
    placed, column, row, rows = [], 0, 0, 0
    for each, lines in zip(entries, texts, strict=True):
        if row >= most and column + 1 < columns:
            column, row = column + 1, 0
        placed.append(PlacedEntry(each.colour, tuple(lines), column, row))
        row += len(lines)
        rows = max(rows, row)
    return placed, rows
