"""Groups are compared within the strata that both of them have."""

from __future__ import annotations

import pytest

from kg.analysis import compare_groups
from kg.model.trend import Stratum


def works(venue: str, year: int, number: int) -> list[str]:
    return [f"{venue}-{year}-{place}" for place in range(number)]


def years(*groups: list[str]) -> dict[str, str]:
    return {work: work.split("-")[1] for group in groups for work in group}


def test_a_difference_between_years_is_no_difference_between_venues() -> None:
    left, right = works("A", 2021, 50), [*works("B", 2021, 50), *works("B", 2023, 400)]
    named = [*left[:5], *right[:5], *right[50:250]]  # 10 % in 2021 in both venues, 50 % in 2023
    found = compare_groups(left, right, years(left, right), {"x": named})
    assert found.is_separable and found.strata == (Stratum("2021", 50, 50),)
    (row,) = found.rows
    assert (row.left, row.right) == (5, 5) and row.p > 0.9


def test_venues_without_a_common_year_cannot_be_told_apart_from_the_year() -> None:
    left, right = works("A", 2019, 50), works("B", 2023, 50)
    found = compare_groups(left, right, years(left, right), {"x": right[:30]})
    assert not found.is_separable and found.rows[0].right == 30


def test_one_stratum_is_enough_however_small() -> None:
    left, right = works("A", 2021, 3), works("B", 2021, 2)
    assert compare_groups(left, right, years(left, right), {"x": left}, 1).is_separable
    assert not compare_groups(left, right, {}, {"x": left}, 1).is_separable


def test_adjusted_shares_do_not_contradict_the_odds_ratio() -> None:
    left = [*works("A", 2021, 100), *works("A", 2022, 20)]
    right = [*works("B", 2021, 20), *works("B", 2022, 100)]
    named = [*left[:20], *left[100:112], *right[:2], *right[20:70]]  # 20 and 10 % in 2021, 60 and 50 % in 2022
    (row,) = compare_groups(left, right, years(left, right), {"x": named}).rows
    assert row.left / row.left_total < row.right / row.right_total and row.ratio > 1
    assert (row.left_share, row.right_share) == pytest.approx((0.4, 0.3))
