"""Charts have a bar for each year between the first and the last, with gaps for years without papers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.server.year_chart import count_chart, share_chart, share_text

YEARS = st.dictionaries(st.integers(1950, 2040), st.integers(0, 5_000), max_size=40)


@given(YEARS)
def test_all_years_are_on_the_axis_and_all_bars_within_the_picture(papers: dict[int, int]) -> None:
    chart = count_chart("Papers", papers)
    known = [year for year, count in papers.items() if count]
    if chart is None:
        assert not known
        return
    assert [bar.year for bar in chart.bars] == list(range(min(known), max(known) + 1))
    for bar in chart.bars:
        assert bar.x >= 0 and bar.x + bar.width <= chart.width and 0 <= bar.y <= bar.y + bar.height <= chart.base + 0.2
        assert bar.papers == papers.get(bar.year, 0) and bool(bar.height) == bool(bar.papers)
    assert chart.bars[-1].year_label == str(max(known))


@given(YEARS, st.integers(1, 50))
def test_the_height_of_a_bar_is_the_share_of_the_year(papers: dict[int, int], factor: int) -> None:
    totals = {year: max(1, count * factor) for year, count in papers.items()}
    chart = share_chart("Shares", papers, totals)
    if chart is not None:
        full = [bar for bar in chart.bars if bar.papers]
        assert len({bar.height for bar in full}) == 1, "all shares are equal, so all bars are equally high"
        assert all(f"{bar.papers:,}" in bar.meaning for bar in full)


def test_wide_bars_have_shares_and_counts_and_narrow_ones_only_counts() -> None:
    wide = share_chart("Shares", {2021: 3, 2023: 1}, {2021: 30, 2022: 5, 2023: 40})
    assert wide and [bar.label for bar in wide.bars] == ["10 %", "", "2.5 %"]
    assert [bar.counts for bar in wide.bars] == ["3 of 30", "0 of 5", "1 of 40"]
    narrow = share_chart("Shares", {1990: 3}, dict.fromkeys(range(1980, 2024), 30))
    assert narrow and [bar.label for bar in narrow.bars if bar.label] == ["3"]
    assert not any(bar.counts for bar in narrow.bars)


def test_shares_have_one_decimal_below_ten_percent() -> None:
    assert [share_text(*each) for each in ((0, 0), (1, 30), (1, 3), (3, 3))] == ["0 %", "3.3 %", "33 %", "100 %"]
