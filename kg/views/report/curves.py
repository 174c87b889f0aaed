"""Coordinates of the charts of a report."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.report import IntervalChart

Point = tuple[float, float]
Tick = tuple[float, str]
Interval = tuple[float, float, float]

_HEIGHT = 54.0
_WIDTH = 200.0


@dataclass(frozen=True, slots=True)
class CurvePaths:
    """SVG paths of a curve: dots at years with a share, lines between them, the area below, and lines over gaps."""

    dots: str
    line: str
    area: str
    gaps: str


def paths(totals: Sequence[int], counts: Sequence[int]) -> CurvePaths:
    """Return the curve of shares (count / total) in a coordinate system of 200 by 54 units; totals of 0 are gaps."""
    shares = [count / total if total else None for count, total in zip(counts, totals, strict=True)]
    most, span = max([*(share for share in shares if share), 1e-9]), max(len(shares) - 1, 1)
    pieces: list[list[Point]] = [[]]
    for place, share in enumerate(shares):
        if share is None:
            pieces.append([])
        else:
            pieces[-1].append((_WIDTH * place / span, _HEIGHT - _HEIGHT * share / most))
    drawn = [piece for piece in pieces if piece]
    gaps = [[left[-1], right[0]] for left, right in itertools.pairwise(drawn)]
    dots = "".join(f"M{x:.1f} {y:.1f}h0" for piece in drawn for x, y in piece)
    return CurvePaths(dots, "".join(map(_line, drawn)), "".join(map(_area, drawn)), "".join(map(_line, gaps)))


def _line(piece: Sequence[Point]) -> str:
    """Return the path through points; "" for a single point."""
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in piece)}" if len(piece) > 1 else ""


def _area(piece: Sequence[Point]) -> str:
    return f"{_line(piece)}V{_HEIGHT:g}H{piece[0][0]:.1f}Z" if len(piece) > 1 else ""


def interval_positions(
    spans: IntervalChart,
) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, float, float], ...]]:
    """Return the positions of ticks and intervals on a logarithmic axis from 0 to 100.

    A tick is a tuple (position, label); an interval is a tuple of the positions of its ratio, low end and high end.
    """
    ends = [value for _, ratio, low, high in spans.spans for value in (ratio, low, high)]
    first, last = math.floor(math.log10(min([*ends, 0.5]))), math.ceil(math.log10(max([*ends, 2.0])))

    def place(value: float) -> float:
        return round(100 * (math.log10(value) - first) / (last - first), 2)

    ticks = tuple((place(10.0**power), f"{10.0**power:g}") for power in range(first, last + 1))
    return ticks, tuple((place(ratio), place(low), place(high)) for _, ratio, low, high in spans.spans)
