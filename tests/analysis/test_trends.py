"""Trends, contrasts and intervals equal values computed by hand, and intervals have their coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from kg.analysis import trends as analysis_trends
from kg.analysis.contrasts import _exact
from kg.analysis.contrasts import contrasts as stratified_contrasts
from kg.analysis.significance import adjusted_p_values
from kg.analysis.trends import acceptance, interval
from kg.model.trend import Contrast, Trend


def trends(yearly: dict[str, dict[int, int]], works: dict[int, int]) -> tuple[Trend, ...]:
    """Trends in a single stratum."""
    counts = {name: {("", year): number for year, number in found.items()} for name, found in yearly.items()}
    return analysis_trends(counts, {("", year): number for year, number in works.items()})


def contrasts(left: dict[str, int], right: dict[str, int], works: tuple[int, int]) -> tuple[Contrast, ...]:
    """Contrasts in a single stratum."""
    counts = {name: [(left.get(name, 0), right.get(name, 0))] for name in {*left, *right}}
    return stratified_contrasts(counts, [works])


def test_the_interval_is_wilsons() -> None:
    low, high = interval(8, 10)
    z, n, p = 1.959963985, 10, 0.8
    middle, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert (low, high) == pytest.approx(((middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)))
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(0, 5)[0] == 0.0


def test_the_interval_has_its_coverage() -> None:
    random = np.random.default_rng(0)
    held = [low <= 0.3 <= high for low, high in (interval(int(k), 40) for k in random.binomial(40, 0.3, 2_000))]
    assert 0.93 < np.mean(held) < 0.98


def test_rising_concepts_come_first_and_falling_ones_last() -> None:
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


def test_the_test_of_a_trend_is_score_over_information() -> None:
    (found,) = trends({"x": {2018: 2, 2019: 4, 2021: 9}}, {2018: 20, 2019: 30, 2021: 50})
    # 15 of 100 works, mean year 2018 + (0·20 + 1·30 + 3·50) / 100 = 2019.8
    score = -1.8 * (2 - 3) + -0.8 * (4 - 4.5) + 1.2 * (9 - 7.5)
    information = 0.15 * 0.85 * (20 * 1.8**2 + 30 * 0.8**2 + 50 * 1.2**2)
    assert found.works == 15
    assert found.p == pytest.approx(math.erfc(score / math.sqrt(information) / math.sqrt(2)))


def test_the_odds_of_a_trend_are_those_of_a_logistic_regression() -> None:
    years, named, total = np.array([2018, 2019, 2021]), np.array([40, 90, 400]), np.array([2000, 3000, 5000])
    works = dict(zip(years.tolist(), total.tolist(), strict=True))
    (found,) = trends({"x": dict(zip(years.tolist(), named.tolist(), strict=True))}, works)

    def unlikely(at: np.ndarray) -> float:
        odds = at[0] + at[1] * (years - 2020)
        return float((total * np.logaddexp(0, odds) - named * odds).sum())

    best = optimize.minimize(unlikely, np.array([-3.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-9})
    # One more paper, which keeps the slope finite, hardly matters among 10,000.
    assert math.log(found.odds) == pytest.approx(best.x[1], rel=1e-3)


def test_a_strong_trend_has_its_true_odds_in_the_interval() -> None:
    random, held = np.random.default_rng(3), []
    years, total = np.arange(2019, 2024), np.array([500, 20, 900, 20, 1800])
    for _ in range(200):
        named = random.binomial(total, 1 / (1 + np.exp(6.5 - 0.9 * (years - 2019))))
        counts = {"x": dict(zip(years.tolist(), named.tolist(), strict=True))}
        (found,) = trends(counts, dict(zip(years.tolist(), total.tolist(), strict=True)))
        held.append(found.low <= math.exp(0.9) <= found.high)
    assert np.mean(held) > 0.9


@pytest.mark.parametrize("named", [{2021: 12}, {2018: 12}, {2018: 50, 2021: 50}])
def test_a_concept_of_one_year_has_a_finite_trend(named: dict[int, int]) -> None:
    (found,) = trends({"x": named}, {2018: 50, 2020: 50, 2021: 50})
    assert 0 < found.low < found.odds < found.high < math.inf


def test_years_without_the_concept_count_and_a_gap_of_years_is_a_gap() -> None:
    works = {2018: 50, 2020: 50, 2021: 50}
    (found,) = trends({"x": {2021: 12}}, works)
    (spelt,) = trends({"x": {2018: 0, 2020: 0, 2021: 12}}, works)
    assert found == spelt
    (closer,) = trends({"x": {2020: 12}}, {2017: 50, 2019: 50, 2020: 50})
    assert closer.odds == pytest.approx(found.odds)


def test_concepts_of_the_same_counts_are_in_order_of_their_names() -> None:
    counts = {2018: 5, 2019: 15}
    found = trends({"b": counts, "a": counts, "c": counts}, {2018: 100, 2019: 100})
    assert [row.concept for row in found] == ["a", "b", "c"]
    assert len({(row.odds, row.p, row.adjusted) for row in found}) == 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_p_is_adjusted_as_scipy_does(values: list[float]) -> None:
    assert adjusted_p_values(values) == pytest.approx(stats.false_discovery_control(values).tolist(), rel=1e-12)


def test_p_is_adjusted_for_all_that_are_tested() -> None:
    works = {2018: 100, 2019: 100}
    yearly = {"a": {2018: 5, 2019: 30}, "b": {2018: 10, 2019: 20}, "c": {2018: 10, 2019: 12}, "few": {2018: 3}}
    found = sorted(trends(yearly, works), key=lambda row: row.p)
    assert [row.concept for row in found] == ["a", "b", "c"]
    # Benjamini and Hochberg: p · 3 / rank, and none above that of a larger p.
    last = found[2].p
    middle = min(found[1].p * 3 / 2, last)
    assert [row.adjusted for row in found] == pytest.approx([min(found[0].p * 3, middle), middle, last])


def test_nothing_rises_where_shares_stay_the_same() -> None:
    random = np.random.default_rng(1)
    works = dict.fromkeys(range(2015, 2022), 200)
    yearly = {f"c{n}": dict(zip(works, map(int, random.binomial(200, 0.1, 7)), strict=True)) for n in range(200)}
    assert sum(row.adjusted < 0.05 for row in trends(yearly, works)) <= 5


@pytest.mark.parametrize("works", [{}, {2020: 10}])
def test_one_year_has_no_trend(works: dict[int, int]) -> None:
    assert trends({"x": {2020: 10}}, works) == ()


def test_two_groups_of_papers_are_compared_by_odds_ratio() -> None:
    found = contrasts({"a": 20, "b": 5}, {"a": 5, "c": 30}, (100, 100))
    assert [row.concept for row in found] == ["a", "b", "c"]
    assert found[0].ratio == pytest.approx(20.5 * 95.5 / (80.5 * 5.5))
    error = math.sqrt(1 / 20.5 + 1 / 80.5 + 1 / 5.5 + 1 / 95.5)
    assert math.log(found[0].high / found[0].low) == pytest.approx(2 * 1.959963985 * error)
    assert found[0].low > 1 > found[2].high
    assert (found[0].left_share, found[0].right_share) == (0.2, 0.05)


def test_two_groups_of_papers_are_tested_by_fishers_test() -> None:
    (found,) = contrasts({"a": 7}, {"a": 1}, (20, 30))

    def chance(k: int) -> float:
        return math.comb(20, k) * math.comb(30, 8 - k) / math.comb(50, 8)

    assert found.p == pytest.approx(sum(chance(k) for k in range(9) if chance(k) <= chance(7) * (1 + 1e-7)))
    assert found.adjusted == pytest.approx(found.p)


@given(*[st.integers(0, 3_000) | st.integers(0, 12)] * 4)
def test_p_is_that_of_scipys_exact_test(a: int, b: int, c: int, d: int) -> None:
    assert _exact([(a, b, c, d)]) == pytest.approx(stats.fisher_exact([[a, b], [c, d]])[1], rel=1e-8, abs=1e-300)


def test_a_group_without_the_concept_has_a_finite_ratio() -> None:
    (found,) = contrasts({"a": 20}, {}, (20, 30))
    assert found.ratio == pytest.approx(20.5 * 30.5 / (0.5 * 0.5))
    assert 0 < found.low < found.ratio < found.high < math.inf


def test_the_sides_of_a_comparison_can_be_changed() -> None:
    left, right = {"a": 20, "b": 4, "c": 9}, {"a": 5, "b": 30, "c": 9}
    there, back = contrasts(left, right, (80, 90)), contrasts(right, left, (90, 80))
    assert [row.concept for row in there] == [row.concept for row in reversed(back)]
    assert [row.ratio for row in there] == pytest.approx([1 / row.ratio for row in reversed(back)])


def test_the_interval_of_an_odds_ratio_has_its_coverage() -> None:
    random = np.random.default_rng(2)
    odds = (0.2 / 0.8) / (0.1 / 0.9)
    held = []
    for a, b in zip(random.binomial(150, 0.2, 2_000), random.binomial(150, 0.1, 2_000), strict=True):
        (row,) = contrasts({"x": int(a)}, {"x": int(b)}, (150, 150))
        held.append(row.low <= odds <= row.high)
    assert 0.93 < np.mean(held) < 0.98


def test_few_papers_give_no_significant_difference() -> None:
    assert contrasts({"a": 2}, {"a": 1}, (10, 10)) == ()


def test_acceptance_comes_with_its_interval_and_only_of_enough_works() -> None:
    found = acceptance({"few": (1, 2), "many": (30, 40)})
    assert [(row.concept, row.accepted, row.decided) for row in found] == [("many", 30, 40)]
    assert (found[0].low, found[0].high) == interval(30, 40)


def test_a_change_of_the_mix_of_venues_is_no_trend() -> None:
    works = {("A", 2019): 400, ("A", 2021): 100, ("B", 2019): 100, ("B", 2021): 400}
    constant = {("A", 2019): 40, ("A", 2021): 10, ("B", 2019): 50, ("B", 2021): 200}  # 10 % in A, 50 % in B, always
    (found,) = analysis_trends({"x": constant}, works)
    assert found.p == pytest.approx(1.0) and found.odds == pytest.approx(1.0)
    (pooled,) = trends({"x": {2019: 90, 2021: 210}}, {2019: 500, 2021: 500})
    assert pooled.p < 1e-9


def test_venues_of_one_year_each_have_no_trend() -> None:
    assert analysis_trends({"x": {("A", 2019): 20, ("B", 2021): 60}}, {("A", 2019): 100, ("B", 2021): 100}) == ()


def test_strata_are_compared_by_the_ratio_of_mantel_and_haenszel_and_an_exact_test() -> None:
    counts, works = [(53, 11), (0, 4)], [(467, 48), (16, 143)]
    (found,) = stratified_contrasts({"x": counts}, works)
    tables = np.array([[[a, n - a], [b, m - b]] for (a, b), (n, m) in zip(counts, works, strict=True)], dtype=float)
    n = tables.sum(axis=(1, 2))
    ratio = (tables[:, 0, 0] * tables[:, 1, 1] / n).sum() / (tables[:, 0, 1] * tables[:, 1, 0] / n).sum()
    assert found.ratio == pytest.approx(ratio) and found.ratio < 1
    # The exact distribution of the sum of the first cells, counted in full.
    chances: dict[int, float] = {}
    first = stats.hypergeom(515, 64, 467)
    second = stats.hypergeom(159, 4, 16)
    for x in range(65):
        for y in range(5):
            chances[x + y] = chances.get(x + y, 0.0) + first.pmf(x) * second.pmf(y)
    assert found.p == pytest.approx(sum(p for p in chances.values() if p <= chances[53] * (1 + 1e-7)))
    assert found.low < found.ratio < found.high


def test_the_interval_of_a_common_odds_ratio_has_its_coverage() -> None:
    random = np.random.default_rng(3)
    held = []
    for _ in range(1_000):
        counts = [(int(random.binomial(150, 0.2)), int(random.binomial(100, 0.1)))]
        odds = 0.25 / (0.1 / 0.9)
        counts.append((int(random.binomial(80, 0.5)), int(random.binomial(200, 1 / (1 + odds)))))
        (row,) = stratified_contrasts({"x": counts}, [(150, 100), (80, 200)])
        held.append(row.low <= odds <= row.high)
    assert 0.93 < np.mean(held) < 0.975


def test_two_papers_are_no_significant_difference_in_a_small_stratum() -> None:
    (found,) = stratified_contrasts({"x": [(0, 1), (1, 0)]}, [(877, 189), (35, 1828)], least=2)
    assert found.p > 0.03
