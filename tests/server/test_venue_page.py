"""The programme of one year of a venue is compared with the year before only if both have enough papers."""

from __future__ import annotations

from kg.server.venue_page import Programme


def _programme(year: int, papers: int, counts: dict[str, int], earlier: Programme | None = None) -> Programme:
    return Programme(year, [(f"w{year}-{place}", "P", year) for place in range(papers)], counts, papers, earlier)


def test_a_year_is_compared_with_the_year_before() -> None:
    before = _programme(2021, 100, {"gates": 10, "trees": 40, "forests": 20})
    now = _programme(2022, 100, {"gates": 40, "trees": 10, "forests": 22, "waves": 3}, before)
    assert now.before is before
    assert now.changes() == (["gates"], ["trees"])
    assert now.new() == ["waves"]


def test_a_year_is_not_compared_with_a_small_one_nor_with_an_earlier_one() -> None:
    large = _programme(2020, 200, {"gates": 10})
    small = _programme(2021, 5, {"gates": 1}, large)
    now = _programme(2022, 200, {"gates": 90}, small)
    assert now.before is None and now.changes() == ([], [])
    assert small.before is None and large.before is None


def test_a_large_year_before_does_not_make_a_small_year_comparable() -> None:
    now = _programme(2022, 8, {"gates": 8}, _programme(2021, 1000, {"gates": 10}))
    assert now.before is None and now.changes() == ([], [])


def test_papers_without_an_abstract_have_no_shares_and_no_changes() -> None:
    before = Programme(2021, [(f"w{place}", "P", 2021) for place in range(200)], {}, described=0)
    now = _programme(2022, 200, {"gates": 90}, before)
    assert before.share("gates") == "" and now.share("gates") == "45 %"
    assert now.before is None and now.changes() == ([], [])
