"""Rounding of numbers that are written to files."""

from __future__ import annotations


def round_float(value: float) -> float:
    """Return a float rounded to 10 significant digits, or an integer unchanged.

    The last digits of a sum of floats depend on the order of summation; rounded numbers are the same in every run.

    Examples
    --------
    >>> round_float(1 / 3), round_float(7)
    (0.3333333333, 7)
    """
    return float(f"{value:.10g}") if isinstance(value, float) else value
