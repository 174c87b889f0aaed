"""Trends, comparisons and intervals: equal to what was worked out by hand, and as sure as they claim."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kg.analysis.trends import acceptance, contrasts, interval, trends


def test_the_interval_is_wilsons() -> None:
    low, high = interval(8, 10)
    z, n, p = 1.959963985, 10, 0.8
    middle, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert (low, high) == pytest.approx(((middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)))
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(0, 5)[0] == 0.0


def test_the_interval_holds_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    held = [low <= 0.3 <= high for low, high in (interval(int(k), 40) for k in random.binomial(40, 0.3, 2_000))]
    assert 0.93 < np.mean(held) < 0.98


def test_what_rises_comes_first_and_what_fades_last() -> None:
    works = {2018: 100, 2019: 100, 2020: 100}
    yearly = {"up": {2018: 5, 2019: 15, 2020: 30}, "level": {2018: 10, 2019: 10, 2020: 10}, "down": {2018: 30, 2020: 3}}
    found = trends(yearly, works)
    assert [row.concept for row in found] == ["up", "level", "down"]
    assert found[0].odds > 1 > found[-1].odds
    assert found[1].p == pytest.approx(1.0)
    assert found[0].adjusted >= found[0].p


def test_the_test_of_a_trend_is_cochrans_and_armitages() -> None:
    found = trends({"x": {1: 10, 2: 20}}, {1: 100, 2: 100})
    # Of two years it is the test of two shares: z² = 200 (10·80 − 20·90)² / (100·100·30·170)
    z = math.sqrt(200 * (10 * 80 - 20 * 90) ** 2 / (100 * 100 * 30 * 170))
    assert found[0].p == pytest.approx(math.erfc(z / math.sqrt(2)))


def test_nothing_rises_where_shares_stay_the_same() -> None:
    random = np.random.default_rng(1)
    works = dict.fromkeys(range(2015, 2022), 200)
    yearly = {f"c{n}": dict(zip(works, map(int, random.binomial(200, 0.1, 7)), strict=True)) for n in range(200)}
    assert sum(row.adjusted < 0.05 for row in trends(yearly, works)) <= 5


@pytest.mark.parametrize("works", [{}, {2020: 10}])
def test_one_year_has_no_trend(works: dict[int, int]) -> None:
    assert trends({"x": {2020: 10}}, works) == ()


def test_two_bodies_of_work_are_told_apart_by_odds() -> None:
    found = contrasts({"a": 20, "b": 5}, {"a": 5, "c": 30}, (100, 100))
    assert [row.concept for row in found] == ["a", "b", "c"]
    assert found[0].ratio == pytest.approx(20.5 * 95.5 / (80.5 * 5.5))
    error = math.sqrt(1 / 20.5 + 1 / 80.5 + 1 / 5.5 + 1 / 95.5)
    assert math.log(found[0].high / found[0].low) == pytest.approx(2 * 1.959963985 * error)
    assert found[0].low > 1 > found[2].high
    assert (found[0].left_share, found[0].right_share) == (0.2, 0.05)


def test_a_few_works_tell_nothing_apart() -> None:
    assert contrasts({"a": 2}, {"a": 1}, (10, 10)) == ()


def test_acceptance_comes_with_its_interval_and_only_of_enough_works() -> None:
    found = acceptance({"few": (1, 2), "many": (30, 40)})
    assert [(row.concept, row.accepted, row.decided) for row in found] == [("many", 30, 40)]
    assert (found[0].low, found[0].high) == interval(30, 40)
