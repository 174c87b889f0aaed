"""Continuous colour scale of a figure, as in the explorer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.palette import scale_colour

_LOW, _HIGH = 0.02, 0.98
"""Percentiles at which the scale begins and ends."""

_SKEWED = 8.0
"""Ratio of the high percentile to the median above which the scale is logarithmic."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Scale between two values; `is_log` is true for a logarithmic scale."""

    low: float
    high: float
    is_log: bool

    def share(self, value: float) -> float:
        """Return the place of a value on the scale, from 0 to 1."""
        if self._bent(self.low) == self._bent(self.high):
            return 0.5
        low, high, value = (self._bent(each) for each in (self.low, self.high, min(max(value, self.low), self.high)))
        return (value - low) / (high - low)

    def _bent(self, value: float) -> float:
        """Return the logarithm of a value on a logarithmic scale, else the value."""
        return math.log(value) if self.is_log else value

    def colour(self, value: float) -> str:
        """Return the colour of a value."""
        return scale_colour(self.share(value))

    def ticks(self) -> list[tuple[float, float]]:
        """Return three places on the scale with their values, or one if all values are equal."""
        if self.low == self.high:
            return [(0.5, self.low)]
        middle = (self._bent(self.low) + self._bent(self.high)) / 2
        return [(0.0, self.low), (0.5, math.exp(middle) if self.is_log else middle), (1.0, self.high)]


def scale_of(values: Sequence[float | None]) -> ValueScale:
    """Return the scale from the 2nd to the 98th percentile of the known values; logarithmic if they are skewed.

    >>> scale_of([2020.0, 2021.0, None, 2023.0])
    ValueScale(low=2020.0, high=2023.0, is_log=False)
    """
    known = sorted(float(value) for value in values if value is not None) or [0.0]
    low, middle, high = (known[int(share * (len(known) - 1) + 0.5)] for share in (_LOW, 0.5, _HIGH))
    return ValueScale(low, high, is_log=low > 0 and high / middle > _SKEWED)
