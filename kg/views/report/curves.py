"""Where the lines of a report's pictures run."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.model.report import Spans

_HIGH = 54.0
_WIDE = 200.0


def paths(shares: Sequence[float]) -> tuple[str, str, tuple[tuple[float, float], ...]]:
    """A curve in a box of 200 by 54: its line and the area below it, as paths of SVG, and its points."""
    most = max([*shares, 1e-9])
    step = _WIDE / max(len(shares) - 1, 1)
    points = tuple((round(n * step, 1), round(_HIGH - _HIGH * share / most, 1)) for n, share in enumerate(shares))
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    return line, f"{line}L{points[-1][0]:g} {_HIGH:g}L0 {_HIGH:g}Z", points


def spread(spans: Spans) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, float, float], ...]]:
    """Ticks (place, label) and spans (ratio, low, high) on a logarithmic scale from 0 to 100 that has 1 within it."""
    ends = [value for _, ratio, low, high in spans.spans for value in (ratio, low, high)]
    first, last = math.floor(math.log10(min([*ends, 0.5]))), math.ceil(math.log10(max([*ends, 2.0])))

    def place(value: float) -> float:
        return round(100 * (math.log10(value) - first) / (last - first), 2)

    ticks = tuple((place(10.0**power), f"{10.0**power:g}") for power in range(first, last + 1))
    return ticks, tuple((place(ratio), place(low), place(high)) for _, ratio, low, high in spans.spans)
