"""Coordinates of the charts of a report."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.model.report import IntervalChart

_HEIGHT = 54.0
_WIDTH = 200.0


def paths(years: Sequence[int], shares: Sequence[float]) -> tuple[str, str]:
    """Return the line of a chart of 200 by 54 units and the area below it, as SVG paths."""
    most, span = max([*shares, 1e-9]), max(years[-1] - years[0], 1)
    points = [
        f"{_WIDTH * (year - years[0]) / span:.1f} {_HEIGHT - _HEIGHT * share / most:.1f}"
        for year, share in zip(years, shares, strict=True)
    ]
    line = f"M{'L'.join(points)}"
    return line, f"{line}V{_HEIGHT:g}H0Z"


def spread(spans: IntervalChart) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, float, float], ...]]:
    """Return ticks (position, label) and intervals (ratio, low, high) as positions from 0 to 100 on a log scale."""
    ends = [value for _, ratio, low, high in spans.spans for value in (ratio, low, high)]
    first, last = math.floor(math.log10(min([*ends, 0.5]))), math.ceil(math.log10(max([*ends, 2.0])))

    def place(value: float) -> float:
        return round(100 * (math.log10(value) - first) / (last - first), 2)

    ticks = tuple((place(10.0**power), f"{10.0**power:g}") for power in range(first, last + 1))
    return ticks, tuple((place(ratio), place(low), place(high)) for _, ratio, low, high in spans.spans)
