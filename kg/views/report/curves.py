"""Coordinates of the charts of a report."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.model.report import IntervalChart

Tick = tuple[float, str]
Interval = tuple[float, float, float]

_HEIGHT = 54.0
_WIDTH = 200.0


def paths(years: Sequence[int], shares: Sequence[float]) -> tuple[str, str]:
    """Return the line of a chart and the area below it as SVG paths, in a coordinate system of 200 by 54 units."""
    most, span = max([*shares, 1e-9]), max(years[-1] - years[0], 1)
    points = [
        f"{_WIDTH * (year - years[0]) / span:.1f} {_HEIGHT - _HEIGHT * share / most:.1f}"
        for year, share in zip(years, shares, strict=True)
    ]
    line = f"M{'L'.join(points)}"
    return line, f"{line}V{_HEIGHT:g}H0Z"


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
