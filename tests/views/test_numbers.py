"""Format of numbers."""

from __future__ import annotations

import pytest

from kg.views.pages import number, with_commas


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (0.1234567, "0.123"),
        (0.00431, "0.00431"),
        (0.0000844, "0.0000844"),
        (2.5e-8, "0.000000025"),
        (1, "1"),
    ],
)
def test_measures_have_three_digits_and_no_exponent(value: float, shown: str) -> None:
    assert number(value) == shown


def test_counts_are_grouped() -> None:
    assert [with_commas(value) for value in (7, 1_016, 1_234_567, 3.0, 2.5)] == ["7", "1,016", "1,234,567", "3", "2.5"]
